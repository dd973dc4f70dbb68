import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream as NodeReadableStream } from 'node:stream/web';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Gateway } from '@shared/db-gateway/gateway';
import type { Feeds } from '../couch/feeds';

/** Answers a request with what a gateway gets for it, both ways as streams. To be called before the body is read. */
export async function forward(
  request: FastifyRequest,
  reply: FastifyReply,
  gateway: Gateway,
  feeds: Feeds,
): Promise<FastifyReply> {
  const { raw } = reply;
  const controller = new AbortController();
  const end = () => controller.abort(new Error('the client left'));
  const forget = feeds.add(null, end);
  raw.on('close', end);
  try {
    const response = await gateway(toWebRequest(request, controller.signal));
    reply.hijack();
    raw.writeHead(response.status, {
      ...reply.getHeaders(),
      ...Object.fromEntries(response.headers),
    } as never);
    // Headers go out before the first heartbeat, so that the client knows that it is connected.
    raw.flushHeaders();
    if (response.body === null) raw.end();
    else await pipeline(Readable.fromWeb(response.body as NodeReadableStream<Uint8Array>), raw);
  } catch {
    // The status is out already: a broken-off body is the only way left to say that it is not whole.
    raw.destroy();
  } finally {
    forget();
  }
  return reply;
}

function toWebRequest({ raw, method, url, headers }: FastifyRequest, signal: AbortSignal): Request {
  const hasBody = headers['content-length'] !== undefined || headers['transfer-encoding'] !== undefined;
  const plain = Object.entries(headers).flatMap(([name, value]) =>
    value === undefined || name === 'transfer-encoding' ? [] : [[name, String(value)] as [string, string]],
  );
  return new Request(`http://hub${url}`, {
    method,
    headers: plain,
    signal,
    ...(hasBody
      ? { body: Readable.toWeb(raw) as unknown as ReadableStream<Uint8Array>, duplex: 'half' }
      : {}),
  } as RequestInit);
}
