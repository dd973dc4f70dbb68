import { join } from 'node:path';
import type { FastifyRequest } from 'fastify';
import { createGateway } from '@shared/db-gateway/gateway';
import { sessionCookie } from '@shared/db-gateway/session-cookie';
import { identifyOperator } from '../accounts/operator';
import { compactCouch } from '../compaction/compact-couch';
import { keepCouchCompacted } from '../compaction/keep-couch-compacted';
import { createFeeds } from '../couch/feeds';
import { CouchError } from '../store/couch-error';
import { NOBODY } from '../store/user-context';
import type { WriteRules } from '../store/write-documents';
import { couchTeamServer } from '../team/couch-team-server';
import { SESSION_COOKIE } from '../web/cookies';
import type { HubCookies } from '../web/cookies';
import { forward } from '../web/forward';
import type { Backend } from './backend';
import type { CouchAddress } from './couch-address';
import { basicAuthorization } from './couch-address';
import { askCouch, CouchUnreachableError } from './couch-request';
import type { CouchAnswer, CouchLine } from './couch-request';
import { createLeafCloser, isMember, readTombstones } from './close-leaves';
import { createCouchAdmin } from './couch-admin';
import { keepRules } from './keep-rules';

/** CouchDB renews its cookie itself, as long as it is used. */
const COOKIE_LIFETIME_S = 7 * 24 * 3600;

/** What of the server itself is for members. The rest is the administrator's; databases guard themselves. */
const OF_THE_SERVER = new Set(['', '_session', '_up', '_uuids']);

export interface CouchOptions extends CouchLine {
  couch: CouchAddress;
  operatorToken: string;
  dataDir: string;
  /** Milliseconds between two looks whether somebody was erased. */
  compactAfterMs?: number | undefined;
  rules: WriteRules;
  cookies: HubCookies;
}

