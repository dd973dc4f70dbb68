import { join } from 'node:path';
import { openAccounts } from '../accounts/accounts';
import { createAuthenticator } from '../accounts/authenticate';
import { identifyOperator } from '../accounts/operator';
import type { PasswordCost } from '../accounts/passwords';
import { openSessions } from '../accounts/sessions';
import { createThrottle } from '../accounts/throttle';
import { compactDatabase } from '../compaction/compact-database';
import { openCompactor } from '../compaction/compactor';
import { couchPlugin } from '../couch/couch-plugin';
import { createFeeds } from '../couch/feeds';
import type { Limits } from '../couch/couch-context';
import { openSecret } from '../secret-file';
import { openDatabases } from '../store/databases';
import type { WriteRules } from '../store/write-documents';
import { embeddedTeamServer } from '../team/embedded-team-server';
import type { HubCookies } from '../web/cookies';
import type { Backend } from './backend';

export interface EmbeddedOptions {
  dataDir: string;
  operatorToken: string;
  cookies: HubCookies;
  rules: WriteRules;
  limits: Limits;
  heartbeatMs: number;
  version: string;
  /** Name of this server's data. */
  uuid: string;
  now: () => number;
  passwordCost?: PasswordCost | undefined;
  sessionLifetimeMs?: number | undefined;
  /** Milliseconds after an erasure until the databases are compacted. */
  compactAfterMs?: number | undefined;
}

/** The hub's own databases and accounts, in its data folder. */
export async function openEmbeddedBackend(options: EmbeddedOptions): Promise<Backend> {
  const { dataDir, operatorToken, now, cookies } = options;
  const compactor = await openCompactor({
    mark: join(dataDir, 'compaction.json'),
    async compact(isStopped) {
      for (const database of databases.all()) {
        if (!isStopped()) await compactDatabase(database, options.rules, isStopped);
      }
    },
    say: (line) => process.stderr.write(`${line}\n`),
    now,
    delayMs: options.compactAfterMs,
  });
  const databases = await openDatabases(join(dataDir, 'databases'), compactor.expect);
  compactor.start();
  const accounts = await openAccounts(join(dataDir, 'accounts.json'), options.passwordCost);
  const sessions = await openSessions({
    secret: Buffer.from(await openSecret(join(dataDir, 'session-secret'))),
    revokedPath: join(dataDir, 'revoked-sessions.json'),
    now,
    lifetimeMs: options.sessionLifetimeMs,
  });
  const authenticator = createAuthenticator({ accounts, sessions, throttle: createThrottle(now), now });
  const feeds = createFeeds();
  accounts.onRevoked((user) => feeds.endOf(user));

  const backend: Backend = {
    team: embeddedTeamServer(databases, accounts),
    async identify(request) {
      return (
        identifyOperator(request, operatorToken) ??
        authenticator.identify({
          authorization: request.headers.authorization,
          sessionTokens: cookies.sessionsOf(request.headers.cookie),
          address: request.ip,
        })
      );
    },
    async changePassword(user, current, next, request) {
      await authenticator.checkPassword(user, current, request.ip);
      await accounts.change(user, { password: next });
    },
    async signIn(user, _password, reply) {
      const account = accounts.get(user);
      if (!account) return;
      reply.header('set-cookie', cookies.session(sessions.issue(account), sessions.lifetimeSeconds));
    },
    async plugin(app) {
      app.addHook('onRequest', async (request, reply) => {
        request.identity = await backend.identify(request);
        const { session } = request.identity;
        const account = session?.stale === true ? accounts.get(session.user) : undefined;
        if (!session || !account || request.method === 'DELETE') return;
        const token = sessions.issue(account, session);
        reply.header('set-cookie', cookies.session(token, sessions.lifetimeSeconds));
      });
      const { rules, limits, heartbeatMs, version, uuid } = options;
      const context = {
        databases,
        sessions,
        authenticator,
        cookies,
        feeds,
        rules,
        limits,
        heartbeatMs,
        version,
        uuid,
      };
      await app.register(couchPlugin(context));
    },
    endFeeds: () => feeds.endAll(),
    compact: compactor.run,
    async close() {
      await compactor.stop();
      await databases.close();
    },
  };
  return backend;
}
