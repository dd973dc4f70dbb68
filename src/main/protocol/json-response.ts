import type { ApiErrorCode } from '@shared/db-gateway/api-error-codes';

const STATUS: Readonly<Record<ApiErrorCode, number>> = {
  notSetUp: 409,
  alreadySetUp: 409,
  wrongPassword: 401,
  lockedOut: 403,
  noRights: 403,
  notATeamServer: 502,
  unreachable: 502,
  versionMismatch: 409,
  invalid: 400,
  conflict: 409,
  notFound: 404,
};

const HEADERS = { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' };

/** A JSON answer of the shell itself. */
export function json(value: unknown, status = 200): Response {
  return new Response(JSON.stringify(value), { status, headers: HEADERS });
}

/** An `/api` error: a closed code for the page, English words for a log. */
export function apiError(error: ApiErrorCode, message: string): Response {
  return json({ error, message }, STATUS[error]);
}
