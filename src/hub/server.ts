import Fastify from 'fastify';
import type { FastifyInstance } from 'fastify';
import type { Identity } from './accounts/authenticate';
import { apiPlugin } from './api/api-plugin';
import type { ApiContext } from './api/api-context';
import type { Backend } from './backend/backend';
import { NOBODY } from './store/user-context';
import { forward } from './web/forward';
import { addBodyParsers } from './web/json-parser';
import { isKnownHost, isOwnOrigin } from './web/origin';
import { SECURITY_HEADERS } from './web/security-headers';
import { staticPlugin } from './web/static-plugin';

declare module 'fastify' {
  interface FastifyRequest {
    identity: Identity;
  }
}

export interface ServerParts {
  backend: Backend;
  api: ApiContext;
  /** Largest JSON request, bytes. */
  bodyLimit: number;
  /** Folder of the browser edition; without it only `/db` and `/api` are served. */
  staticFolder: string | undefined;
  /** Names by which the hub may be asked beside those of this machine; undefined accepts every name. */
  hostNames: readonly string[] | undefined;
}

/** The hub's web server, not yet listening. */
export async function createServer(parts: ServerParts): Promise<FastifyInstance> {
  const app = Fastify({
    logger: { level: 'error', stream: process.stderr },
    bodyLimit: parts.bodyLimit,
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

  const { links } = parts.api;
  await app.register(
    async (database) => {
      database.addHook('onRequest', async (request, reply) => {
        const link = links.of(request);
        return link ? forward(request, reply, link.gateway, links.feeds) : undefined;
      });
      await database.register(parts.backend.plugin);
    },
    { prefix: '/db' },
  );
  await app.register(apiPlugin(parts.api), { prefix: '/api' });
  await app.register(staticPlugin(parts.staticFolder));
  return app;
}
