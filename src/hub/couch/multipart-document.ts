import { gunzipSync } from 'node:zlib';
import { badRequest } from '../store/couch-error';
import type { Json } from '../store/pouch';
import { objectBody } from './parameters';

interface Part {
  headers: Map<string, string>;
  body: Buffer;
}

/**
 * A document sent as `multipart/related`: the JSON first, then one part for each attachment that says
 * `follows: true`, by file name or in their order.
 */
export function readRelated(contentType: string, body: Buffer): Json {
  const boundary = /boundary="?([^";]+)"?/i.exec(contentType)?.[1];
  if (boundary === undefined) throw badRequest('multipart/related without a boundary');
  const [first, ...files] = splitParts(body, boundary);
  if (!first) throw badRequest('multipart/related without parts');
  const doc = parseDocument(first);
  const attachments = objectBody(doc['_attachments'] ?? {}) as Record<string, Json>;
  const following = Object.entries(attachments).filter(([, stub]) => stub['follows'] === true);
  if (following.length !== files.length) throw badRequest('parts and attachments do not match');
  const complete = { ...attachments };
  following.forEach(([name, stub], index) => {
    const part = files.find((file) => fileName(file) === name) ?? (files[index] as Part);
    complete[name] = { content_type: stub['content_type'], data: unpack(part, stub).toString('base64') };
  });
  return { ...doc, _attachments: complete };
}

function parseDocument(part: Part): Json {
  try {
    return objectBody(JSON.parse(part.body.toString('utf8')));
  } catch {
    throw badRequest('the first part must be a JSON object');
  }
}

/** CouchDB keeps some files compressed and sends them so; we keep every file as it was. */
function unpack(part: Part, stub: Json): Buffer {
  if (stub['encoding'] !== 'gzip' && part.headers.get('content-encoding') !== 'gzip') return part.body;
  try {
    return gunzipSync(part.body, { maxOutputLength: 256 * 1024 * 1024 });
  } catch {
    throw badRequest('an attachment is not what its encoding says');
  }
}

function fileName(part: Part): string | undefined {
  return /filename="((?:[^"\\]|\\.)*)"/i.exec(part.headers.get('content-disposition') ?? '')?.[1];
}

function splitParts(body: Buffer, boundary: string): Part[] {
  const parts: Part[] = [];
  const delimiter = Buffer.from(`--${boundary}`);
  let at = body.indexOf(delimiter);
  while (at >= 0) {
    const start = at + delimiter.length;
    if (body.toString('latin1', start, start + 2) === '--') return parts;
    const next = body.indexOf(Buffer.from(`\r\n--${boundary}`), start);
    if (next < 0) break;
    parts.push(readPart(body.subarray(start, next)));
    at = next + 2;
  }
  throw badRequest('multipart body is cut off');
}

function readPart(part: Buffer): Part {
  const split = part.indexOf('\r\n\r\n');
  if (split < 0) throw badRequest('a part without headers');
  const headers = new Map<string, string>();
  for (const line of part.toString('utf8', 0, split).split('\r\n')) {
    const colon = line.indexOf(':');
    if (colon > 0) headers.set(line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim());
  }
  return { headers, body: part.subarray(split + 4) };
}
