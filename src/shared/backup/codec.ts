import { sha256Hex } from '@shared/lib/sha256';
import { drop } from '@shared/lib/drop';
import { BackupError } from './backup-error';

export type Bytes = Uint8Array<ArrayBuffer>;

/** Deflate without a header, as zip stores it. */
export async function deflate(bytes: Bytes): Promise<Bytes> {
  const { pieces } = await passThrough(new CompressionStream('deflate-raw'), bytes, Infinity);
  return joined(pieces);
}

/**
 * Undoes `deflate`. Damaged data gives what could be unpacked before the damage, and `whole: false`.
 * @param limit bytes that come out at most
 * @throws BackupError `tooLarge` as soon as there would be more
 */
export async function inflate(bytes: Bytes, limit: number): Promise<{ bytes: Bytes; whole: boolean }> {
  const { pieces, whole } = await passThrough(new DecompressionStream('deflate-raw'), bytes, limit);
  return { bytes: joined(pieces), whole };
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

/** One after the other in one piece. */
export function joined(pieces: readonly Uint8Array[]): Bytes {
  const all = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
  let end = 0;
  for (const piece of pieces) {
    all.set(piece, end);
    end += piece.length;
  }
  return all;
}

/** SHA-256 as 64 hexadecimal digits; plain http in a local network has no `crypto.subtle`. */
export async function sha256(bytes: Bytes): Promise<string> {
  const { subtle } = crypto as Partial<Crypto>;
  if (!subtle) return sha256Hex(bytes);
  const hash = new Uint8Array(await subtle.digest('SHA-256', bytes));
  return [...hash].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
