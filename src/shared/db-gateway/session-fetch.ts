import { errorAnswer, readJsonObject } from './json-answer';
import { sessionCookie } from './session-cookie';
import { signIn } from './sign-in';
import type { Fetch } from './types';

export interface Credentials {
  user: string;
  password: string;
}

export interface SessionFetchParts {
  fetch: Fetch;
  databaseRoot: string;
  /** Null after a sign-out: then every request goes out as nobody. */
  credentials: Credentials | null;
  /** Called when the page signs in as somebody, or out: what is kept for the next start has changed. */
  onCredentials?: (credentials: Credentials | null) => Promise<void>;
  /** Milliseconds since 1970. */
  now?: () => number;
}

export interface SessionFetch {
  fetch: Fetch;
}

type Refused = { reason: 'wrongPassword' } | { reason: 'lockedOut'; until: number };

/** Where people change their own password, below the server's own address. */
export const PASSWORD_CHANGE = '/api/account/password';

const FIRST_WAIT_MS = 60_000;
const LONGEST_WAIT_MS = 15 * 60_000;
const SIGN_IN_TIMEOUT_MS = 30_000;

/**
 * `fetch` that carries one person's session at a CouchDB or a hub. Signs in when needed and once more when the
 * session has run out. A password that was refused is never sent again: five wrong ones lock the account.
 */
export function createSessionFetch(parts: SessionFetchParts): SessionFetch {
  const { fetch, databaseRoot, now = Date.now } = parts;
  const sessionAddress = `${databaseRoot}/_session`;
  let { credentials } = parts;
  let cookie: string | null = null;
  let refused: Refused | null = null;
  let waitMs = FIRST_WAIT_MS;
  let signingIn: Promise<Response | null> | null = null;

  /** Null when signed in; else the answer that the request gets instead of the server's. */
  function ensureSession(): Promise<Response | null> {
    if (cookie !== null || credentials === null) return Promise.resolve(null);
    const standing = standingRefusal();
    if (standing) return Promise.resolve(standing);
    const used = credentials;
    signingIn ??= enter(used).finally(() => (signingIn = null));
    // Each waiting request needs an answer of its own to read.
    return signingIn.then((answer) => answer?.clone() ?? null);
  }

  function standingRefusal(): Response | null {
    if (refused === null) return null;
    if (refused.reason === 'wrongPassword')
      return errorAnswer(401, 'unauthorized', 'Name or password is incorrect.');
    if (refused.until > now()) return errorAnswer(403, 'forbidden', LOCKED);
    refused = null;
    return null;
  }

  async function enter(used: Credentials): Promise<Response | null> {
    const { user, password } = used;
    const outcome = await signIn(
      fetch,
      databaseRoot,
      user,
      password,
      AbortSignal.timeout(SIGN_IN_TIMEOUT_MS),
    );
    // Somebody signed in or out by hand meanwhile: what came of the older account is nobody's session any more.
    if (credentials !== used) return null;
    if (outcome.ok) {
      cookie = outcome.session;
      waitMs = FIRST_WAIT_MS;
      return null;
    }
    if (outcome.code === 'wrongPassword') refused = { reason: 'wrongPassword' };
    else if (outcome.code === 'lockedOut') {
      refused = { reason: 'lockedOut', until: now() + waitMs };
      waitMs = Math.min(waitMs * 2, LONGEST_WAIT_MS);
    } else return errorAnswer(502, 'unreachable', `could not sign in: ${outcome.code}`);
    return standingRefusal();
  }

  async function send(address: string, init: RequestInit): Promise<Response> {
    const headers = new Headers(init.headers);
    if (cookie !== null) headers.set('cookie', `AuthSession=${cookie}`);
    const response = await fetch(address, { ...init, headers });
    const renewed = sessionCookie(response.headers);
    if (renewed !== undefined) cookie = renewed;
    return response;
  }

  /** The page's own sign-in: what it brings is from now on the session's. */
  async function pageSignsIn(address: string, init: RequestInit): Promise<Response> {
    const given = await readJsonObject(new Response(init.body));
    const response = await fetch(address, init);
    if (!response.ok || typeof given?.['name'] !== 'string' || typeof given['password'] !== 'string')
      return response;
    credentials = { user: given['name'], password: given['password'] };
    cookie = sessionCookie(response.headers) ?? null;
    refused = null;
    await parts.onCredentials?.(credentials);
    return response;
  }

  /** A new password counts from here on; the answer has brought the session that goes with it. */
  async function pageChangedPassword(init: RequestInit): Promise<void> {
    const given = await readJsonObject(new Response(init.body));
    if (credentials === null || typeof given?.['next'] !== 'string') return;
    credentials = { ...credentials, password: given['next'] };
    await parts.onCredentials?.(credentials);
  }

  async function pageSignsOut(address: string, init: RequestInit): Promise<Response> {
    const response = await send(address, init).catch(() => errorAnswer(200, 'ok', 'signed out here'));
    credentials = null;
    cookie = null;
    await parts.onCredentials?.(null);
    return response;
  }

  return {
    async fetch(address, init = {}) {
      if (address === sessionAddress && init.method === 'POST') return pageSignsIn(address, init);
      if (address === sessionAddress && init.method === 'DELETE') return pageSignsOut(address, init);
      const instead = await ensureSession();
      if (instead) return instead;
      const used = cookie;
      const response = await send(address, init);
      if (response.ok && init.method === 'POST' && address.endsWith(PASSWORD_CHANGE)) {
        await pageChangedPassword(init);
        return response;
      }
      const gone = response.status === 401 || (address === sessionAddress && (await isNobody(response)));
      if (!gone || credentials === null || init.body instanceof ReadableStream) return response;
      // Another request may have signed in again meanwhile.
      if (cookie === used) cookie = null;
      const refusal = await ensureSession();
      await response.body?.cancel();
      return refusal ?? send(address, init);
    },
  };
}

/** CouchDB's words for it; clients recognise them. */
export const LOCKED = 'Account is temporarily locked due to multiple authentication failures';

/** `_session` answers 200 without a name when the session has run out. */
async function isNobody(response: Response): Promise<boolean> {
  if (!response.ok) return false;
  const context = (await readJsonObject(response.clone()))?.['userCtx'];
  return typeof context === 'object' && context !== null && (context as { name?: unknown }).name === null;
}
