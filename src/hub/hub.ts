import { randomUUID } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { openAccounts } from './accounts/accounts';
import type { Accounts } from './accounts/accounts';
import { createAuthenticator } from './accounts/authenticate';
import type { PasswordCost } from './accounts/passwords';
import { openSessions } from './accounts/sessions';
import { createThrottle } from './accounts/throttle';
import { DEFAULT_LIMITS } from './context';
import type { Limits } from './context';
import { createFeeds } from './couch/feeds';
import { defaultDataFolder } from './data-folder';
import { lockFolder } from './lock';
import { openSecret } from './secret-file';
import { createServer } from './server';
import { openDatabases } from './store/databases';
import { writeFileAtomically } from './store/json-file';
import type { TeamContent } from './team/content';
import { embeddedTeamServer } from './team/embedded-team-server';
import { luuriContent } from './team/luuri-content';
import type { TeamServer } from './team/team-server';
import { cookie, SESSION_COOKIE } from './web/cookies';

export const HUB_VERSION = '0.1.0';

export interface HubOptions {
  /** 0 takes any free port. Default 5959. */
  port?: number | undefined;
  /** Address to listen on. Default 127.0.0.1. */
  host?: string | undefined;
  dataDir?: string | undefined;
  /** Folder of the browser edition. */
  staticFolder?: string | undefined;
  /** Further host names that a browser may use; undefined with another address than loopback accepts all. */
  hostNames?: readonly string[] | undefined;
  /** Milliseconds between the signs of life of a waiting feed. */
  heartbeatMs?: number | undefined;
  limits?: Partial<Limits> | undefined;
  /** Milliseconds since 1970; sessions and lock-outs go by it. */
  now?: (() => number) | undefined;
  passwordCost?: PasswordCost | undefined;
  sessionLifetimeMs?: number | undefined;
  content?: TeamContent | undefined;
}

/** A running hub. */
export interface Hub {
  /** `http://127.0.0.1:5959`, no slash at the end. */
  url: string;
  port: number;
  dataDir: string;
  /** Lets a program on this machine act as administrator: `Authorization: Bearer <token>`. */
  operatorToken: string;
  accounts: Accounts;
  team: TeamServer;
  content: TeamContent;
  /** Ends open feeds, finishes writes, closes the databases and gives the folder back. */
  close(): Promise<void>;
}

const DEFAULT_PORT = 5959;
const DEFAULT_HEARTBEAT_MS = 30_000;
const CLOSE_GRACE_MS = 3_000;

/** Opens the data folder and starts to listen. Throws `FolderInUseError`, or `EADDRINUSE` for a taken port. */
export async function openHub(options: HubOptions = {}): Promise<Hub> {
  const dataDir = resolve(options.dataDir ?? defaultDataFolder());
  const unlock = await lockFolder(dataDir);
  const undo: (() => Promise<unknown>)[] = [unlock];
  const close = async () => {
    for (const step of undo.splice(0).reverse()) await step();
  };
  try {
    return await start(options, dataDir, undo, close);
  } catch (error) {
    await close();
    throw error;
  }
}

async function start(
  options: HubOptions,
  dataDir: string,
  undo: (() => Promise<unknown>)[],
  close: () => Promise<void>,
): Promise<Hub> {
  const now = options.now ?? Date.now;
  const host = options.host ?? '127.0.0.1';
  const content = options.content ?? luuriContent;
  const operatorToken = await openSecret(join(dataDir, 'operator-token'));
  const databases = await openDatabases(join(dataDir, 'databases'));
  undo.push(() => databases.close());
  const accounts = await openAccounts(join(dataDir, 'accounts.json'), options.passwordCost);
  const sessions = await openSessions({
    secret: Buffer.from(await openSecret(join(dataDir, 'session-secret'))),
    revokedPath: join(dataDir, 'revoked-sessions.json'),
    now,
    lifetimeMs: options.sessionLifetimeMs,
  });
  const authenticator = createAuthenticator({
    accounts,
    sessions,
    throttle: createThrottle(now),
    operatorToken,
    now,
  });
  const feeds = createFeeds();
  accounts.onRevoked((user) => feeds.endOf(user));
  const team = embeddedTeamServer(databases, accounts);

  const app = await createServer({
    couch: {
      databases,
      accounts,
      sessions,
      authenticator,
      feeds,
      validate: content.validate,
      limits: { ...DEFAULT_LIMITS, ...options.limits },
      heartbeatMs: options.heartbeatMs ?? DEFAULT_HEARTBEAT_MS,
      uuid: randomUUID().replaceAll('-', ''),
      version: HUB_VERSION,
    },
    api: {
      version: HUB_VERSION,
      team,
      content,
      now,
      async signIn(user, _password, reply) {
        const account = accounts.get(user);
        if (account)
          reply.header(
            'set-cookie',
            cookie(SESSION_COOKIE, sessions.issue(account), sessions.lifetimeSeconds),
          );
      },
    },
    staticFolder: options.staticFolder,
    hostNames: options.hostNames ?? (isLoopbackHost(host) ? [] : undefined),
  });
  undo.push(async () => {
    feeds.endAll();
    // A client in the middle of a large answer gets a moment; one that never reads does not hold the hub up.
    const impatience = setTimeout(() => app.server.closeAllConnections(), CLOSE_GRACE_MS);
    await app.close();
    clearTimeout(impatience);
  });
  await app.listen({ port: options.port ?? DEFAULT_PORT, host });

  const { port } = app.server.address() as AddressInfo;
  const url = `http://${urlHost(host)}:${port}`;
  const announcement = join(dataDir, 'hub.json');
  const facts = { pid: process.pid, port, url, operatorTokenFile: join(dataDir, 'operator-token') };
  await writeFileAtomically(announcement, JSON.stringify(facts, null, 2));
  undo.push(() => rm(announcement, { force: true }));
  return { url, port, dataDir, operatorToken, accounts, team, content, close };
}

export function isLoopbackHost(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127\./.test(host);
}

/** The name under which a browser on this machine reaches a hub that listens on `host`. */
function urlHost(host: string): string {
  if (host === '0.0.0.0' || host === '::') return '127.0.0.1';
  return host.includes(':') ? `[${host}]` : host;
}
