import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateRawSync, gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { searchFolder } from './byte-search';
import { recordsOf } from './leveldb-files';
import { unpackSnappy } from './snappy';

const NAME = 'Öystilä';
let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'luuri-search-'));
});
afterEach(() => rm(folder, { recursive: true }));

/** Snappy without any compression, and a copy of what came just before. */
function snappy(text: Buffer): Buffer {
  return Buffer.concat([
    Buffer.from([text.length + 4, (text.length - 1) << 2]),
    text,
    // Four bytes again, from four back.
    Buffer.from([1, 4]),
  ]);
}

/** A zip with one packed member, as far as its content. */
function member(content: string): Buffer {
  const head = Buffer.alloc(30);
  head.write('PK\u0003\u0004', 'latin1');
  head.writeUInt16LE(1, 26);
  return Buffer.concat([head, Buffer.from('a'), deflateRawSync(content), Buffer.from('PK\u0001\u0002')]);
}

/** A record of a log, cut into two pieces. */
function cut(text: Buffer, at: number): Buffer {
  const piece = (type: number, bytes: Buffer) =>
    Buffer.concat([Buffer.from([0, 0, 0, 0, bytes.length, 0, type]), bytes]);
  return Buffer.concat([piece(2, text.subarray(0, at)), piece(4, text.subarray(at))]);
}

describe('looking for texts in files', () => {
  it('finds them in each encoding, packed, and cut into pieces', async () => {
    const text = Buffer.from(`Soita: ${NAME}.`);
    const files: Record<string, Buffer> = {
      utf8: text,
      latin1: Buffer.from(NAME, 'latin1'),
      utf16: Buffer.from(`\u0000${NAME}`, 'utf16le'),
      gzip: Buffer.concat([Buffer.from('head'), gzipSync(text)]),
      zip: member(`${'x'.repeat(300)}${NAME}`),
      value: Buffer.concat([Buffer.from([9, 0xff, 0x11, 2]), snappy(text), Buffer.from('rest')]),
      'log.log': cut(text, 9),
      other: Buffer.from('Oystila'),
    };
    for (const [name, content] of Object.entries(files)) await writeFile(join(folder, name), content);
    const hits = await searchFolder(folder, [NAME, 'nowhere']);
    expect(hits.map(({ file }) => file).toSorted()).toEqual(
      Object.keys(files)
        .filter((name) => name !== 'other')
        .toSorted(),
    );
    expect(new Set(hits.map(({ text: found }) => found))).toEqual(new Set([NAME]));
  });

  it('puts records of a log together, and unpacks copies', () => {
    expect([...recordsOf(cut(Buffer.from('kassa sammuu'), 5))].map(String)).toEqual(['kassa sammuu']);
    expect(Buffer.from(unpackSnappy(snappy(Buffer.from('abcd'))) ?? []).toString()).toBe('abcdabcd');
    expect(unpackSnappy(Buffer.from([200, 1, 0]))).toBeNull();
  });
});
