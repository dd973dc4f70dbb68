import { describe, expect, it } from 'vitest';
import { crc32 } from '@shared/lib/crc32';
import type { TeamDocument } from '@shared/domain/record/documents';
import { joinBytes } from '@shared/lib/bytes';
import { deflate } from './codec';
import { isTooDeep } from '@shared/lib/json-depth';
import { openBackup } from './read-backup';
import { restoreStep } from './restore-step';
import { backupOf, sourceOf } from './testing';
import { DEFLATED } from './zip-format';
import { createZipWriter } from './zip-writer';

type Members = Record<string, string | Uint8Array<ArrayBuffer>>;

async function zipOf(members: Members): Promise<Uint8Array<ArrayBuffer>> {
  const pieces: Uint8Array[] = [];
  const write = (bytes: Uint8Array) => Promise.resolve(void pieces.push(bytes));
  const zip = createZipWriter({ write }, new Date(0));
  for (const [name, given] of Object.entries(members)) {
    const bytes = typeof given === 'string' ? new TextEncoder().encode(given) : given;
    await zip.add({ name, method: DEFLATED, crc: crc32(bytes), size: bytes.length }, await deflate(bytes));
  }
  await zip.end();
  return joinBytes(pieces);
}

const head = JSON.stringify({
  ...{ format: 'luuri-backup', version: 1, database: 'luuri-testi', teamName: 'Testi' },
  ...{ createdAt: '2026-11-22T10:00:00.000Z', createdBy: 'maija', app: '0.1.0', scope: 'everything' },
  ...{ records: 1, types: { ticket: 1 }, files: 0, filesMissing: 0 },
});
const record = 'ticket:01JCZ8Z0000000000000000001';
const line = (more: string) =>
  `{"_id":"${record}","type":"ticket","v":1,"stamps":{},"createdAt":"a","createdBy":"b","number":"1","ticketType":"s",` +
  `"subject":"s","status":"new","priority":"low","tags":[],"x":${more}}\n`;

async function readAll(bytes: Uint8Array<ArrayBuffer>) {
  const backup = await openBackup(sourceOf(bytes));
  const docs: TeamDocument[] = [];
  const damaged: unknown[] = [];
  for await (const batch of backup.records()) {
    docs.push(...batch.docs);
    damaged.push(...batch.damaged);
  }
  for await (const file of backup.files()) if ('reason' in file) damaged.push(file);
  return { docs, damaged };
}

describe('a file that is no backup', () => {
  it.each([
    ['empty', new Uint8Array()],
    ['text', new TextEncoder().encode('hello')],
    ['only a mark', new TextEncoder().encode('PK\u0005\u0006')],
  ])('is refused by name: %s', async (_, bytes) => {
    await expect(readAll(bytes)).rejects.toMatchObject({ code: 'notABackup' });
  });

  it('a zip of something else', async () => {
    await expect(readAll(await zipOf({ 'a.txt': 'a' }))).rejects.toMatchObject({ code: 'notABackup' });
  });

  it('a zip in a zip in a zip', async () => {
    const inner = await zipOf({ 'a.zip': await zipOf({ 'b.txt': 'b'.repeat(1_000_000) }) });
    await expect(readAll(await zipOf({ 'c.zip': inner }))).rejects.toMatchObject({ code: 'notABackup' });
  });

  it('a head of another shape', async () => {
    const bytes = await zipOf({ 'luuri-backup.json': '{"format":"other"}' });
    await expect(readAll(bytes)).rejects.toMatchObject({ code: 'notABackup' });
  });

  it('one of a newer version', async () => {
    const bytes = await zipOf({ 'luuri-backup.json': '{"format":"luuri-backup","version":2,"what":[]}' });
    await expect(readAll(bytes)).rejects.toMatchObject({ code: 'newerVersion' });
  });
});

describe('what unpacks to more than it may', () => {
  const zeros = new Uint8Array(24 * 1024 * 1024);
  it.each(['luuri-backup.json', 'SHA256SUMS', 'records/00001.ndjson', 'records/00001.index'])(
    'ends reading: %s',
    async (name) => {
      const members = { 'luuri-backup.json': head, 'records/00001.ndjson': line('1'), [name]: zeros };
      await expect(readAll(await zipOf(members))).rejects.toMatchObject({ code: 'tooLarge' });
    },
  );

  it('many lines with nothing on them', async () => {
    const bytes = await zipOf({ 'luuri-backup.json': head, 'records/00001.ndjson': '1\n'.repeat(1_000_000) });
    await expect(readAll(bytes)).rejects.toMatchObject({ code: 'tooLarge' });
  });
});

describe('records made to harm', () => {
  it('lists 10 000 deep are named and left out', async () => {
    const deep = '['.repeat(10_000) + ']'.repeat(10_000);
    const bytes = await zipOf({ 'luuri-backup.json': head, 'records/00001.ndjson': line(deep) });
    const { docs, damaged } = await readAll(bytes);
    expect(docs).toEqual([]);
    expect(damaged).toEqual([{ name: 'records/00001.ndjson:1', reason: 'tooDeep' }]);
  });

  it('a head 10 000 deep is no head', async () => {
    const bytes = await zipOf({ 'luuri-backup.json': '{"a":'.repeat(10_000) });
    await expect(readAll(bytes)).rejects.toMatchObject({ code: 'notABackup' });
  });

  it('brackets in texts are no depth', () => {
    expect(isTooDeep(JSON.stringify({ body: '[['.repeat(500), quote: '\\"[[[' }), 2)).toBe(false);
    expect(isTooDeep('[[[1]]]', 2)).toBe(true);
  });

  it('__proto__ and constructor are fields like others', async () => {
    const bytes = await zipOf({
      'luuri-backup.json': head,
      'records/00001.ndjson': line('{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}'),
    });
    const { docs } = await readAll(bytes);
    const [doc] = docs;
    if (!doc) throw new Error('not read');
    const step = restoreStep(doc, { ...doc, stamps: {}, x: {}, __proto__: { polluted: 1 } } as TeamDocument);
    expect(step.verdict).not.toBe('new');
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
    expect(Object.keys(Object.prototype)).toEqual([]);
    expect(JSON.stringify(doc['x'])).toContain('"__proto__":{"polluted":1}');
  });

  it('lines that are no records are named, the others read', async () => {
    const text = `${line('1')}{"_id":"ticket:2","type":"ticket"}\nnot json\n`;
    const bytes = await zipOf({ 'luuri-backup.json': head, 'records/00001.ndjson': text });
    const { docs, damaged } = await readAll(bytes);
    expect(docs.map(({ _id }) => _id)).toEqual([record]);
    expect(damaged).toEqual([
      { name: 'ticket:2', reason: 'notARecord' },
      { name: 'records/00001.ndjson:3', reason: 'notJson' },
    ]);
  });

  it('a path out of the backup names no file', async () => {
    const facts = {
      fileId: '01JCZ8Z0000000000000000001',
      rev: `1-${'a'.repeat(32)}`,
      createdAt: 'a',
      createdBy: 'b',
    };
    const bytes = await zipOf({
      'luuri-backup.json': head,
      'contents/00001.ndjson': `${JSON.stringify({ ...facts, size: 1, path: '../../etc/passwd' })}\n`,
    });
    expect((await readAll(bytes)).damaged).toEqual([{ name: facts.fileId, reason: 'notARecord' }]);
  });

  it('nothing is left of an empty backup but its head', async () => {
    expect(await readAll(await backupOf([]))).toEqual({ docs: [], damaged: [] });
  });
});
