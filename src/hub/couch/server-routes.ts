import { randomUUID } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import type { CouchContext } from './couch-context';
import { CouchError } from '../store/couch-error';
import { demandAdmin } from '../store/security';
import { count } from './parameters';
import type { Query } from './parameters';

const MAX_UUIDS = 1_000;

/** Routes about the server as a whole. */
export function serverRoutes(app: FastifyInstance, context: CouchContext): void {
  app.get('/', () => ({
    couchdb: 'Welcome',
    version: '3.5.0',
    uuid: context.uuid,
    features: [],
    vendor: { name: 'Luuri hub', version: context.version },
  }));
  app.get('/_up', () => ({ status: 'ok' }));
  app.get('/_uuids', (request, reply) => {
    const wanted = count(request.query as Query, 'count') ?? 1;
    if (wanted > MAX_UUIDS) throw new CouchError(400, 'bad_request', `count may be at most ${MAX_UUIDS}`);
    reply.header('cache-control', 'no-store');
    return { uuids: Array.from({ length: wanted }, () => randomUUID().replaceAll('-', '')) };
  });
  app.get('/_all_dbs', (request) => {
    demandAdmin(request.identity.user);
    return context.databases.names();
  });
}
