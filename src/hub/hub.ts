import { createHash } from 'node:crypto';
import { rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { join, resolve } from 'node:path';
import type { Fetch } from '@shared/db-gateway/types';
import type { PasswordCost } from './accounts/passwords';
import type { Backend } from './backend/backend';
import type { CouchAddress } from './backend/couch-address';
import { openCouchBackend } from './backend/couch-backend';
import { openEmbeddedBackend } from './backend/embedded-backend';
import { DEFAULT_LIMITS } from './couch/couch-context';
import type { Limits } from './couch/couch-context';
import { defaultDataFolder } from './data-folder';
import { openLinks } from './link/links';
import { lockFolder } from './lock';
import { openSecret } from './secret-file';
import { createServer } from './server';
import { writeFileAtomically } from './store/json-file';
import type { TeamContent } from './team/content';
import { luuriContent } from './team/luuri-content';
import { HUB_VERSION } from './version';
import { createHubCookies } from './web/cookies';
import type { HubCookies } from './web/cookies';
import { watchUnused } from './web/unused-connections';

export interface HubOptions {
  /** 0 takes any free port. Default 5959. */
  port?: number | undefined;
  /** Address to listen on. Default 127.0.0.1. */
  host?: string | undefined;
  dataDir?: string | undefined;
  /** A CouchDB instead of the embedded databases. */
  couch?: CouchAddress | undefined;
  /** Milliseconds that the CouchDB may take to answer the hub itself. Default 30 000. */
  couchTimeoutMs?: number | undefined;
  /** Folder of the browser edition. */
  staticFolder?: string | undefined;
  /** Further host names that a browser may use. On loopback none by default, elsewhere all. */
  hostNames?: readonly string[] | undefined;
  /** Milliseconds between the signs of life of a waiting feed that names none. */
  heartbeatMs?: number | undefined;
  limits?: Partial<Limits> | undefined;
  /** Milliseconds since 1970; sessions and lock-outs go by it. */
  now?: (() => number) | undefined;
  passwordCost?: PasswordCost | undefined;
  sessionLifetimeMs?: number | undefined;
  /**
   * Milliseconds after an erasure until the embedded databases are compacted (30 000), or between two looks at a CouchDB
   * (300 000).
   */
  compactAfterMs?: number | undefined;
  content?: TeamContent | undefined;
  /** How other servers are reached. */
  fetch?: Fetch | undefined;
}

/** A running hub. */
export interface Hub {
  /** `http://127.0.0.1:5959`, no slash at the end. */
  url: string;
  port: number;
  dataDir: string;
  /** Lets a program on this machine act as administrator: `Authorization: Bearer <token>`. */
  operatorToken: string;
  /** Ends open feeds, finishes writes, closes the databases and gives the folder back. May be called twice. */
  close(): Promise<void>;
}

/** What a running hub leaves in `<data folder>/hub.json` for programs on the same machine. */
export interface HubFacts {
  pid: number;
  port: number;
  url: string;
  operatorTokenFile: string;
}

export const FACTS_FILE = 'hub.json';
const DEFAULT_PORT = 5959;
const DEFAULT_HEARTBEAT_MS = 30_000;
const CLOSE_GRACE_MS = 3_000;

type Undo = () => Promise<unknown>;

/** Opens the data folder and starts to listen. Throws `FolderInUseError`, or `EADDRINUSE` for a taken port. */
export async function openHub(options: HubOptions = {}): Promise<Hub> {
  const dataDir = resolve(options.dataDir ?? defaultDataFolder());
  const undo: Undo[] = [await lockFolder(dataDir)];
  let closing: Promise<void> | undefined;
  const close = () => (closing ??= undoAll(undo));
  try {
    return { ...(await start(options, dataDir, undo)), close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function undoAll(steps: Undo[]): Promise<void> {
  for (const step of steps.reverse()) await step();
}

async function start(options: HubOptions, dataDir: string, undo: Undo[]): Promise<Omit<Hub, 'close'>> {
  const { now = Date.now, host = '127.0.0.1', content = luuriContent } = options;
  const fetch: Fetch = options.fetch ?? ((address, init) => globalThis.fetch(address, init));
  const limits = { ...DEFAULT_LIMITS, ...options.limits };
  const tokenFile = join(dataDir, 'operator-token');
  const operatorToken = await openSecret(tokenFile);
  const uuid = (await openSecret(join(dataDir, 'server-uuid'))).slice(0, 32);
  const cookies = createHubCookies(createHash('sha256').update(uuid).digest('hex').slice(0, 12));
  const parts = { dataDir, operatorToken, limits, now, content, fetch, cookies, uuid };
  const backend = await openBackend(options, parts);
  undo.push(() => backend.close());
  const links = await openLinks(join(dataDir, 'links.json'), cookies, fetch, now);

  const app = await createServer({
    backend,
    api: {
      version: HUB_VERSION,
      team: backend.team,
      content,
      links,
      cookies,
      now,
      identify: (request) => backend.identify(request),
      signIn: (user, password, reply) => backend.signIn(user, password, reply),
      changePassword: (user, current, next, request) => backend.changePassword(user, current, next, request),
      compact: () => backend.compact(),
    },
    bodyLimit: limits.body,
    staticFolder: options.staticFolder === undefined ? undefined : resolve(options.staticFolder),
    hostNames: options.hostNames ?? (isLoopbackHost(host) ? [] : undefined),
  });
  const endUnused = watchUnused(app.server);
  undo.push(async () => {
    backend.endFeeds();
    links.feeds.endAll();
    // A client in the middle of a large answer gets a moment; one that never reads does not hold the hub up.
    const impatience = setTimeout(() => app.server.closeAllConnections(), CLOSE_GRACE_MS);
    endUnused();
    await app.close();
    clearTimeout(impatience);
  });
  await app.listen({ port: options.port ?? DEFAULT_PORT, host });

  const { port } = app.server.address() as AddressInfo;
  const url = `http://${urlHost(host)}:${port}`;
  const factsFile = join(dataDir, FACTS_FILE);
  const facts: HubFacts = { pid: process.pid, port, url, operatorTokenFile: tokenFile };
  await writeFileAtomically(factsFile, JSON.stringify(facts, null, 2));
  undo.push(() => rm(factsFile, { force: true }));
  return { url, port, dataDir, operatorToken };
}

interface BackendParts {
  dataDir: string;
  operatorToken: string;
  cookies: HubCookies;
  uuid: string;
  limits: Limits;
  now: () => number;
  content: TeamContent;
  fetch: Fetch;
}

async function openBackend(options: HubOptions, parts: BackendParts): Promise<Backend> {
  const { couch, couchTimeoutMs: timeoutMs } = options;
  if (couch) {
    const { compactAfterMs } = options;
    return openCouchBackend({ ...parts, couch, timeoutMs, compactAfterMs, rules: parts.content });
  }
  return openEmbeddedBackend({
    ...parts,
    rules: parts.content,
    heartbeatMs: options.heartbeatMs ?? DEFAULT_HEARTBEAT_MS,
    version: HUB_VERSION,
    passwordCost: options.passwordCost,
    sessionLifetimeMs: options.sessionLifetimeMs,
    compactAfterMs: options.compactAfterMs,
  });
}

/** Whether only this machine can reach a server that listens there. */
export function isLoopbackHost(host: string): boolean {
  return host === 'localhost' || host === '::1' || host.startsWith('127.');
}

/** The name under which a browser on this machine reaches a hub that listens on `host`. */
function urlHost(host: string): string {
  if (host === '0.0.0.0' || host === '::') return '127.0.0.1';
  return host.includes(':') ? `[${host}]` : host;
}
