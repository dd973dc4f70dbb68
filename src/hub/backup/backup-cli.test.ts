import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { contentIdOf } from '@shared/domain/files/file';
import { canonicalJson } from '@shared/lib/canonical-json';
import { createHybridClock } from '@shared/lib/hybrid-clock';
import { runHere } from '../../../tests/fixtures/run-here';
import { withOperator } from '../cli/operator-client';
import type { Ask } from '../cli/operator-client';
import { runCli } from '../cli/run-cli';
import { openHub } from '../hub';
import type { Hub } from '../hub';

// Hubs are opened with passwords at their full cost, on a machine that other suites keep busy.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const DB = '/db/luuri-rakennus-oy';
const FILE = '01JCZ8Z0000000000000000001';
const CONTENT_ID = contentIdOf(FILE, 'maija');
const clock = createHybridClock(() => Date.parse('2026-11-22T09:01:00.000Z'), 'K7ab');
const content = Buffer.from('%PDF- not really');
const HEADER = { v: 1, stamps: {}, createdAt: '2026-11-22T09:00:00.000Z', createdBy: 'maija' };

const hubs: Hub[] = [];
let folder = '';
let output = '';
let saved = '';

const ticket = (id: string, more: Record<string, unknown> = {}) => ({
  ...{ _id: `ticket:${id}`, type: 'ticket', ...HEADER, archived: false, tags: [], number: `K7-${id}` },
  ...{ ticketType: 'support', status: 'new', priority: 'low', subject: `Tulostin ${id} äö`, ...more },
});

const fileAdded = {
  ...{ _id: `event:${FILE}`, type: 'event', v: 1, kind: 'fileAdded', about: 'ticket:1', author: 'maija' },
  ...{ at: clock.next(), occurredAt: '2026-11-22T09:01:00.000Z', device: 'K7' },
  data: {
    ...{ fileId: FILE, name: 'lasku.pdf', size: content.length, mediaType: '' },
    sha256: createHash('sha256').update(content).digest('hex'),
  },
};

async function run(...args: string[]): Promise<number> {
  const { code, said } = await runHere(runCli, args);
  output = said;
  return code;
}

const dataDir = (name: string) => join(folder, name);
const operate = <T>(name: string, work: (ask: Ask) => Promise<T>) => {
  let result: T | undefined;
  return withOperator({ dataDir: dataDir(name) }, async (ask) => {
    result = await work(ask);
  }).then(() => result as T);
};

