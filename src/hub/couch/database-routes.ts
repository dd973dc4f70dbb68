import type { FastifyInstance } from 'fastify';
import type { CouchContext } from './couch-context';
import { demandAdmin, demandDatabaseAdmin, parseSecurity } from '../store/security';
import { compactDatabase } from '../compaction/compact-database';
import { memberDatabase } from './access';
import type { DatabaseParams } from './access';
import { objectBody, stringList } from './parameters';

type Route = { Params: DatabaseParams };

/** Routes about one database as a whole. */
export function databaseRoutes(app: FastifyInstance, context: CouchContext): void {
  app.put<Route>('/:db', async (request, reply) => {
    demandAdmin(request.identity.user);
    await context.databases.create(request.params.db);
    return reply.code(201).send({ ok: true });
  });

  app.get<Route>('/:db', async (request) => {
    const database = memberDatabase(context, request);
    const { doc_count: documents } = await database.pouch.info();
    return {
      db_name: database.name,
      doc_count: documents,
      update_seq: database.sequences.encode(database.committed()),
      // CouchDB's replicator compares these between its requests; they are constants there as well.
      instance_start_time: '0',
      disk_format_version: 8,
      compact_running: false,
      purge_seq: '0',
    };
  });

  app.get<Route>('/:db/_security', (request) => memberDatabase(context, request).security);

  app.put<Route>('/:db/_security', async (request) => {
    const database = context.databases.get(request.params.db);
    demandDatabaseAdmin(database.security, request.identity.user);
    await database.setSecurity(parseSecurity(request.body));
    return { ok: true };
  });

  app.post<Route>('/:db/_revs_diff', (request) => {
    const database = memberDatabase(context, request);
    const asked = objectBody(request.body);
    for (const [id, revs] of Object.entries(asked)) stringList(revs, id);
    return database.pouch.revsDiff(asked as Record<string, string[]>);
  });

  app.post<Route>('/:db/_ensure_full_commit', (request, reply) => {
    memberDatabase(context, request);
    return reply.code(201).send({ ok: true, instance_start_time: '0' });
  });

  app.post<Route>('/:db/_compact', (request, reply) => {
    const database = context.databases.get(request.params.db);
    demandDatabaseAdmin(database.security, request.identity.user);
    compactDatabase(database, context.rules).catch((error: unknown) => request.log.error(error));
    return reply.code(202).send({ ok: true });
  });
}
