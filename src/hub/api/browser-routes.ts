import type { FastifyInstance } from 'fastify';

/**
 * `POST /api/clear-browser`: asks the browser to throw away everything it stores for this site, bytes that a database
 * has deleted but not overwritten included. Browsers obey on https and on this computer itself. Says nothing of anybody
 * and changes nothing here, so that nobody has to be signed in any more.
 */
export function browserRoutes(app: FastifyInstance): void {
  app.post('/clear-browser', (_request, reply) => {
    reply.header('clear-site-data', '"cache", "storage"');
    return { ok: true };
  });
}