/** Everything a team has but what belongs to its server, in one order. */
async function allOf(ask: Ask, database: string): Promise<string[]> {
  const path = `${database}/_all_docs?include_docs=true`;
  const { rows } = (await ask('GET', path)) as { rows: { doc: Record<string, unknown> }[] };
  return rows
    .map(({ doc: { _rev, ...doc } }) => canonicalJson(database === DB ? doc : { ...doc, _rev }))
    .filter((text) => !/"_id":"(team:epoch|_design)/.test(text));
}

beforeAll(async () => {
  // A space and a letter beyond ASCII: paths of real people have both.
  folder = await mkdtemp(join(tmpdir(), 'backup äö '));
  saved = join(folder, 'varmuuskopio 1.zip');
  // The command line works with a hub that runs, which saves opening one each time.
  for (const name of ['source', 'empty', 'other'])
    hubs.push(await openHub({ dataDir: dataDir(name), port: 0 }));
  await operate('source', async (ask) => {
    const account = { user: 'maija', displayName: 'Maija', password: 'oikea hevonen paristo' };
    await ask('POST', '/api/setup', { teamName: 'Rakennus Öy', language: 'fi', ...account });
    const docs = [...Array.from({ length: 40 }, (_, index) => ticket(String(index))), fileAdded];
    await ask('POST', `${DB}/_bulk_docs`, { docs });
    const { stamps: _, ...facts } = HEADER;
    const file = { _id: CONTENT_ID, type: 'file', ...facts, size: content.length };
    const attachment = { content_type: 'application/octet-stream', data: content.toString('base64') };
    await ask('PUT', `${DB}-files/${encodeURIComponent(CONTENT_ID)}`, {
      ...file,
      _attachments: { content: attachment },
    });
  });
  if ((await run('backup', saved, '--data-dir', dataDir('source'))) !== 0) throw new Error(output);
});
afterAll(async () => {
  for (const hub of hubs) await hub.close();
  await rm(folder, { recursive: true, force: true });
});

describe('hub backup', () => {
  it('says what is in it and where it is', () => {
    expect(output).toContain('Backed up "Rakennus Öy"');
    expect(output).toContain('40 tickets');
    expect(output).toContain('1 files');
    expect(output).toContain(saved);
  });

  it('holds no account and no password', async () => {
    expect((await readFile(saved)).toString('latin1')).not.toMatch(/scrypt|password|salt/);
  });

  it('of a hub without a team fails in words', async () => {
    expect(await run('backup', join(folder, 'x.zip'), '--data-dir', dataDir('empty'))).toBe(1);
    expect(output).toContain('no team');
  });
});

describe('hub restore', () => {
  it('onto an empty hub makes it equal, files too', async () => {
    expect(await run('restore', saved, '--data-dir', dataDir('empty'), '--dry-run')).toBe(0);
    expect(output).toContain('There is no team here yet');
    expect(await run('restore', saved, '--data-dir', dataDir('empty'))).toBe(0);
    expect(output).toMatch(/user +lead\n +password +\S{16}\n/);
    expect(output).toContain('members add maija --name "Maija" --role lead');
    for (const database of [DB, `${DB}-files`]) {
      const there = (await operate('empty', (ask) => allOf(ask, database))).filter(
        (doc) => !doc.includes('"_id":"agent:lead"'),
      );
      expect(there).toEqual(await operate('source', (ask) => allOf(ask, database)));
    }
    const query = `${DB}-files/_bulk_get?attachments=true`;
    const answer = await operate('empty', (ask) => ask('POST', query, { docs: [{ id: CONTENT_ID }] }));
    expect(JSON.stringify(answer)).toContain(content.toString('base64'));
    expect(await run('restore', saved, '--data-dir', dataDir('empty'))).toBe(0);
    expect(output).toContain('0 new, 0 changed');
    expect(output).toContain('Files: 0 new, 1 here already');
  });

  it('leaves what is newer, brings back what is missing, and deletes nothing', async () => {
    await operate('empty', async (ask) => {
      const { rows } = (await ask('POST', `${DB}/_all_docs?include_docs=true`, {
        keys: ['ticket:1', 'ticket:2'],
      })) as { rows: { doc: { _id: string; _rev: string } }[] };
      const [first, second] = rows.map(({ doc }) => doc);
      const newer = { ...first, subject: 'Uudempi', stamps: { subject: clock.next() } };
      await ask('POST', `${DB}/_bulk_docs`, { docs: [newer, { ...second, _deleted: true }, ticket('own')] });
    });
    expect(await run('restore', saved, '--data-dir', dataDir('empty'), '--dry-run')).toBe(0);
    expect(output).toMatch(/Dry run: 1 new, 0 changed, \d+ the same/);
    expect(await run('restore', saved, '--data-dir', dataDir('empty'))).toBe(0);
    const all = (await operate('empty', (ask) => allOf(ask, DB))).join('\n');
    expect(all).toContain('Uudempi');
    expect(all).toContain('"_id":"ticket:2"');
    expect(all).toContain('"_id":"ticket:own"');
  });

  it('does not mix teams', async () => {
    await operate('other', (ask) =>
      ask('POST', '/api/setup', {
        ...{
          teamName: 'Toinen',
          displayName: 'A',
          user: 'a.b',
          password: 'oikea hevonen paristo',
          language: 'fi',
        },
      }),
    );
    expect(await run('restore', saved, '--data-dir', dataDir('other'))).toBe(1);
    expect(output).toContain('serves luuri-toinen, the backup is of luuri-rakennus-oy');
  });

  it('names what is damaged, restores the rest, and says so in its exit code', async () => {
    const bytes = await readFile(saved);
    const at = bytes.indexOf(content);
    bytes[at] = 0;
    const broken = join(folder, 'broken.zip');
    await writeFile(broken, bytes);
    expect(await run('restore', broken, '--data-dir', dataDir('empty'))).toBe(1);
    expect(output).toContain(`damaged files/${FILE}/lasku.pdf (fileChanged)`);
    expect(output).toMatch(/0 new, 0 changed, \d+ the same/);
  });

  it('refuses what is no backup, in words', async () => {
    const other = join(folder, 'other.zip');
    await writeFile(other, 'hello');
    expect(await run('restore', other, '--data-dir', dataDir('empty'))).toBe(1);
    expect(output).toContain('is no backup of Luuri');
    expect(await run('restore', '--data-dir', dataDir('empty'))).toBe(2);
  });
});
