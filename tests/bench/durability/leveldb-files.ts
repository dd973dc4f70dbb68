import { unpackSnappy, varint } from './snappy';

/** Of LevelDB's files, what a search of their bytes would not meet: packed blocks, and records cut into pieces. */

const FOOTER = 48;
const TRAILER = 5;
const MAGIC = Buffer.from('57fb808b247547db', 'hex');

/** The blocks of a table, unpacked. None where it is no table. */
export function* blocksOf(table: Uint8Array): Generator<Uint8Array> {
  const footer = table.subarray(-FOOTER);
  if (!MAGIC.equals(footer.subarray(-MAGIC.length))) return;
  const meta = handleAt(footer, 0);
  const index = meta && handleAt(footer, meta.next);
  const entries = index && blockAt(table, index);
  if (!entries || entries.length < 4) return;
  yield entries;
  const restarts = new DataView(entries.buffer, entries.byteOffset).getUint32(entries.length - 4, true);
  for (let at = 0; at < entries.length - 4 * (restarts + 1);) {
    const shared = varint(entries, at);
    const own = shared && varint(entries, shared.next);
    const size = own && varint(entries, own.next);
    if (!size) return;
    const valueAt = size.next + own.value;
    const handle = handleAt(entries, valueAt);
    const block = handle && blockAt(table, handle);
    if (block) yield block;
    at = valueAt + size.value;
  }
}

interface Handle {
  offset: number;
  size: number;
  next: number;
}

function handleAt(bytes: Uint8Array, at: number): Handle | null {
  const offset = varint(bytes, at);
  const size = offset && varint(bytes, offset.next);
  return size && { offset: offset.value, size: size.value, next: size.next };
}

function blockAt(table: Uint8Array, { offset, size }: Handle): Uint8Array | null {
  if (offset + size + TRAILER > table.length) return null;
  const block = table.subarray(offset, offset + size);
  return table[offset + size] === 0 ? block : unpackSnappy(block);
}

const LOG_BLOCK = 32 * 1024;
const HEADER = 7;

/** The records of a log, put together. */
export function* recordsOf(log: Uint8Array): Generator<Uint8Array> {
  let pieces: Uint8Array[] = [];
  for (let at = 0; at + HEADER <= log.length;) {
    const left = LOG_BLOCK - (at % LOG_BLOCK);
    const length = (log[at + 4] ?? 0) + 256 * (log[at + 5] ?? 0);
    const type = log[at + 6] ?? 0;
    if (left < HEADER || type === 0 || HEADER + length > left) {
      at += left;
      continue;
    }
    // 1 whole, 2 first, 3 middle, 4 last.
    if (type <= 2) pieces = [];
    pieces.push(log.subarray(at + HEADER, at + HEADER + length));
    at += HEADER + length;
    if (type !== 1 && type !== 4) continue;
    yield Buffer.concat(pieces);
    pieces = [];
  }
  if (pieces.length > 0) yield Buffer.concat(pieces);
}
