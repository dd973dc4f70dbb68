import type { FastifyRequest } from 'fastify';
import { createGateway } from '@shared/db-gateway/gateway';
import { sessionCookie } from '@shared/db-gateway/session-cookie';
import type { Fetch } from '@shared/db-gateway/types';
import { identifyOperator } from '../accounts/operator';
import { createFeeds } from '../couch/feeds';
import { CouchError } from '../store/couch-error';
import { NOBODY } from '../store/user-context';
import { couchTeamServer } from '../team/couch-team-server';
import { cookie, readCookie, SESSION_COOKIE } from '../web/cookies';
import { forward } from '../web/forward';
import type { Backend } from './backend';
import type { CouchAddress } from './couch-address';
import { basicAuthorization } from './couch-address';

/** CouchDB renews its cookie itself, as long as it is used. */
const COOKIE_LIFETIME_S = 7 * 24 * 3600;

/** An Apache CouchDB behind the hub: it holds the accounts and the sessions, the hub passes them on. */
export function openCouchBackend(couch: CouchAddress, operatorToken: string, fetch: Fetch): Backend {
  const feeds = createFeeds();
  const target = { databaseRoot: couch.root, apiRoot: null };

  /** What a request shows of itself to CouchDB: its session or its own credentials, never both. */
  function credentialsOf(request: FastifyRequest): Record<string, string> {
    if (identifyOperator(request, operatorToken)) return { authorization: basicAuthorization(couch) };
    const { authorization } = request.headers;
    if (authorization !== undefined && /^basic /i.test(authorization)) return { authorization };
    const session = readCookie(request.headers.cookie, SESSION_COOKIE);
    return session === undefined ? {} : { cookie: `${SESSION_COOKIE}=${session}` };
  }

  /**
   * Who really asks. CouchDB counts wrong passwords by user and address: without this, what one person mistypes (or
   * a stranger tries on the administrator's name) would lock everybody behind the hub, and the hub itself.
   */
  const senderOf = (request: FastifyRequest) => ({ 'x-forwarded-for': request.ip });

  function setCookie(headers: Headers): string | undefined {
    const session = sessionCookie(headers);
    if (session === undefined) return undefined;
    return cookie(SESSION_COOKIE, session ?? '', session === null ? 0 : COOKIE_LIFETIME_S);
  }

  return {
    team: couchTeamServer(couch, fetch),
    async identify(request) {
      const operator = identifyOperator(request, operatorToken);
      if (operator) return operator;
      const shown = credentialsOf(request);
      if (Object.keys(shown).length === 0) return { user: NOBODY, handler: 'none' };
      const headers = { ...shown, ...senderOf(request) };
      const response = await fetch(`${couch.root}/_session`, { headers, redirect: 'manual' });
      const body = (await response.json()) as {
        userCtx?: { name?: unknown; roles?: unknown };
        reason?: string;
      };
      if (!response.ok) throw new CouchError(response.status, 'unauthorized', body.reason ?? 'not signed in');
      const { name, roles } = body.userCtx ?? {};
      if (typeof name !== 'string' || !Array.isArray(roles)) return { user: NOBODY, handler: 'none' };
      return { user: { name, roles: roles as string[] }, handler: 'cookie' };
    },
    async signIn(name, password, reply) {
      const response = await fetch(`${couch.root}/_session`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ name, password }),
        redirect: 'manual',
      });
      await response.body?.cancel();
      const value = setCookie(response.headers);
      if (value !== undefined) reply.header('set-cookie', value);
    },
    async plugin(app) {
      // Before the body is parsed: it goes through as it came.
      app.addHook('onRequest', async (request, reply) => {
        const shown = { ...credentialsOf(request), ...senderOf(request) };
        const gateway = createGateway({
          target,
          async fetch(address, init) {
            const headers = new Headers(init?.headers);
            for (const [name, value] of Object.entries(shown)) headers.set(name, value);
            const response = await fetch(address, { ...init, headers });
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
    close: async () => undefined,
  };
}
