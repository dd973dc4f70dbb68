import type { Timers } from './types';

/**
 * Passes an answer's body on, piece by piece and only when asked for one. Silence longer than `idleMs` while a piece
 * is wanted, and the reader's own `cancel`, end the request to the server: a body that is dropped without that keeps
 * its socket for ever.
 */
export function passBody(
  source: ReadableStream<Uint8Array>,
  upstream: AbortController,
  idleMs: number,
  timers: Timers,
): ReadableStream<Uint8Array> {
  const reader = source.getReader();
  const end = (reason: unknown) => {
    upstream.abort(reason);
    // Rejects where the abort was quicker; either way the source is done with.
    reader.cancel(reason).catch(() => undefined);
  };
  return new ReadableStream<Uint8Array>(
    {
      async pull(sink) {
        const stopTimer = timers.after(idleMs, () => {
          const silence = new Error(`the server was silent for ${idleMs} ms`);
          sink.error(silence);
          end(silence);
        });
        try {
          const { done, value } = await reader.read();
          if (done) sink.close();
          else sink.enqueue(value);
        } catch (error) {
          failQuietly(sink, error);
        } finally {
          stopTimer();
        }
      },
      cancel: end,
    },
    { highWaterMark: 0 },
  );
}

/** The timer may have been there first. */
function failQuietly(sink: ReadableStreamDefaultController<Uint8Array>, error: unknown): void {
  try {
    sink.error(error);
  } catch {
    return;
  }
}
