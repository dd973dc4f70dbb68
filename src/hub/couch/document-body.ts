import type { FastifyRequest } from 'fastify';
import type { Readable } from 'node:stream';
import type { Limits } from './couch-context';
import { badRequest, CouchError } from '../store/couch-error';
import type { Json } from '../store/pouch';
import { readRelated } from './multipart-document';
import { objectBody } from './parameters';

/**
 * The document of a PUT or POST: JSON, or JSON followed by its attachments (`multipart/related`, which CouchDB's
 * replicator sends).
 */
export async function readDocumentBody(request: FastifyRequest, limits: Limits): Promise<Json> {
  const type = request.headers['content-type'] ?? '';
  if (!isStream(request.body)) return sized(objectBody(request.body), request, limits);
  if (type.startsWith('multipart/related')) {
    const body = await readAll(request.body, limits.attachment + limits.document);
    return readRelated(type, body);
  }
  const body = await readAll(request.body, limits.document);
  try {
    return objectBody(JSON.parse(body.toString('utf8')));
  } catch {
    throw badRequest('invalid UTF-8 JSON');
  }
}

function sized(doc: Json, request: FastifyRequest, limits: Limits): Json {
  const size = Number(request.headers['content-length'] ?? 0);
  if (size > limits.document && doc['_attachments'] === undefined) {
    throw new CouchError(413, 'document_too_large', String(doc['_id'] ?? ''));
  }
  return doc;
}

/** Reads a stream to its end; throws 413 as soon as it is longer than `most` bytes. */
export async function readAll(stream: Readable, most: number): Promise<Buffer> {
  const pieces: Buffer[] = [];
  let size = 0;
  for await (const piece of stream as AsyncIterable<Buffer>) {
    size += piece.length;
    if (size > most) throw new CouchError(413, 'too_large', `at most ${most} bytes are accepted`);
    pieces.push(piece);
  }
  return Buffer.concat(pieces, size);
}

export function isStream(body: unknown): body is Readable {
  return typeof body === 'object' && body !== null && typeof (body as Readable).pipe === 'function';
}
