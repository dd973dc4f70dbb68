import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { TeamDocument } from '@shared/domain/record/documents';
import { runHere } from '../../../tests/fixtures/run-here';
import { openHub } from '../hub';
import { runImport } from './run-import';
import type { TeamTarget } from './team-target';
import { writePlan } from './write-plan';

const excerpt = fileURLToPath(new URL('../../../tests/fixtures/import/incident-log/', import.meta.url));

// Hubs are opened with passwords at their full cost, on a machine that other suites keep busy.
vi.setConfig({ testTimeout: 60_000 });

let folder = '';
let output = '';

beforeAll(async () => {
  // A space and a letter beyond ASCII: paths of real people have both.
  folder = await mkdtemp(join(tmpdir(), 'import äö '));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function run(...args: string[]): Promise<number> {
  const { code, said } = await runHere(runImport, args);
  output = said;
  return code;
}

describe('npm run import', () => {
  it('shows what would happen and writes nothing, not even a team', async () => {
    const dataDir = join(folder, 'dry');
    expect(await run(excerpt, '--dry-run', '--data-dir', dataDir)).toBe(0);
    expect(output).toContain('There is no team yet');
    expect(output).toMatch(/incident-events +35 +35 +0 +0 +0/);
    expect(output).toContain('incident_state -> ticket.status');
  });

  it('makes the first team, imports, and changes nothing the second time', async () => {
    const dataDir = join(folder, 'first team');
    expect(await run(excerpt, '--data-dir', dataDir)).toBe(0);
    expect(output).toMatch(/user +lead\n +password +\S{16}\n/);
    expect(output).toMatch(/Imported into "Luuri": (\d+) changes \(\1 new, 0 changed\), 0 unchanged/);
    expect(await run(excerpt, '--data-dir', dataDir)).toBe(0);
    expect(output).toMatch(/0 changes \(0 new, 0 changed\), \d+ unchanged/);
    expect(output).not.toContain('password');
  });

  it('uses the hub that runs already, and a lead of it over the network', async () => {
    const dataDir = join(folder, 'running');
    const hub = await openHub({ dataDir, port: 0 });
    try {
      expect(await run(excerpt, '--data-dir', dataDir)).toBe(0);
      const member = { user: 'liisa', displayName: 'Liisa', role: 'lead', password: 'correct horse battery' };
      const added = await fetch(`${hub.url}/api/members`, {
        method: 'POST',
        headers: { authorization: `Bearer ${hub.operatorToken}`, 'content-type': 'application/json' },
        body: JSON.stringify(member),
      });
      expect(added.status).toBe(201);
      const file = join(folder, 'uudet.csv');
      await writeFile(file, 'Otsikko;Tila;Asiakas\nTulostin;Uusi;Rakennus Öy\n;Uusi;Rakennus Öy\n');
      const rejects = join(folder, 'rejects.csv');
      vi.stubEnv('LUURI_PASSWORD', member.password);
      expect(await run(file, '--server', hub.url, '--user', 'liisa', '--rejects', rejects)).toBe(0);
      expect(output).toContain('row 3: The name or subject is missing');
      expect(output).toMatch(/Imported into "luuri": \d+ changes/);
      expect(await readFile(rejects, 'utf8')).toMatch(/^\uFEFFfile,table,row,reason,value\r\n.*uudet\.csv/);
      vi.stubEnv('LUURI_PASSWORD', 'wrong');
      expect(await run(file, '--server', hub.url, '--user', 'liisa')).toBe(1);
      expect(output).toContain('wrong user or password');
    } finally {
      vi.unstubAllEnvs();
      await hub.close();
    }
  });

  it.each([
    [[], 'name at least one file'],
    [['no-such-file.csv'], 'no file no-such-file.csv'],
    [['x.csv', '--profile', 'jira'], '--profile is one of'],
    [['x.csv', '--map', 'a=nothing'], 'no field nothing'],
    [['x.csv', '--server', 'http://x'], '--server needs --user'],
  ])('says what is wrong with %j', async (args, words) => {
    expect(await run(...args)).toBe(2);
    expect(output).toContain(words);
  });

  it('says what is wrong with a file', async () => {
    const file = join(folder, 'picture.csv');
    await writeFile(file, Uint8Array.from([1, 0, 2]));
    expect(await run(file, '--dry-run', '--data-dir', join(folder, 'none'))).toBe(2);
    expect(output).toContain('is not text');
  });
});

describe('writing in batches', () => {
  const docs = Array.from({ length: 25 }, (_, n): TeamDocument => ({
    _id: `ticket:${n}`,
    type: 'ticket',
    v: 1,
    stamps: {},
    subject: `${n}`,
  }));

  function memoryTarget() {
    const stored = new Map<string, TeamDocument & { _rev: string }>();
    const conflicts = new Set(['ticket:3']);
    const target: TeamTarget = {
      name: 'test',
      importedBy: 'liisa',
      read: (ids) =>
        Promise.resolve(
          new Map(
            ids.flatMap((id) => {
              const doc = stored.get(id);
              return doc ? [[id, doc] as const] : [];
            }),
          ),
        ),
      write: (batch) =>
        Promise.resolve(
          batch.map((doc) => {
            if (doc._id === 'ticket:7') return { id: doc._id, error: 'forbidden', reason: 'no' };
            if (conflicts.delete(doc._id)) return { id: doc._id, error: 'conflict' };
            stored.set(doc._id, { ...doc, _rev: '1-a' });
            return { id: doc._id };
          }),
        ),
    };
    return { target, stored };
  }

  it('tries conflicts again, lists what is refused, and counts all', async () => {
    const { target, stored } = memoryTarget();
    const counts = await writePlan(target, docs, { batchSize: 10 });
    expect(counts).toEqual({
      new: 24,
      changed: 0,
      unchanged: 0,
      refused: [{ id: 'ticket:7', reason: 'no' }],
      left: 0,
    });
    expect(stored.get('ticket:3')).toMatchObject({ importedBy: 'liisa' });
  });

  it('stops between batches, and goes on when it is run again', async () => {
    const { target } = memoryTarget();
    let batches = 0;
    const first = await writePlan(target, docs, { batchSize: 10, isStopped: () => (batches += 1) > 1 });
    expect(first).toMatchObject({ left: 15 });
    const second = await writePlan(target, docs, { batchSize: 10 });
    expect(second.unchanged).toBe(first.new);
    expect(second.new + first.new).toBe(24);
  });

  it('writes nothing in a dry run', async () => {
    const { target, stored } = memoryTarget();
    expect(await writePlan(target, docs, { dryRun: true })).toMatchObject({ new: 25, left: 0 });
    expect(stored.size).toBe(0);
  });
});
