import type { FastifyInstance } from 'fastify';
import type { CouchContext } from './couch-context';
import { badRequest, CouchError } from '../store/couch-error';
import type { Database } from '../store/database';
import type { Json } from '../store/pouch';
import { writeDocuments } from '../store/write-documents';
import { memberDatabase } from './access';
import type { DatabaseParams } from './access';
import { flag, objectBody } from './parameters';
import type { Query } from './parameters';

type Route = { Params: DatabaseParams };

/** `_bulk_docs` and `_bulk_get`. */
export function bulkRoutes(app: FastifyInstance, context: CouchContext): void {
  app.post<Route>('/:db/_bulk_docs', async (request, reply) => {
    const database = memberDatabase(context, request);
    const { docs, new_edits: newEdits = true } = objectBody(request.body);
    if (!Array.isArray(docs)) throw badRequest('POST body must include `docs` parameter.');
    if (typeof newEdits !== 'boolean') throw badRequest('new_edits must be true or false');
    demandSizes(docs, context.limits.document, Number(request.headers['content-length'] ?? Infinity));
    const { user } = request.identity;
    const rows = await writeDocuments(database, docs, { newEdits, user, rules: context.rules });
    return reply.code(201).send(rows);
  });

  app.post<Route>('/:db/_bulk_get', async (request) => {
    const database = memberDatabase(context, request);
    const { docs } = objectBody(request.body);
    if (!Array.isArray(docs)) throw badRequest('POST body must include `docs` parameter.');
    const query = request.query as Query;
    const options: Json = {
      revs: flag(query, 'revs'),
      attachments: flag(query, 'attachments'),
      latest: flag(query, 'latest'),
    };
    const results: unknown[] = [];
    for (const wanted of docs) results.push(await readOne(database, objectBody(wanted), options));
    return { results };
  });
}

/** The whole request is refused, as CouchDB does: a client has to take the large one out and send the rest again. */
function demandSizes(docs: readonly unknown[], most: number, requestSize: number): void {
  if (requestSize <= most) return;
  for (const doc of docs) {
    const withoutFiles = { ...(doc as Json), _attachments: undefined };
    if (JSON.stringify(withoutFiles).length <= most) continue;
    throw new CouchError(413, 'document_too_large', String((doc as Json)['_id'] ?? ''));
  }
}

async function readOne(database: Database, wanted: Json, options: Json): Promise<Json> {
  const { id, rev } = wanted;
  if (typeof id !== 'string') throw badRequest('every entry of `docs` needs an id');
  if (rev !== undefined && typeof rev !== 'string') throw badRequest('rev must be a string');
  const failed = (error: string, reason: string) => ({
    id,
    docs: [{ error: { id, rev: rev ?? 'undefined', error, reason } }],
  });
  try {
    const found = await database.pouch.get(id, { ...options, open_revs: rev === undefined ? 'all' : [rev] });
    const leaves = found as unknown as { ok?: Json; missing?: string }[];
    if (leaves.length === 0) return failed('not_found', 'missing');
    const docs = leaves.map((leaf) =>
      leaf.ok ? { ok: leaf.ok } : { error: { id, rev: leaf.missing, error: 'not_found', reason: 'missing' } },
    );
    return { id, docs };
  } catch {
    return failed('not_found', 'missing');
  }
}
