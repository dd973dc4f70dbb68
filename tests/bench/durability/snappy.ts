/**
 * Unpacks what Snappy has packed; LevelDB's tables and Chromium's larger values are. Null where it is none.
 * @param packed may be followed by other bytes
 */
export function unpackSnappy(packed: Uint8Array): Uint8Array | null {
  const head = varint(packed, 0);
  if (!head || head.value > MOST) return null;
  const out = new Uint8Array(head.value);
  let [at, length] = [head.next, 0];
  while (length < out.length) {
    const tag = packed[at];
    if (tag === undefined) return null;
    at += 1;
    const kind = tag & 3;
    if (kind === 0) {
      let size = tag >> 2;
      if (size >= 60) {
        const bytes = size - 59;
        size = little(packed, at, bytes);
        at += bytes;
      }
      size += 1;
      if (at + size > packed.length || length + size > out.length) return null;
      out.set(packed.subarray(at, at + size), length);
      at += size;
      length += size;
      continue;
    }
    const bytes = kind === 3 ? 4 : kind;
    const size = kind === 1 ? ((tag >> 2) & 7) + 4 : (tag >> 2) + 1;
    const offset = kind === 1 ? ((tag >> 5) << 8) | (packed[at] ?? 0) : little(packed, at, bytes);
    at += bytes;
    if (offset === 0 || offset > length || length + size > out.length) return null;
    // One by one: a copy may reach into what it writes itself.
    for (let left = size; left > 0; left -= 1, length += 1) out[length] = out[length - offset] ?? 0;
  }
  return out;
}

const MOST = 64 * 1024 * 1024;

/** A number in pieces of seven bits, lowest first; null where there is none. */
export function varint(bytes: Uint8Array, start: number): { value: number; next: number } | null {
  let value = 0;
  for (let at = start; at < start + 8; at += 1) {
    const byte = bytes[at];
    if (byte === undefined) return null;
    value += (byte & 127) * 2 ** (7 * (at - start));
    if (byte < 128) return { value, next: at + 1 };
  }
  return null;
}

function little(bytes: Uint8Array, at: number, count: number): number {
  let value = 0;
  for (let index = count - 1; index >= 0; index -= 1) value = value * 256 + (bytes[at + index] ?? 0);
  return value;
}
