import { randomUUID } from 'node:crypto';
import type { FastifyReply } from 'fastify';
import type { Json } from '../store/pouch';

/**
 * Leaves of a document as `multipart/mixed`, the only form CouchDB's replicator reads here.
 * Attachments stay inside of their documents as base64, which it accepts.
 */
export function sendMultipart(reply: FastifyReply, leaves: readonly Json[]): FastifyReply {
  const boundary = randomUUID();
  const parts = leaves.map((leaf) => {
    const found = leaf['ok'] !== undefined;
    const type = found ? 'application/json' : 'application/json; error="true"';
    const body = JSON.stringify(found ? leaf['ok'] : { missing: leaf['missing'] });
    return `\r\n--${boundary}\r\nContent-Type: ${type}\r\n\r\n${body}`;
  });
  return reply
    .header('content-type', `multipart/mixed; boundary="${boundary}"`)
    .send(Buffer.from(`${parts.join('')}\r\n--${boundary}--`));
}
