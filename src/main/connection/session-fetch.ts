import { z } from 'zod';
import { sessionCookie } from '@shared/db-gateway/session-cookie';
import { errorAnswer } from '@shared/db-gateway/json-answer';
import { LOCKED, PASSWORD_CHANGE } from '@shared/db-gateway/session-fetch';
import type { Fetch } from '@shared/db-gateway/types';
import type { AccountKeeper } from './account';
import { sessionHeaders } from './session-headers';

export interface SessionFetch {
  /** `fetch` with the session of the signed-in person; signs in again, once, when the session has run out. */
  readonly fetch: Fetch;
  /** Forgets person and session at once, whatever the server says. */
  forget(): Promise<void>;
}

export interface SessionParts {
  readonly fetch: Fetch;
  /** Base address of the server: nothing outside it is ever asked. */
  readonly address: string;
  /** Root of the CouchDB protocol there, without a slash at the end: `<root>/_session` is the sign-in. */
  readonly databaseRoot: string;
  readonly keeper: AccountKeeper;
  /** Milliseconds since 1970. */
  readonly now?: () => number;
}

/** CouchDB's own lock lasts five minutes from the last try. */
const LOCKED_MS = 6 * 60_000;

interface Session {
  user: string;
  password: string | null;
  cookie: string | null;
  /**
   * No sign-in by ourselves before this moment. For ever after a wrong password: a few more tries would lock the
   * person out. A while after "temporarily locked".
   */
  notBefore: number;
}

const signInBody = z.object({ name: z.string(), password: z.string() });
const passwordBody = z.object({ next: z.string() });
const setUpBody = z.object({ user: z.string().optional(), password: z.string().optional() });

/**
 * Keeps the person's session in main: a custom scheme stores no cookies, and the page must not hold credentials.
 * Watches the page's own sign-in, sign-out and first set-up go by and remembers what they brought.
 */
export function createSessionFetch(parts: SessionParts): SessionFetch {
  const { now = Date.now } = parts;
  const signInAddress = `${parts.databaseRoot}/_session`;
  let loading: Promise<Session> | null = null;
  let renewing: Promise<boolean> | null = null;

  const session = (): Promise<Session> => (loading ??= load(parts.keeper));

  async function send(address: string, init: RequestInit, state: Session): Promise<Response> {
    const headers = sessionHeaders(init.headers, state.cookie);
    const response = await parts.fetch(address, { redirect: 'error', ...init, headers });
    const cookie = sessionCookie(response.headers);
    if (cookie !== undefined) await keepCookie(state, cookie);
    return response;
  }

  async function keepCookie(state: Session, cookie: string | null): Promise<void> {
    state.cookie = cookie;
    // An answer that comes after the sign-out must not bring the account back.
    if (state.password === null && cookie !== null && state === (await session())) {
      await parts.keeper.save({ user: state.user, password: null, session: cookie });
    }
  }

  /** One sign-in for all requests that find the session gone at the same time. */
  function renew(state: Session): Promise<boolean> {
    if (state.password === null || now() < state.notBefore) return Promise.resolve(false);
    renewing ??= signInAgain(state).finally(() => (renewing = null));
    return renewing;
  }

  async function signInAgain(state: Session): Promise<boolean> {
    state.cookie = null;
    const tried: Session = { ...state };
    const response = await send(
      signInAddress,
      {
        method: 'POST',
        headers: { 'content-type': 'application/json', accept: 'application/json' },
        body: JSON.stringify({ name: tried.user, password: tried.password }),
      },
      tried,
    );
    await response.body?.cancel();
    // Somebody signed in by hand meanwhile: their session and their password are the ones that count.
    if (state.cookie !== null || state.user !== tried.user || state.password !== tried.password) return true;
    state.cookie = tried.cookie;
    if (response.status === 401) state.notBefore = Infinity;
    if (response.status === 403 || response.status === 429) state.notBefore = now() + LOCKED_MS;
    return response.ok;
  }

  async function fetch(address: string, init: RequestInit = {}): Promise<Response> {
    if (!isBelow(parts.address, address)) throw new TypeError('not an address of this server');
    const state = await session();
    const kind = kindOf(address, init, signInAddress, parts.address);
    if (kind === 'other' && state.cookie === null) await renew(state);
    if (kind === 'signOut') return signOut(address, init, state);
    const used = state.cookie;
    const response = await send(address, init, state);
    if (kind !== 'other') {
      await remember(kind, init, response, state);
      return response;
    }
    if (response.ok && init.method === 'POST' && address.endsWith(PASSWORD_CHANGE)) {
      await rememberPassword(init, state);
      return response;
    }
    const gone = response.status === 401 || (await isAnonymousSession(address, signInAddress, response));
    if (!gone || !isRepeatable(init.body)) return response;
    // Another request may have renewed it meanwhile, or be about to.
    const isRenewed = state.cookie !== null && state.cookie !== used;
    if (!isRenewed && !(await renew(state))) return isLocked(state) ? lockedInstead(response) : response;
    await response.body?.cancel();
    return send(address, init, state);
  }

  /** The server said so, and is not asked again for a while; after a wrong password it is never. */
  const isLocked = (state: Session) => now() < state.notBefore && Number.isFinite(state.notBefore);

  /** Also without a network: who signs out on this computer must not be signed in at its next start. */
  async function signOut(address: string, init: RequestInit, state: Session): Promise<Response> {
    try {
      return await send(address, init, state);
    } finally {
      await forget();
    }
  }

  async function remember(
    kind: 'signIn' | 'setUp',
    init: RequestInit,
    response: Response,
    state: Session,
  ): Promise<void> {
    if (!response.ok) return;
    const given = kind === 'signIn' ? parseBody(signInBody, init.body) : parseBody(setUpBody, init.body);
    const user = given === null ? '' : (('name' in given ? given.name : given.user) ?? '');
    Object.assign(state, { user, password: given?.password ?? null, notBefore: 0 });
    await parts.keeper.save({ user, password: state.password, session: state.cookie });
  }

  async function rememberPassword(init: RequestInit, state: Session): Promise<void> {
    const given = parseBody(passwordBody, init.body);
    if (given === null) return;
    Object.assign(state, { password: given.next, notBefore: 0 });
    await parts.keeper.save({ user: state.user, password: given.next, session: state.cookie });
  }

  async function forget(): Promise<void> {
    loading = Promise.resolve({ user: '', password: null, cookie: null, notBefore: 0 });
    await parts.keeper.forget();
  }

  return { fetch, forget };
}

