import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Feeds } from './feeds';

/** Writes an answer whose length nobody knows, piece by piece, and knows when the other side is gone. */
export interface FeedWriter {
  /** Resolves when the piece may be followed by the next. */
  write(piece: string): Promise<void>;
  finish(): Promise<void>;
  /** Breaks off, so that the client cannot take a half answer for a whole one. */
  fail(): void;
  /** Whether the client left or the hub wants the feed to end. */
  readonly ended: boolean;
  readonly heartbeats: boolean;
  onEnd(listener: () => void): () => void;
}

/**
 * Takes the answer over from Fastify.
 * @param heartbeatMs milliseconds between newlines; the first goes out at once, so that the client sees an answer
 */
export function openFeed(
  request: FastifyRequest,
  reply: FastifyReply,
  feeds: Feeds,
  heartbeatMs: number | undefined,
): FeedWriter {
  const headers = reply.getHeaders();
  reply.hijack();
  const { raw } = reply;
  let ended = false;
  const listeners = new Set<() => void>();
  const end = () => {
    if (ended) return;
    ended = true;
    clearInterval(timer);
    forget();
    for (const listener of [...listeners]) listener();
  };
  const forget = feeds.add(request.identity.user.name, end);
  raw.on('close', end);
  raw.on('error', end);
  raw.writeHead(200, {
    ...headers,
    'content-type': 'application/json',
    'cache-control': 'no-store',
  } as never);
  const beat = () => {
    // A client that does not read gets no more newlines: they would only pile up.
    if (raw.writableLength === 0) raw.write('\n');
  };
  if (heartbeatMs !== undefined) beat();
  const timer = heartbeatMs === undefined ? undefined : setInterval(beat, heartbeatMs);

  return {
    get ended() {
      return ended;
    },
    heartbeats: heartbeatMs !== undefined,
    async write(piece) {
      if (raw.destroyed || raw.write(piece)) return;
      await new Promise<void>((resolve) => {
        const done = () => {
          raw.off('drain', done);
          raw.off('close', done);
          resolve();
        };
        raw.on('drain', done);
        raw.on('close', done);
      });
    },
    async finish() {
      end();
      if (!raw.destroyed) await new Promise<void>((resolve) => raw.end(resolve));
    },
    fail() {
      end();
      raw.destroy();
    },
    onEnd(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