/** An Apache CouchDB behind the hub: it holds the accounts and the sessions, the hub passes them on. */
export function openCouchBackend(options: CouchOptions): Backend {
  const { couch, operatorToken, fetch, rules, cookies } = options;
  const team = couchTeamServer(couch, options);
  const leaves = createLeafCloser(createCouchAdmin(couch, options), rules);
  const say = (line: string) => process.stderr.write(`${line}\n`);
  const stopRenewing = keepRules(team, say);
  let stopped = false;
  const compact = () => compactCouch({ ...options, say, isStopped: () => stopped });
  const stopCompacting = keepCouchCompacted({
    ...options,
    ...{ say, compact, mark: join(options.dataDir, 'compaction.json'), everyMs: options.compactAfterMs },
  });
  const feeds = createFeeds();
  const target = { databaseRoot: couch.root, apiRoot: null };

  /** What a request shows of itself to CouchDB: its session or its own credentials, never both. */
  function credentialsOf(request: FastifyRequest): Record<string, string> {
    if (identifyOperator(request, operatorToken)) return { authorization: basicAuthorization(couch) };
    const { authorization } = request.headers;
    if (authorization !== undefined && /^basic /i.test(authorization)) return { authorization };
    const [session] = cookies.sessionsOf(request.headers.cookie);
    return session === undefined ? {} : { cookie: `${SESSION_COOKIE}=${session}` };
  }

  /**
   * Who really asks. CouchDB counts wrong passwords by user and address: without this, what one person mistypes (or
   * a stranger tries on the administrator's name) would lock everybody behind the hub, and the hub itself.
   */
  const senderOf = (request: FastifyRequest) => ({ 'x-forwarded-for': request.ip });

  function setCookie(headers: Headers): string[] | undefined {
    const session = sessionCookie(headers);
    if (session === undefined) return undefined;
    return cookies.session(session ?? '', session === null ? 0 : COOKIE_LIFETIME_S);
  }

  const openSession = (name: string, password: string, sender: Record<string, string> = {}) =>
    askCouch(options, couch.root, '/_session', {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...sender },
      body: JSON.stringify({ name, password }),
    });

  /** A member's request that does nothing but delete is about conflict leaves; undefined for every other. */
  async function closing(
    request: FastifyRequest,
    address: string,
    init: RequestInit,
  ): Promise<Response | undefined> {
    const [, database] = /\/(luuri-[^/?]+)\/_bulk_docs$/.exec(address) ?? [];
    if (database === undefined || init.method !== 'POST' || !(init.body instanceof Uint8Array))
      return undefined;
    const tombstones = readTombstones(init.body);
    if (!tombstones) return undefined;
    // Whom CouchDB does not know, it tells so itself.
    const user = await backend.identify(request).then(
      (identity) => identity.user,
      (error: unknown) => {
        if (error instanceof CouchError) return NOBODY;
        throw error;
      },
    );
    if (!isMember(user)) return undefined;
    return Response.json(await leaves.close(database, tombstones, user), { status: 201 });
  }

  const backend: Backend = {
    team,
    async identify(request) {
      const operator = identifyOperator(request, operatorToken);
      if (operator) return operator;
      const shown = credentialsOf(request);
      if (Object.keys(shown).length === 0) return { user: NOBODY, handler: 'none' };
      const headers = { ...shown, ...senderOf(request) };
      const answer = await askCouch(options, couch.root, '/_session', { headers });
      if (!answer.ok) throw notSignedIn(answer);
      if (typeof answer.body !== 'object' || answer.body === null) {
        throw new CouchUnreachableError(`What answers at ${couch.root} is no CouchDB.`);
      }
      const { userCtx } = answer.body as { userCtx?: { name?: unknown; roles?: unknown } };
      const { name, roles } = userCtx ?? {};
      if (typeof name !== 'string' || !Array.isArray(roles)) return { user: NOBODY, handler: 'none' };
      return { user: { name, roles: roles as string[] }, handler: 'cookie' };
    },
    async changePassword(name, current, next, request) {
      const answer = await openSession(name, current, senderOf(request));
      if (!answer.ok) throw notSignedIn(answer);
      await team.changeAccount(name, { password: next });
    },
    async signIn(name, password, reply) {
      const value = setCookie((await openSession(name, password)).headers);
      if (value !== undefined) reply.header('set-cookie', value);
    },
    async plugin(app) {
      // Before the body is parsed: it goes through as it came.
      app.addHook('onRequest', async (request, reply) => {
        if (!isForMembers(request.url) && !identifyOperator(request, operatorToken)) {
          return reply.code(404).send({ error: 'not_found', reason: 'missing' });
        }
        const shown = { ...credentialsOf(request), ...senderOf(request) };
        const gateway = createGateway({
          target,
          async fetch(address, init) {
            const headers = new Headers(init?.headers);
            for (const [name, value] of Object.entries(shown)) headers.set(name, value);
            const response =
              (await closing(request, address, init ?? {})) ?? (await fetch(address, { ...init, headers }));
            const value = setCookie(response.headers);
            if (value !== undefined) reply.header('set-cookie', value);
            return response;
          },
        });
        return forward(request, reply, gateway, feeds);
      });
      // Two routes: the root itself, asked for by whoever looks what stands here, is not below it.
      for (const path of ['/', '/*']) app.all(path, async (_request, reply) => reply);
    },
    endFeeds: () => feeds.endAll(),
    compact,
    async close() {
      stopped = true;
      stopRenewing();
      stopCompacting();
    },
  };
  return backend;
}

function notSignedIn({ status, body }: CouchAnswer): CouchError {
  const { reason = 'not signed in' } = (body ?? {}) as { reason?: string };
  return new CouchError(status, 'unauthorized', reason);
}

function isForMembers(url: string): boolean {
  const [path = ''] = url.split('?');
  const [, , first = '', ...rest] = path.split('/');
  try {
    // CouchDB decodes a name before it looks at it.
    const name = decodeURIComponent(first);
    return name.startsWith('_') || name === '' ? rest.length === 0 && OF_THE_SERVER.has(name) : true;
  } catch {
    return false;
  }
}
