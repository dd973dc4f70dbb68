import { readJsonObject } from './json-answer';
import { sessionCookie } from './session-cookie';
import type { Fetch } from './types';

export type SignInFailure = 'unreachable' | 'notATeamServer' | 'wrongPassword' | 'lockedOut' | 'noRights';

export type SignInOutcome =
  { ok: true; user: string; roles: string[]; session: string | null } | { ok: false; code: SignInFailure };

/** One sign-in at a CouchDB or a hub; never repeated by itself. Never rejects. */
export async function signIn(
  fetch: Fetch,
  databaseRoot: string,
  user: string,
  password: string,
  signal: AbortSignal,
): Promise<SignInOutcome> {
  let response: Response;
  try {
    response = await fetch(`${databaseRoot}/_session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json' },
      body: JSON.stringify({ name: user, password }),
      redirect: 'manual',
      signal,
    });
  } catch {
    return { ok: false, code: 'unreachable' };
  }
  const body = await readJsonObject(response);
  if (!response.ok) return { ok: false, code: refusal(response.status, body) };
  const roles = body?.['roles'];
  if (body?.['ok'] !== true || !Array.isArray(roles) || !roles.every((role) => typeof role === 'string')) {
    return { ok: false, code: 'notATeamServer' };
  }
  return { ok: true, user, roles, session: sessionCookie(response.headers) ?? null };
}

/** Only what speaks as a CouchDB is believed: a captive portal's 403 is not a locked account. */
function refusal(status: number, body: Record<string, unknown> | undefined): SignInFailure {
  if (status >= 500) return 'unreachable';
  if (typeof body?.['error'] !== 'string') return 'notATeamServer';
  if (status === 401) return 'wrongPassword';
  if (status === 403 || status === 429) {
    return /locked/i.test(`${String(body['reason'])} ${body['error']}`) ? 'lockedOut' : 'noRights';
  }
  return 'notATeamServer';
}
