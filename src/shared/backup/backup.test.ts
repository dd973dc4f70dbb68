import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { TeamDocument } from '@shared/domain/record/documents';
import { crc32 } from '@shared/lib/crc32';
import { createHybridClock } from '@shared/lib/hybrid-clock';
import { seededRandom } from '@shared/lib/seeded-random';
import { joinBytes } from '@shared/lib/bytes';
import { inflate } from './codec';
import type { Backup, Damaged } from './read-backup';
import { openBackup } from './read-backup';
import { backupOf, sourceOf } from './testing';
import type { BackupFile } from './write-backup';
import { STORED } from './zip-format';
import { readDirectory, readPacked } from './zip-reader';
import { createZipWriter } from './zip-writer';

const FILE = '01JCZ8Z0000000000000000001';

function ticket(number: number): TeamDocument {
  const id = `01JCZ8Z000000000000000${String(number).padStart(4, '0')}`;
  return {
    ...{ _id: `ticket:${id}`, type: 'ticket', v: 1, stamps: {}, archived: false, tags: [] },
    ...{ createdAt: '2026-11-22T09:00:00.000Z', createdBy: 'maija', number: `K7-${number}` },
    ...{
      ticketType: 'support',
      status: 'new',
      priority: 'medium',
      subject: `Tulostin ${number} ei toimi 😀`,
    },
  };
}

const content = new TextEncoder().encode('%PDF- not really');
const fileAdded: TeamDocument = {
  ...{ _id: `event:${FILE}`, type: 'event', v: 1, kind: 'fileAdded', about: ticket(1)._id },
  ...{
    at: createHybridClock(() => 0, 'K7ab').next(),
    occurredAt: '2026-11-22T09:01:00.000Z',
    author: 'maija',
    device: 'K7',
  },
  data: {
    ...{ fileId: FILE, name: 'lasku äö.pdf', size: content.length, mediaType: 'application/pdf' },
    sha256: createHash('sha256').update(content).digest('hex'),
  },
};
const file: BackupFile = {
  fileId: FILE,
  rev: `1-${'a'.repeat(32)}`,
  createdAt: '2026-11-22T09:01:00.000Z',
  createdBy: 'maija',
  content,
};
const docs = [...Array.from({ length: 2_500 }, (_, index) => ticket(index)), fileAdded];

interface Read {
  docs: TeamDocument[];
  files: BackupFile[];
  damaged: Damaged[];
  repaired: string[];
  head: Backup['head'];
}

async function read(bytes: Uint8Array<ArrayBuffer>): Promise<Read> {
  const backup = await openBackup(sourceOf(bytes));
  const all: Read = { docs: [], files: [], damaged: [], repaired: backup.repaired, head: backup.head };
  for await (const batch of backup.records()) {
    all.docs.push(...batch.docs);
    all.damaged.push(...batch.damaged);
  }
  for await (const each of backup.files()) {
    if ('reason' in each) all.damaged.push(each);
    else all.files.push(each);
  }
  return all;
}

const whole = await backupOf(docs, [file]);
const members = (await readDirectory(sourceOf(whole))) ?? [];
const member = (name: string) => {
  const found = members.find((each) => each.name === name);
  if (!found) throw new Error(`no ${name}`);
  return found;
};

function flipped(bytes: Uint8Array<ArrayBuffer>, ...places: number[]): Uint8Array<ArrayBuffer> {
  const copy = bytes.slice();
  for (const at of places) copy[at] = (copy[at] ?? 0) ^ 0x10;
  return copy;
}

/** The middle of the packed bytes of a member. */
const middleOf = (name: string) =>
  member(name).offset + 30 + Buffer.byteLength(name) + (member(name).packed >> 1);

