import { z } from 'zod';
import { apiErrorCodes } from '@shared/db-gateway/api-error-codes';

/** Why the server, or the way to it, did not do what was asked. A closed list: the interface has words for each. */
export const accountProblems = [
  /** No answer at all: no network, or the program on this computer is not running. */
  'noConnection',
  ...apiErrorCodes,
  /** The server answered that it cannot answer now. */
  'serverError',
] as const;
export type AccountProblem = (typeof accountProblems)[number];

/** Expected failures are values. */
export type Outcome<T> = { ok: true; value: T } | { ok: false; problem: AccountProblem };

/** The one function of the browser that is needed here. */
export type HttpFetch = (path: string, init: RequestInit) => Promise<Response>;

const PATIENCE = 20_000;

const errorBody = z.object({
  error: z.string(),
  message: z.string().optional(),
  reason: z.string().optional(),
});

/**
 * One request to this origin, never repeated. Resolves also when it failed; the value is what `shape` parsed.
 * @param path `/api/…` or `/db/…`
 */
export async function ask<T>(
  shape: z.ZodType<T>,
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
  path: string,
  body?: unknown,
  fetchHere: HttpFetch = (url, init) => fetch(url, init),
): Promise<Outcome<T>> {
  let response: Response;
  let text: string;
  try {
    response = await fetchHere(path, {
      method,
      headers: {
        accept: 'application/json',
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      credentials: 'same-origin',
      cache: 'no-store',
      redirect: 'error',
      signal: AbortSignal.timeout(PATIENCE),
    });
    text = await response.text();
  } catch {
    return { ok: false, problem: 'noConnection' };
  }
  const answer = parseJson(text);
  if (!response.ok) return { ok: false, problem: problemOf(response.status, answer) };
  const parsed = shape.safeParse(answer);
  return parsed.success ? { ok: true, value: parsed.data } : { ok: false, problem: 'notATeamServer' };
}

/** What an answer other than success means, from our own API and from a CouchDB. */
export function problemOf(status: number, body: unknown): AccountProblem {
  const parsed = errorBody.safeParse(body);
  const named = accountProblems.find((code) => parsed.data?.error === code);
  if (named) return named;
  if (status >= 500) return 'serverError';
  // A captive portal answers 401 and 403 too; only what speaks like a CouchDB is believed.
  if (!parsed.success) return 'notATeamServer';
  if (status === 401) return 'wrongPassword';
  // CouchDB locks a person out with a 403 that is not about rights.
  if (status === 403 || status === 429)
    return /locked/i.test(parsed.data.reason ?? '') ? 'lockedOut' : 'noRights';
  if (status === 404) return 'notFound';
  if (status === 409) return 'conflict';
  return status === 400 ? 'invalid' : 'notATeamServer';
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
