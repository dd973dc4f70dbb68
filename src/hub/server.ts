import Fastify from 'fastify';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { apiPlugin } from './api/api-plugin';
import type { ApiContext } from './api/api-context';
import type { CouchContext } from './context';
import { couchPlugin } from './couch/couch-plugin';
import { NOBODY } from './store/user-context';
import { cookie, readCookie, SESSION_COOKIE } from './web/cookies';
import { addBodyParsers } from './web/json-parser';
import { isKnownHost, isLoopback, isOwnOrigin } from './web/origin';
import { SECURITY_HEADERS } from './web/security-headers';
import { staticPlugin } from './web/static-plugin';

export interface ServerParts {
  couch: CouchContext;
  api: Omit<ApiContext, 'isLocal' | 'identify'>;
  /** Folder of the browser edition; without it only `/db` and `/api` are served. */
  staticFolder: string | undefined;
  /** Names by which the hub may be asked beside those of this machine; undefined accepts every name. */
  hostNames: readonly string[] | undefined;
}

/** The hub's web server, not yet listening. */
export async function createServer(parts: ServerParts): Promise<FastifyInstance> {
  const { couch } = parts;
  const app = Fastify({
    logger: { level: 'error', stream: process.stderr },
    disableRequestLogging: true,
    bodyLimit: couch.limits.body,
    forceCloseConnections: 'idle',
    routerOptions: { maxParamLength: 4_000, ignoreTrailingSlash: true },
  });
  addBodyParsers(app);
  app.decorateRequest('identity', null as never);

  app.addHook('onRequest', async (request, reply) => {
    reply.headers(SECURITY_HEADERS);
    if (!isKnownHost(request.headers.host, parts.hostNames)) {
      return reply.code(421).send({ error: 'misdirected', reason: 'unknown host name' });
    }
    if (!isOwnOrigin(request)) {
      return reply.code(403).send({ error: 'forbidden', reason: 'cross-origin requests are not accepted' });
    }
    request.identity = { user: NOBODY, handler: 'none' };
    return undefined;
  });

  const identify = (request: FastifyRequest) =>
    couch.authenticator.identify({
      authorization: request.headers.authorization,
      sessionToken: readCookie(request.headers.cookie, SESSION_COOKIE),
      address: request.ip,
      loopback: isLoopback(request.socket.remoteAddress),
    });

  await app.register(
    async (database) => {
      database.addHook('onRequest', async (request, reply) => {
        request.identity = await identify(request);
        const { session } = request.identity;
        const account = session?.stale === true ? couch.accounts.get(session.user) : undefined;
        if (!session || !account || request.method === 'DELETE') return;
        const token = couch.sessions.issue(account, session);
        reply.header('set-cookie', cookie(SESSION_COOKIE, token, couch.sessions.lifetimeSeconds));
      });
      await database.register(couchPlugin(couch));
    },
    { prefix: '/db' },
  );
  await app.register(apiPlugin({ ...parts.api, isLocal, identify }), { prefix: '/api' });
  await app.register(staticPlugin(parts.staticFolder));
  return app;
}

/** A proxy on this machine makes everybody look local; what it says about the real sender takes that back. */
function isLocal(request: FastifyRequest): boolean {
  const { headers, socket } = request;
  const forwarded = headers['x-forwarded-for'] ?? headers.forwarded ?? headers.via;
  return forwarded === undefined && isLoopback(socket.remoteAddress) && isKnownHost(headers.host, []);
}
