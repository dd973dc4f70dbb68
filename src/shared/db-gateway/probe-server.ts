import { readJsonObject } from './json-answer';
import { signIn } from './sign-in';
import type { SignInFailure } from './sign-in';
import type { Fetch } from './types';

/** A server that was looked at and found fit. Addresses without a slash at the end. */
export interface ProbedServer {
  /** Base address. */
  readonly address: string;
  /** Root of the CouchDB protocol. */
  readonly databaseRoot: string;
  /** Root of the hub's own API; null for a bare CouchDB. */
  readonly apiRoot: string | null;
  /** A hub knows its team; a bare CouchDB tells nothing before the sign-in. */
  readonly team: { readonly id: string; readonly name: string } | null;
}

export type ProbeFailure = SignInFailure | 'notSetUp' | 'versionMismatch' | 'invalid';

export type Outcome<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly code: ProbeFailure };

export interface JoinedServer extends ProbedServer {
  readonly team: { readonly id: string; readonly name: string };
  readonly user: string;
  readonly roles: readonly string[];
  readonly database: string;
  readonly session: string | null;
}

const PROTOCOL = 1;
const OLDEST_COUCHDB = 3;
const PATIENCE_MS = 15_000;

/** Looks at an address as a person typed it, with no credentials. Never rejects. */
export async function probeServer(fetch: Fetch, typed: string): Promise<Outcome<ProbedServer>> {
  const bases = baseAddresses(typed);
  let worst: ProbeFailure = 'invalid';
  for (const base of bases) {
    const found = await probeBase(fetch, base);
    if (found.ok || (found.code !== 'unreachable' && found.code !== 'notATeamServer')) return found;
    worst = worst === 'notATeamServer' ? worst : found.code;
  }
  return { ok: false, code: worst };
}

/** Looks at an address and signs in there, once. Tells which team's database the person may use. Never rejects. */
export async function joinServer(
  fetch: Fetch,
  typed: string,
  user: string,
  password: string,
): Promise<Outcome<JoinedServer>> {
  const probed = await probeServer(fetch, typed);
  if (!probed.ok) return probed;
  const { databaseRoot } = probed.value;
  const signedIn = await signIn(fetch, databaseRoot, user, password, AbortSignal.timeout(PATIENCE_MS));
  if (!signedIn.ok) return signedIn;
  const { roles, session } = signedIn;
  const id = teamOf(roles);
  if (id === null) return { ok: false, code: 'noRights' };
  const team = probed.value.team?.id === id ? probed.value.team : { id, name: id };
  return { ok: true, value: { ...probed.value, team, user, roles, database: `luuri-${id}`, session } };
}

/** The team's id by the roles of a member: `luuri-<team>` beside one of its three kinds. */
export function teamOf(roles: readonly string[]): string | null {
  const member = roles.find((role) => /^luuri-[^:]+$/.test(role));
  if (member === undefined) return null;
  return ['lead', 'agent', 'viewer'].some((kind) => roles.includes(`${member}:${kind}`))
    ? member.slice('luuri-'.length)
    : null;
}

/** The addresses that a typed one can mean, the likelier and safer first. */
export function baseAddresses(typed: string): string[] {
  const text = typed.trim();
  const hasScheme = /^[a-z][a-z0-9+.-]*:\/\//i.test(text);
  const candidates = hasScheme ? [text] : [`https://${text}`, `http://${text}`];
  return candidates.flatMap((candidate) => {
    try {
      const url = new URL(candidate);
      const fit = /^https?:$/.test(url.protocol) && url.username === '' && url.password === '';
      return fit && url.hostname !== '' ? [...new Set(pathsOf(url))] : [];
    } catch {
      return [];
    }
  });
}

/** People copy the address of CouchDB's own pages, of the database, or of `/db`. */
function pathsOf({ origin, pathname }: URL): string[] {
  const path = pathname.replace(/\/(_utils|luuri-[^/]*)(\/.*)?$/, '').replace(/\/+$/, '');
  const withoutDb = path.replace(/\/db$/, '');
  return [`${origin}${withoutDb}`, `${origin}${path}`];
}

async function probeBase(fetch: Fetch, base: string): Promise<Outcome<ProbedServer>> {
  const info = await ask(fetch, `${base}/api/info`);
  if (info === 'unreachable') return { ok: false, code: 'unreachable' };
  if (info?.['product'] === 'luuri') {
    if (info['protocol'] !== PROTOCOL) return { ok: false, code: 'versionMismatch' };
    const team = readTeam(info['team']);
    if (info['setUp'] !== true || !team) return { ok: false, code: 'notSetUp' };
    return { ok: true, value: { address: base, databaseRoot: `${base}/db`, apiRoot: `${base}/api`, team } };
  }
  const welcome = await ask(fetch, `${base}/`);
  if (welcome === 'unreachable') return { ok: false, code: 'unreachable' };
  if (welcome?.['couchdb'] !== 'Welcome') return { ok: false, code: 'notATeamServer' };
  const major = Number.parseInt(String(welcome['version']), 10);
  if (!(major >= OLDEST_COUCHDB)) return { ok: false, code: 'versionMismatch' };
  return { ok: true, value: { address: base, databaseRoot: base, apiRoot: null, team: null } };
}

/** A JSON object from there; undefined when something else answers. */
async function ask(
  fetch: Fetch,
  address: string,
): Promise<Record<string, unknown> | undefined | 'unreachable'> {
  try {
    const response = await fetch(address, {
      headers: { accept: 'application/json' },
      redirect: 'manual',
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    if (response.status >= 500) {
      await response.body?.cancel();
      return 'unreachable';
    }
    return await readJsonObject(response);
  } catch {
    return 'unreachable';
  }
}

function readTeam(value: unknown): { id: string; name: string } | null {
  const { id, name } = (value ?? {}) as { id?: unknown; name?: unknown };
  return typeof id === 'string' && typeof name === 'string' ? { id, name } : null;
}
