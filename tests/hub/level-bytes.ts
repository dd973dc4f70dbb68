import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** A text as it may lie on a disk. */
export function needlesOf(text: string): Buffer[] {
  const utf16 = Buffer.from(text, 'utf16le');
  return [Buffer.from(text), utf16, Buffer.from(utf16).swap16()];
}

/**
 * The files below a folder in which any of the texts can be found: by their bytes as they lie there, and in tables of LevelDB
 * as they are when unpacked, because Snappy may cut a text in two.
 */
export async function filesWith(folder: string, texts: readonly string[]): Promise<string[]> {
  const needles = texts.flatMap(needlesOf);
  const found: string[] = [];
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  if (!entries.some((entry) => entry.isFile())) throw new Error(`nothing to search in ${folder}`);
  for (const entry of entries) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    // A file that LevelDB removes between the two is gone.
    const bytes = await readFile(path).catch(() => Buffer.alloc(0));
    const blocks = entry.name.endsWith('.ldb') ? blocksOf(bytes) : [];
    if ([bytes, ...blocks].some((part) => needles.some((needle) => part.includes(needle)))) found.push(path);
  }
  return found;
}

const FOOTER = 48;

/** The data blocks of a table of LevelDB, unpacked. */
function blocksOf(table: Buffer): Buffer[] {
  if (table.length < FOOTER) return [];
  const footer = reader(table.subarray(table.length - FOOTER));
  footer.varint();
  footer.varint();
  return handlesIn(blockAt(table, footer.varint(), footer.varint())).map(([offset, size]) =>
    blockAt(table, offset, size),
  );
}

function blockAt(table: Buffer, offset: number, size: number): Buffer {
  const block = table.subarray(offset, offset + size);
  return table[offset + size] === 1 ? unpack(block) : block;
}

/** What an index block points to. */
function handlesIn(index: Buffer): [number, number][] {
  const restarts = index.readUInt32LE(index.length - 4);
  const entries = reader(index.subarray(0, index.length - 4 - 4 * restarts));
  const handles: [number, number][] = [];
  while (!entries.isOver()) {
    entries.varint();
    const keyLength = entries.varint();
    const valueLength = entries.varint();
    entries.take(keyLength);
    const value = reader(entries.take(valueLength));
    handles.push([value.varint(), value.varint()]);
  }
  return handles;
}

function reader(bytes: Buffer) {
  let at = 0;
  return {
    isOver: () => at >= bytes.length,
    byte: () => bytes[at++] ?? 0,
    take: (length: number) => bytes.subarray(at, (at += length)),
    varint() {
      let value = 0;
      for (let scale = 1; ; scale *= 128) {
        const byte = bytes[at++] ?? 0;
        value += (byte & 0x7f) * scale;
        if (byte < 0x80) return value;
      }
    },
  };
}

/** Snappy's format: runs of new bytes, and copies of what came before. */
function unpack(packed: Buffer): Buffer {
  const input = reader(packed);
  const output = Buffer.alloc(input.varint());
  const number = (length: number) => (length === 0 ? 0 : input.take(length).readUIntLE(0, length));
  let at = 0;
  while (!input.isOver()) {
    const tag = input.byte();
    const kind = tag & 3;
    if (kind === 0) {
      const short = tag >> 2;
      const length = (short < 60 ? short : number(short - 59)) + 1;
      at += input.take(length).copy(output, at);
      continue;
    }
    const length = kind === 1 ? ((tag >> 2) & 7) + 4 : (tag >> 2) + 1;
    const offset = kind === 1 ? ((tag >> 5) << 8) | input.byte() : number(kind === 2 ? 2 : 4);
    for (let left = length; left > 0; left -= 1, at += 1) output[at] = output[at - offset] ?? 0;
  }
  return output;
}