/** As the server itself says it to whoever shows a password: "sign in" would be the wrong advice now. */
async function lockedInstead(response: Response): Promise<Response> {
  await response.body?.cancel();
  return errorAnswer(403, 'forbidden', LOCKED);
}

async function load(keeper: AccountKeeper): Promise<Session> {
  const kept = await keeper.load();
  if (kept === null) return { user: '', password: null, cookie: null, notBefore: 0 };
  return { user: kept.user, password: kept.password, cookie: kept.session, notBefore: 0 };
}

type OwnKind = 'signIn' | 'signOut' | 'setUp';

function kindOf(address: string, init: RequestInit, signIn: string, base: string): OwnKind | 'other' {
  const method = init.method ?? 'GET';
  if (address === signIn && method === 'POST') return 'signIn';
  if (address === signIn && method === 'DELETE') return 'signOut';
  if (address === `${base.replace(/\/$/, '')}/api/setup` && method === 'POST') return 'setUp';
  return 'other';
}

/** CouchDB answers 200 with no name when the session has run out. */
async function isAnonymousSession(address: string, signIn: string, response: Response): Promise<boolean> {
  if (address !== signIn || !response.ok) return false;
  const shape = z.object({ userCtx: z.object({ name: z.null() }) });
  const body: unknown = await response
    .clone()
    .json()
    .catch(() => null);
  return shape.safeParse(body).success;
}

function isBelow(base: string, address: string): boolean {
  const [root, url] = [new URL(base), new URL(address)];
  return url.origin === root.origin && url.pathname.startsWith(root.pathname.replace(/\/$/, ''));
}

/** A stream has been read by the first try. */
function isRepeatable(body: RequestInit['body']): boolean {
  return !(body instanceof ReadableStream);
}

function parseBody<T>(schema: z.ZodType<T>, body: RequestInit['body']): T | null {
  const text = bodyText(body);
  if (text === null) return null;
  try {
    const parsed = schema.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}

function bodyText(body: RequestInit['body']): string | null {
  if (typeof body === 'string') return body;
  if (body instanceof ArrayBuffer || ArrayBuffer.isView(body)) return new TextDecoder().decode(body);
  return null;
}
