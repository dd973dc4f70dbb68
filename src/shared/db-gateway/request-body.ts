/** A request body: bytes that can be sent again, or a stream that cannot. */
export type RequestBody = Uint8Array<ArrayBuffer> | ReadableStream<Uint8Array> | undefined;

/**
 * Reads a body whole up to `most` bytes, so that its length is known and it can be sent again after a new sign-in.
 * A larger one is streamed, beginning with what was read.
 * @param onPiece called with each piece that goes on its way: how many bytes are on the line at once
 */
export async function takeBody(
  request: Request,
  most: number,
  onPiece: (bytes: number) => void = () => undefined,
): Promise<RequestBody> {
  const reader = request.body?.getReader();
  if (!reader) return undefined;
  const pieces: Uint8Array[] = [];
  let size = 0;
  while (size <= most) {
    const { done, value } = await reader.read();
    if (done) {
      onPiece(size);
      return join(pieces, size);
    }
    onPiece(0);
    pieces.push(value);
    size += value.length;
  }
  return new ReadableStream<Uint8Array>(
    {
      async pull(sink) {
        const piece = pieces.shift();
        if (piece) {
          onPiece(piece.length);
          sink.enqueue(piece);
          return;
        }
        const { done, value } = await reader.read();
        onPiece(value?.length ?? 0);
        if (done) sink.close();
        else sink.enqueue(value);
      },
      cancel: (reason) => reader.cancel(reason),
    },
    { highWaterMark: 0 },
  );
}

function join(pieces: readonly Uint8Array[], size: number): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(size);
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}
