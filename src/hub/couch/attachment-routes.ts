import type { FastifyInstance } from 'fastify';
import type { CouchContext } from './couch-context';
import { badRequest, notFound } from '../store/couch-error';
import type { Json, StoredDocument } from '../store/pouch';
import { memberDatabase } from './access';
import { isStream, readAll } from './document-body';
import { writeOne } from './document-routes';
import type { DocumentParams } from './document-routes';
import { text } from './parameters';
import type { Query } from './parameters';

type Route = { Params: DocumentParams & { '*': string } };

interface Stub extends Json {
  content_type: string;
  digest: string;
  length: number;
}

/** Routes about files attached to documents. */
export function attachmentRoutes(app: FastifyInstance, context: CouchContext): void {
  for (const prefix of ['', '_design/']) {
    const path = `/:db/${prefix}:id/*`;

    app.get<Route>(path, async (request, reply) => {
      const database = memberDatabase(context, request);
      const id = prefix + request.params.id;
      const name = request.params['*'];
      const rev = text(request.query as Query, 'rev');
      const doc = await database.pouch.get(id, rev === undefined ? {} : { rev });
      const attachments = attachmentsOf(doc);
      const stub = Object.hasOwn(attachments, name) ? attachments[name] : undefined;
      if (!stub) throw notFound('Document is missing attachment');
      const tag = `"${stub.digest}"`;
      reply.headers({
        etag: tag,
        'accept-ranges': 'bytes',
        'content-type': harmlessType(stub.content_type),
        'content-disposition': 'attachment',
        // Files come from customers and share our origin: shown as a page they must be able to do nothing.
        'content-security-policy': "sandbox; default-src 'none'",
      });
      if (request.headers['if-none-match'] === tag) return reply.code(304).send();
      const content = await database.pouch.getAttachment(id, name, { rev: doc._rev });
      const range = parseRange(request.headers.range, content.length);
      if (range === 'bad') {
        return reply.code(416).header('content-range', `bytes */${content.length}`).send(Buffer.alloc(0));
      }
      if (!range) return reply.send(content);
      const [first, last] = range;
      return reply
        .code(206)
        .header('content-range', `bytes ${first}-${last}/${content.length}`)
        .send(content.subarray(first, last + 1));
    });

    app.put<Route>(path, async (request, reply) => {
      const database = memberDatabase(context, request);
      const name = request.params['*'];
      if (name === '' || name.startsWith('_'))
        throw badRequest("Attachment name can't start with _ or be empty");
      const type = request.headers['content-type'] ?? 'application/octet-stream';
      const data = isStream(request.body)
        ? await readAll(request.body, context.limits.attachment)
        : Buffer.from(request.body === undefined ? '' : JSON.stringify(request.body));
      const id = prefix + request.params.id;
      const doc = await database.pouch
        .get(id, basis(request.query as Query))
        .catch((error: unknown): Json => {
          // Only a document that is not there begins empty; one that could not be read must not be emptied.
          if ((error as { status?: number }).status === 404) return { _id: id };
          throw error;
        });
      const attachments = { ...attachmentsOf(doc), [name]: { content_type: type, data } };
      return writeOne(context, request, reply, { ...withoutRev(doc), _attachments: attachments });
    });

    app.delete<Route>(path, async (request, reply) => {
      const database = memberDatabase(context, request);
      const doc = await database.pouch.get(prefix + request.params.id, basis(request.query as Query));
      const { [request.params['*']]: removed, ...rest } = attachmentsOf(doc);
      if (!removed) throw notFound('Document is missing attachment');
      return writeOne(context, request, reply, { ...withoutRev(doc), _attachments: rest });
    });
  }
}

function basis(query: Query): Json {
  const rev = text(query, 'rev');
  return rev === undefined ? {} : { rev };
}

// The revision comes from the request alone, so that a missing one is a conflict and not an overwrite.
function withoutRev({ _rev: _ignored, ...doc }: Json): Json {
  return doc;
}

function attachmentsOf(doc: Json | StoredDocument): Record<string, Stub> {
  return (doc['_attachments'] ?? {}) as Record<string, Stub>;
}

/** Script types would run if a page of ours could be made to load them; the client knows the type from the document. */
function harmlessType(type: string): string {
  return /javascript|ecmascript|html|xml|svg|css|wasm|^text\/cache-manifest/i.test(type) ||
    !/^[\w.+-]+\/[\w.+-]+/.test(type)
    ? 'application/octet-stream'
    : type;
}

function parseRange(header: string | undefined, length: number): [number, number] | 'bad' | undefined {
  const [, from, to] = /^bytes=(\d*)-(\d*)$/.exec(header ?? '') ?? [];
  if (from === undefined || to === undefined || (from === '' && to === '')) return undefined;
  const first = from === '' ? Math.max(0, length - Number(to)) : Number(from);
  const last = from === '' || to === '' ? length - 1 : Math.min(Number(to), length - 1);
  return first > last || first >= length ? 'bad' : [first, last];
}
