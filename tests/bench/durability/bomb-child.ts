import { BackupError } from '@shared/backup/backup-error';
import { joinBytes } from '@shared/lib/bytes';
import { deflate } from '@shared/backup/codec';
import type { Bytes } from '@shared/backup/codec';
import { openBackup } from '@shared/backup/read-backup';
import { sourceOf } from '@shared/backup/testing';
import { DEFLATED } from '@shared/backup/zip-format';
import { createZipWriter } from '@shared/backup/zip-writer';
import { ImportError } from '@shared/import/import-error';
import { readSource } from '@shared/import/source/read-source';
import { crc32 } from '@shared/lib/crc32';
import type { BombOutcome } from './bombs';

// Makes one bomb, reads it as the app would, and says what came of it: one line of JSON.

/** Packed once and named as often as is wanted: making a bomb must not cost what reading it may not. */
interface Packed {
  packed: Bytes;
  size: number;
  crc: number;
}

const encode = (text: string): Bytes => new TextEncoder().encode(text);

async function pack(bytes: Bytes): Promise<Packed> {
  return { packed: await deflate(bytes), size: bytes.length, crc: crc32(bytes) };
}

/** A deflated stream that unpacks to this many megabytes of zeros, made without ever holding them. */
async function zeros(megabytes: number): Promise<Packed> {
  const stream = new CompressionStream('deflate-raw');
  const packed = new Response(stream.readable).arrayBuffer();
  const writer = stream.writable.getWriter();
  const piece = new Uint8Array(64 * 1024);
  for (let at = 0; at < megabytes * 16; at += 1) await writer.write(piece);
  await writer.close();
  return { packed: joinBytes([new Uint8Array(await packed)]), size: megabytes * 1024 * 1024, crc: 0 };
}

async function zip(members: [name: string, member: Packed][]): Promise<Bytes> {
  const pieces: Uint8Array[] = [];
  const write = (bytes: Uint8Array) => Promise.resolve(void pieces.push(bytes));
  const writer = createZipWriter({ write }, new Date(0));
  for (const [name, { packed, size, crc }] of members)
    await writer.add({ name, method: DEFLATED, crc, size }, packed);
  await writer.end();
  return joinBytes(pieces);
}

const head = () =>
  pack(
    encode(
      JSON.stringify({
        ...{ format: 'luuri-backup', version: 1, database: 'luuri-testi', teamName: 'Testi' },
        ...{ createdAt: '2026-11-22T10:00:00.000Z', createdBy: 'x', app: '0', scope: 'everything' },
        ...{ records: 1, types: {}, files: 0, filesMissing: 0 },
      }),
    ),
  );
const record = (more: string) =>
  pack(
    encode(
      `{"_id":"ticket:1","type":"ticket","v":1,"stamps":{},"createdAt":"a","createdBy":"b","number":"1",` +
        `"ticketType":"s","subject":"s","status":"new","priority":"low","tags":[],"x":${more}}\n`,
    ),
  );
const HEAD = 'luuri-backup.json';
const PART = 'records/00001.ndjson';
const DEEP = '['.repeat(10_000) + ']'.repeat(10_000);
const POLLUTING = '{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}';

const backups: Record<string, () => Promise<Bytes>> = {
  'zeros as head': async () => zip([[HEAD, await zeros(2_000)]]),
  'zeros as checksums': async () =>
    zip([
      [HEAD, await head()],
      ['SHA256SUMS', await zeros(2_000)],
    ]),
  'zeros as records': async () =>
    zip([
      [HEAD, await head()],
      [PART, await zeros(2_000)],
    ]),
  async 'zeros in 300 parts'() {
    const part = await zeros(16);
    const parts = Array.from({ length: 300 }, (_, at): [string, Packed] => [
      `records/${1e4 + at}.ndjson`,
      part,
    ]);
    return zip([[HEAD, await head()], ...parts]);
  },
  'zip in zip': async () => zip([['a.zip', await pack(await zip([['b.zip', await zeros(500)]]))]]),
  'a million lines': async () =>
    zip([
      [HEAD, await head()],
      [PART, await pack(encode('1\n'.repeat(1_000_000)))],
    ]),
  'nested 10 000 deep': async () =>
    zip([
      [HEAD, await head()],
      [PART, await record(DEEP)],
    ]),
  '__proto__ in records': async () =>
    zip([
      [HEAD, await head()],
      [PART, await record(POLLUTING)],
    ]),
};

const imports: Record<string, () => [name: string, bytes: Bytes]> = {
  'import: a million rows': () => ['a.csv', encode('subject;status\n' + 'Tulostin;uusi\n'.repeat(1_000_001))],
  'import: a million objects': () => ['a.json', encode(`[${'{"a":1},'.repeat(1_000_000)}{}]`)],
  'import: nested 10 000 deep': () => ['a.json', encode(`[{"a":${DEEP}}]`)],
  'import: __proto__': () => ['a.json', encode(`[${POLLUTING}]`)],
};

async function read(bytes: Bytes): Promise<string> {
  try {
    const backup = await openBackup(sourceOf(bytes));
    const said: string[] = [];
    for await (const { docs, damaged } of backup.records())
      said.push(...docs.map(({ _id }) => `read ${_id}`), ...damaged.map(({ reason }) => reason));
    return [...new Set(said)].join(', ');
  } catch (error) {
    return error instanceof BackupError ? error.code : '';
  }
}

function readImport([name, bytes]: [string, Bytes]): string {
  try {
    return `${readSource({ name, bytes }).length} tables`;
  } catch (error) {
    return error instanceof ImportError ? error.code : '';
  }
}

const what = process.argv[2] ?? '';
const makeBackup = backups[what];
const makeImport = imports[what];
const bomb = makeBackup ? await makeBackup() : makeImport?.();
if (!bomb) throw new Error(`no bomb ${what}`);
const started = performance.now();
const said = bomb instanceof Uint8Array ? await read(bomb) : readImport(bomb);
const outcome: BombOutcome = {
  what,
  said,
  seconds: (performance.now() - started) / 1_000,
  megabytes: process.resourceUsage().maxRSS / 1_024,
  polluted: 'polluted' in {} || Object.keys(Object.prototype).length > 0,
};
console.log(JSON.stringify(outcome));
