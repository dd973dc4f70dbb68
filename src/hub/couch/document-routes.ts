import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { CouchContext } from './couch-context';
import { badRequest, CouchError } from '../store/couch-error';
import type { Json } from '../store/pouch';
import type { WriteRow } from '../store/write-documents';
import { writeDocuments } from '../store/write-documents';
import { memberDatabase } from './access';
import type { DatabaseParams } from './access';
import { readDocumentBody } from './document-body';
import { sendMultipart } from './multipart-answer';
import { flag, json, stringList, text } from './parameters';
import type { Query } from './parameters';

export interface DocumentParams extends DatabaseParams {
  id: string;
}
type Route = { Params: DocumentParams };
type Request = FastifyRequest<Route>;

const STATUS_BY_ERROR: Record<string, number> = {
  conflict: 409,
  forbidden: 403,
  illegal_docid: 400,
  bad_request: 400,
  doc_validation: 400,
  precondition_failed: 412,
};

/** Routes about single documents; `prefix` is `_design/` or `_local/` for those spaces. */
export function documentRoutes(app: FastifyInstance, context: CouchContext): void {
  for (const prefix of ['', '_design/', '_local/']) {
    const path = `/:db/${prefix}:id`;
    app.get<Route>(path, (request, reply) => readDocument(context, request, reply, prefix));
    app.put<Route>(path, async (request, reply) => {
      const id = prefix + request.params.id;
      const body = await readDocumentBody(request, context.limits);
      if (body['_id'] !== undefined && body['_id'] !== id)
        throw badRequest('Document id must match the address');
      return writeOne(context, request, reply, { ...body, _id: id });
    });
    app.delete<Route>(path, (request, reply) =>
      writeOne(context, request, reply, { _id: prefix + request.params.id, _deleted: true }),
    );
  }
  app.post<{ Params: DatabaseParams }>('/:db', async (request, reply) => {
    const body = await readDocumentBody(request, context.limits);
    return writeOne(context, request, reply, body);
  });
}

async function readDocument(context: CouchContext, request: Request, reply: FastifyReply, prefix: string) {
  const database = memberDatabase(context, request);
  const query = request.query as Query;
  const id = prefix + request.params.id;
  const options: Json = {};
  for (const name of ['revs', 'revs_info', 'conflicts', 'attachments', 'latest'] as const) {
    if (flag(query, name)) options[name] = true;
  }
  const openRevs = text(query, 'open_revs');
  if (openRevs !== undefined) {
    options['open_revs'] = openRevs === 'all' ? 'all' : stringList(json(query, 'open_revs'), 'open_revs');
    const wantsParts = (request.headers.accept ?? '').includes('multipart/mixed');
    // In this form a document comes with its files, asked for or not: CouchDB's replicator counts on it.
    if (wantsParts) options['attachments'] = true;
    const leaves = (await database.pouch.get(id, options)) as unknown as Json[];
    return wantsParts ? sendMultipart(reply, leaves) : leaves;
  }
  const rev = text(query, 'rev');
  if (rev !== undefined) options['rev'] = rev;
  const doc = await database.pouch.get(id, options);
  if (Object.keys(options).every((name) => name === 'rev')) {
    const tag = `"${doc._rev}"`;
    reply.header('etag', tag);
    if (request.headers['if-none-match'] === tag) return reply.code(304).send();
  }
  return doc;
}

/** Writes one document and answers for it; a refused row becomes a status. */
export async function writeOne(
  context: CouchContext,
  request: FastifyRequest<{ Params: DatabaseParams }>,
  reply: FastifyReply,
  doc: Json,
): Promise<FastifyReply> {
  const database = memberDatabase(context, request);
  const query = request.query as Query;
  const rev = text(query, 'rev') ?? request.headers['if-match']?.replace(/^"(.*)"$/, '$1');
  if (rev !== undefined && doc['_rev'] !== undefined && doc['_rev'] !== rev) {
    throw badRequest('Document rev from request body and query string have different values');
  }
  const newEdits = flag(query, 'new_edits', true);
  const { user } = request.identity;
  const [row] = await writeDocuments(database, [rev === undefined ? doc : { ...doc, _rev: rev }], {
    newEdits,
    user,
    rules: context.rules,
  });
  const written = answerOf(row, doc);
  if (written.rev !== undefined) reply.header('etag', `"${written.rev}"`);
  return reply.code(request.method === 'DELETE' ? 200 : 201).send(written);
}

function answerOf(row: WriteRow | undefined, doc: Json): { ok: true; id: unknown; rev: unknown } {
  // A replicated document that was stored is not told in a row.
  if (!row) return { ok: true, id: doc['_id'], rev: doc['_rev'] };
  if ('ok' in row) return row;
  throw new CouchError(STATUS_BY_ERROR[row.error] ?? 400, row.error, row.reason);
}
