import { joinBytes } from '@shared/lib/bytes';
import { drop } from '@shared/lib/drop';
import { BackupError } from './backup-error';

export type Bytes = Uint8Array<ArrayBuffer>;

/** Deflate without a header, as zip stores it. */
export async function deflate(bytes: Bytes): Promise<Bytes> {
  const { pieces } = await passThrough(new CompressionStream('deflate-raw'), bytes, Infinity);
  return joinBytes(pieces);
}

/**
 * Undoes `deflate`. Damaged data gives what could be unpacked before the damage, and `whole: false`.
 * @param limit bytes that come out at most
 * @throws BackupError `tooLarge` as soon as there would be more
 */
export async function inflate(bytes: Bytes, limit: number): Promise<{ bytes: Bytes; whole: boolean }> {
  const { pieces, whole } = await passThrough(new DecompressionStream('deflate-raw'), bytes, limit);
  return { bytes: joinBytes(pieces), whole };
}

/** A browser unpacks whatever is written at once in one go, so a bomb is given to it in small slices. */
const SLICE = 16 * 1024;

async function passThrough(
  stream: { readonly readable: ReadableStream<Uint8Array>; readonly writable: WritableStream<BufferSource> },
  bytes: Bytes,
  limit: number,
): Promise<{ pieces: Uint8Array[]; whole: boolean }> {
  const reader = stream.readable.getReader();
  // What goes wrong while writing is seen by whoever reads.
  drop(feed(stream.writable.getWriter(), bytes), () => undefined);
  const pieces: Uint8Array[] = [];
  let size = 0;
  for (;;) {
    const step = await reader.read().catch(() => null);
    if (!step) return { pieces, whole: false };
    if (step.done) return { pieces, whole: true };
    size += step.value.length;
    if (size > limit) {
      await reader.cancel().catch(() => undefined);
      throw new BackupError('tooLarge', `unpacks to more than ${limit} bytes`);
    }
    pieces.push(step.value);
  }
}

async function feed(writer: WritableStreamDefaultWriter<BufferSource>, bytes: Bytes): Promise<void> {
  for (let at = 0; at < bytes.length; at += SLICE) {
    await writer.ready;
    await writer.write(bytes.subarray(at, at + SLICE));
  }
  await writer.close();
}
