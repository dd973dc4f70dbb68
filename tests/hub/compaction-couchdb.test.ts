import { join } from 'node:path';
import { readFile } from 'node:fs/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { compact } from '@hub/cli/compact';
import { readOptions } from '@hub/cli/options';
import type { TeamDocument } from '@shared/domain/record/documents';
import { eraseDocument } from '@shared/domain/record/erased';
import { couchMissing, couchTurn, testCouch, TURN_MS } from '../fixtures/couchdb';
import type { TestCouch } from '../fixtures/couchdb';
import { client, customer, LEAD, temporaryFolder, testHub } from './support';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 60_000 });

const NAME = 'Aino Öystilä-Ketonen';

describe.skipIf(couchMissing('compaction of an Apache CouchDB'))('an Apache CouchDB after an erasure', () => {
  let endTurn: () => Promise<void>;
  let couch: TestCouch;
  let user: string;
  beforeAll(async () => {
    endTurn = await couchTurn();
  }, TURN_MS);
  afterAll(() => endTurn());
  beforeEach(() => {
    couch = testCouch();
    user = `liisa-${couch.teamName.slice(-8)}`;
  });
  afterEach(() => couch.clear());

  /** A team with an erased person, of whom a former revision and a leaf tell; gives what reads these. */
  async function erased(compactAfterMs: number) {
    const dataDir = await temporaryFolder();
    const hub = await testHub({ couch: couch.address, dataDir, compactAfterMs });
    const lead = client(hub);
    const team = { teamName: couch.teamName, displayName: 'Liisa', language: 'fi' };
    expect((await lead('POST', '/api/setup', { ...team, ...LEAD, user })).status).toBe(201);
    const doc = customer('1', user, { name: NAME }) as unknown as TeamDocument;
    const path = `/db/${couch.database}/customer:1`;
    const whole = (await lead('PUT', path, doc)).json.rev as string;
    const leaf = { ...doc, _rev: '1-aa' };
    await couch.ask('POST', `/${couch.database}/_bulk_docs`, { docs: [leaf], new_edits: false });
    const { json } = await lead('GET', path);
    const left = await lead('PUT', path, { ...eraseDocument(doc), _rev: json._rev });
    expect(left.status).toBe(201);
    const revs = [whole, '1-aa'];
    const told = () =>
      Promise.all(
        revs.map(async (rev) => {
          const answer = await couch.ask('GET', `/${couch.database}/customer:1?rev=${rev}`, undefined, [404]);
          return JSON.stringify(answer.json).includes(NAME);
        }),
      );
    return { dataDir, told };
  }

  it('is compacted by the administrator, who hears when it is over', async () => {
    const { told } = await erased(3_600_000);
    expect(await told()).toEqual([true, true]);
    const said = vi.spyOn(process.stdout, 'write').mockImplementation(() => true);
    const { root, user: admin, password } = couch.address;
    const address = root.replace('://', `://${admin}:${password}@`);
    expect(await compact(readOptions(['compact', '--couch', address]))).toBe(0);
    const lines = said.mock.calls.join('');
    said.mockRestore();
    expect(await told()).toEqual([false, false]);
    expect(lines).toContain(`Compacted ${couch.database}.`);
    expect(lines).toContain(`Compacted ${couch.database}-files.`);
  });

  it('is compacted by the hub before it, once', async () => {
    const said = vi.spyOn(process.stderr, 'write').mockImplementation(() => true);
    const { dataDir, told } = await erased(200);
    await expect.poll(told, { timeout: 60_000 }).toEqual([false, false]);
    const mark = () => readFile(join(dataDir, 'compaction.json'), 'utf8').catch(() => '');
    await expect.poll(mark, { timeout: 60_000 }).toContain(couch.database);
    said.mockRestore();
  });
});