describe('a backup', () => {
  it('gives back what was put in, to the byte', async () => {
    const all = await read(whole);
    expect(all.damaged).toEqual([]);
    expect(all.repaired).toEqual([]);
    expect(JSON.stringify(all.docs)).toBe(JSON.stringify(docs));
    expect(all.files).toEqual([file]);
    expect(all.head).toMatchObject({
      records: 2_501,
      types: { ticket: 2_500, event: 1 },
      files: 1,
      filesMissing: 0,
    });
  });

  it('is compressed, in parts, with each file under its own name', () => {
    expect(whole.length).toBeLessThan(JSON.stringify(docs).length / 3);
    expect(members.map(({ name }) => name)).toEqual([
      'README.txt',
      ...['records/00001.ndjson', 'records/00001.index', 'records/00002.ndjson', 'records/00002.index'],
      `files/${FILE}/lasku äö.pdf`,
      ...['contents/00001.ndjson', 'contents/00001.index', 'luuri-backup.json', 'parity/00001.xor'],
      ...['SHA256SUMS', 'SHA256SUMS.copy'],
    ]);
  });

  it('says which files were not there', async () => {
    expect((await read(await backupOf(docs))).head).toMatchObject({ files: 0, filesMissing: 1 });
  });

  it('ends between two parts when it is told to', async () => {
    const signal = AbortSignal.abort(new Error('enough'));
    await expect(backupOf(docs, [], { signal })).rejects.toThrow('enough');
  });
});

describe('one damaged bit', () => {
  it.each(['records/00002.ndjson', 'records/00001.index', 'luuri-backup.json', 'contents/00001.ndjson'])(
    'in %s is named and mended',
    async (name) => {
      const all = await read(flipped(whole, middleOf(name)));
      expect(all.repaired).toEqual([name]);
      expect(all.damaged).toEqual([]);
      expect(all.docs).toEqual(docs);
      expect(all.files).toEqual([file]);
    },
  );

  it('in the content of a file costs that file, by name', async () => {
    const name = `files/${FILE}/lasku äö.pdf`;
    const all = await read(flipped(whole, middleOf(name)));
    expect(all.damaged).toEqual([{ name, reason: 'fileChanged' }]);
    expect(all.docs).toEqual(docs);
  });

  it('anywhere costs no record', async () => {
    const random = seededRandom(8);
    for (let round = 0; round < 16; round += 1) {
      // Every second one where names, sizes and places stand.
      const directory = whole.length - 2_200;
      const at =
        round % 2 === 0 ? Math.floor(random() * whole.length) : directory + Math.floor(random() * 2_200);
      const all = await read(flipped(whole, at));
      expect(all.docs, `bit at ${at}`).toHaveLength(docs.length);
    }
  });

  it('in each of two parts costs the records it touches, by name, and no others', async () => {
    const [one, two] = ['records/00001.ndjson', 'records/00002.ndjson'] as const;
    const all = await read(flipped(whole, middleOf(one), middleOf(two)));
    const lost = new Set(all.damaged.map(({ name }) => name));
    expect(lost.size).toBeGreaterThan(0);
    expect([...all.docs.map(({ _id }) => _id), ...lost].sort()).toEqual(docs.map(({ _id }) => _id).sort());
  });
});

describe('a damaged directory', () => {
  it('is done without', async () => {
    const noEnd = whole.slice(0, whole.length - 500);
    const all = await read(noEnd);
    expect(all.docs).toEqual(docs);
    expect(all.files).toEqual([file]);
  });

  it('a backup that was cut off gives what it holds', async () => {
    const { offset } = member('luuri-backup.json');
    await expect(read(whole.slice(0, offset))).rejects.toThrow('notABackup');
  });
});

describe('a record that somebody changed', () => {
  it('is named, the rest is restored', async () => {
    const pieces: Uint8Array[] = [];
    const write = (bytes: Uint8Array) => Promise.resolve(void pieces.push(bytes));
    const zip = createZipWriter({ write }, new Date(0));
    // Unpacked and packed again by another program, which brings no parity along.
    for (const each of members.filter(({ name }) => !name.startsWith('parity/'))) {
      const packed = (await readPacked(sourceOf(whole), each)) ?? new Uint8Array();
      const { bytes } = each.method === STORED ? { bytes: packed } : await inflate(packed, 1e7);
      const text = new TextDecoder().decode(bytes).replace('Tulostin 7 ei toimi', 'Tulostin 7 toimii');
      const changed = each.name.startsWith('records/') ? new TextEncoder().encode(text) : bytes;
      const { name } = each;
      await zip.add({ name, method: STORED, crc: crc32(changed), size: changed.length }, changed);
    }
    await zip.end();
    const all = await read(joinBytes(pieces));
    expect(all.damaged).toEqual([{ name: docs[7]?._id, reason: 'changed' }]);
    expect(all.docs).toEqual(docs.filter((_, index) => index !== 7));
    expect(all.files).toEqual([file]);
  });
});
