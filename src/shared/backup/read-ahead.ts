import type { ByteSource } from './zip-reader';

const BLOCK = 1024 * 1024;

/**
 * The same source, read in blocks. A backup is read from front to back in thousands of small pieces, and each may have to
 * be asked for in another thread or process.
 */
export function readAhead(source: ByteSource): ByteSource {
  let held: { from: number; bytes: Uint8Array<ArrayBuffer> } = { from: 0, bytes: new Uint8Array() };
  return {
    size: source.size,
    async read(from, to) {
      if (to - from > BLOCK) return source.read(from, to);
      let { from: start, bytes } = held;
      if (from < start || to > start + bytes.length) {
        start = from;
        bytes = await source.read(from, Math.min(source.size, from + BLOCK));
        held = { from: start, bytes };
      }
      return bytes.slice(from - start, to - start);
    },
  };
}
