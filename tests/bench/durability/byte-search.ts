import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gunzipSync, inflateRawSync } from 'node:zlib';
import { blocksOf, recordsOf } from './leveldb-files';
import { unpackSnappy } from './snappy';

/** Where a text was found. */
export interface Hit {
  file: string;
  text: string;
}

/**
 * Looks for texts in every byte of a folder's files, in UTF-8, UTF-16 of both orders and Latin-1; also in what is packed
 * in them: LevelDB's tables and values, gzip, members of zip files.
 */
export async function searchFolder(folder: string, texts: readonly string[]): Promise<Hit[]> {
  const patterns = texts.flatMap((text) => spellings(text).map((bytes) => ({ text, bytes })));
  const hits: Hit[] = [];
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const file = join(entry.parentPath, entry.name);
    // A running browser removes files.
    const content = await readFile(file).catch(() => Buffer.alloc(0));
    const found = new Set<string>();
    for (const bytes of layersOf(content)) {
      for (const { text, bytes: wanted } of patterns)
        if (!found.has(text) && bytes.includes(wanted)) found.add(text);
    }
    hits.push(...[...found].map((text) => ({ file: file.slice(folder.length + 1), text })));
  }
  return hits;
}

function spellings(text: string): Buffer[] {
  const wide = Buffer.from(text, 'utf16le');
  return [Buffer.from(text), Buffer.from(text, 'latin1'), wide, Buffer.from(wide).swap16()];
}

const GZIP = Buffer.from([0x1f, 0x8b, 8]);
const ZIP_MEMBER = Buffer.from('PK\u0003\u0004');
/** Chromium's mark of a value that is packed with Snappy. */
const PACKED_VALUE = Buffer.from([0xff, 0x11, 2]);

/** The bytes as they are, and whatever is packed in them. */
function* layersOf(content: Buffer): Generator<Buffer> {
  for (const part of [content, ...blocksOf(content), ...recordsOf(content)]) {
    const bytes = Buffer.from(part.buffer, part.byteOffset, part.length);
    yield bytes;
    for (const at of placesOf(bytes, PACKED_VALUE)) {
      const value = unpackSnappy(bytes.subarray(at + PACKED_VALUE.length));
      if (value) yield Buffer.from(value);
    }
  }
  for (const at of placesOf(content, GZIP)) {
    const unpacked = tried(() => gunzipSync(content.subarray(at), LENIENT));
    if (unpacked) yield unpacked;
  }
  for (const at of placesOf(content, ZIP_MEMBER)) {
    const start = at + 30 + content.readUInt16LE(at + 26) + content.readUInt16LE(at + 28);
    const unpacked = tried(() => inflateRawSync(content.subarray(start), LENIENT));
    if (unpacked) yield unpacked;
  }
}

/** What is cut off, or followed by something else, is read as far as it goes. */
const LENIENT = { finishFlush: 2, maxOutputLength: 512 * 1024 * 1024 };

function* placesOf(bytes: Buffer, mark: Buffer): Generator<number> {
  for (let at = bytes.indexOf(mark); at >= 0; at = bytes.indexOf(mark, at + 1)) yield at;
}

function tried(unpack: () => Buffer): Buffer | null {
  try {
    return unpack();
  } catch {
    return null;
  }
}
