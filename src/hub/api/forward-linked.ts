import type { FastifyInstance } from 'fastify';
import type { Links } from '../link/links';
import { forward } from '../web/forward';
import { ApiError } from './api-error';

/** What a browser that joined a team elsewhere asks about its accounts is answered by that team's hub. */
export function forwardLinked(app: FastifyInstance, links: Links): void {
  app.addHook('onRequest', async (request, reply) => {
    const link = links.of(request);
    if (!link) return undefined;
    if (link.apiRoot === null)
      throw new ApiError(404, 'notFound', 'that server does not manage its accounts here');
    return forward(request, reply, link.gateway, links.feeds);
  });
}
