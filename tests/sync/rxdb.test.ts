import 'fake-indexeddb/auto';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { collectionFor, openTeamDatabase, type TeamDatabase } from '@renderer/data/database';
import { leanStorage } from '@renderer/data/lean-storage';
import { createReplicaStore } from '@renderer/data/replica-store';
import { withStoredRows } from '@renderer/data/stored-row-storage';
import { createSyncEngine } from '@shared/couchdb-sync/engine';
import type { TeamDocument } from '@shared/domain/record/documents';
import { merge } from '@shared/domain/record/merge';
import { isTeamDocument } from '@shared/domain/validation/shape';
import type { SyncEngine } from '@shared/couchdb-sync/config';
import { note, ticket } from './support/client';
import { FakeCouch } from './support/fake-couch';
import { burst, to } from './support/faults';
import { openHttpCouch, type HttpCouch } from './support/http-couch';
import { eventually, realTimers } from './support/machine';

let couch: FakeCouch;
let server: HttpCouch;
let database: TeamDatabase;
let engine: SyncEngine;
let opened = 0;

beforeEach(async () => {
  couch = new FakeCouch();
  server = await openHttpCouch(couch);
  database = await openTeamDatabase(`luuri-rxdb-${(opened += 1)}`, withStoredRows(leanStorage()));
  engine = createEngine();
});

afterEach(async () => {
  await engine.stop();
  await database.close();
  await server.close();
});

function createEngine(): SyncEngine {
  return createSyncEngine({
    baseUrl: server.url,
    fetch: (url, request) => fetch(url, request as RequestInit),
    store: createReplicaStore(database),
    merge,
    isTeamDocument,
    clock: Date.now,
    timers: realTimers,
    random: Math.random,
    onStatus: () => {},
    options: { pageSize: 100, pushDelayMs: 5, backoff: { firstMs: 20, maxMs: 100 }, heartbeatMs: 500 },
  });
}

const isQuiet = () => engine.status().phase === 'live' && engine.status().unsent === 0;

async function records(): Promise<Map<string, TeamDocument>> {
  const { local: _local, ...families } = database.collections;
  const rows = await Promise.all(Object.values(families).map((collection) => collection.find().exec()));
  return new Map(rows.flat().map((row) => [row.id, row.toMutableJSON().doc]));
}

/** As the command runner writes a header that exists: joined with what is stored by now. */
async function edit(id: string, fields: Record<string, unknown>, stamp: string): Promise<void> {
  const row = await collectionFor(database, id).findOne(id).exec(true);
  const stamps = Object.fromEntries(Object.keys(fields).map((field) => [field, stamp]));
  await row.incrementalModify((current) => ({
    ...current,
    doc: { ...current.doc, ...fields, stamps: { ...(current.doc['stamps'] as object), ...stamps } },
    dirty: 1,
    refusal: null,
  }));
}

it('2.4, 2.5 fills a database on IndexedDB, in spite of a restart in the middle', async () => {
  for (let index = 0; index < 450; index += 1) couch.put(ticket(`ticket:${index}`));
  for (let index = 0; index < 450; index += 1) couch.put(note(`n${index}`, `ticket:${index}`));
  couch.put({ ...ticket('gizmo:1'), type: 'gizmo', stamps: { 'tags.__vip': 'a' } });
  engine.start();
  await eventually('half of it', () => (engine.status().progress?.done ?? 0) > 300);
  await engine.stop();
  engine = createEngine();
  engine.start();
  await eventually('quiet', isQuiet);
  expect(await records()).toEqual(couch.teamDocs());
  const { lastVerifiedAt } = engine.status();
  expect(lastVerifiedAt).not.toBeNull();
});

it('3.3 edits and arrivals of the same records at once: none is lost', async () => {
  for (let index = 0; index < 10; index += 1) couch.put(ticket(`ticket:${index}`));
  engine.start();
  await eventually('quiet', isQuiet);
  for (let round = 0; round < 10; round += 1) {
    const stamp = `00000000${round}-000`;
    if (round % 3 === 1) server.faults = burst(2, to('/_bulk_docs'), { kind: 'answerLost' });
    for (let index = 0; index < 10; index += 1) {
      const id = `ticket:${index}`;
      const theirs = couch.get(id) as ReturnType<typeof ticket>;
      const stamps = { ...theirs.stamps, priority: `${stamp}-b` };
      couch.put({ ...theirs, priority: `p${round}`, stamps });
      await edit(id, { subject: `s${round}` }, `${stamp}-a`);
    }
  }
  await eventually('quiet', isQuiet);
  await eventually('all merged', () =>
    [...couch.teamDocs().values()].every((doc) => doc['subject'] === 's9'),
  );
  expect(await records()).toEqual(couch.teamDocs());
  for (const doc of couch.teamDocs().values()) expect(doc).toMatchObject({ subject: 's9', priority: 'p9' });
});

it('3.5, 9.1 refusals are stored with the record and counted', async () => {
  couch.put(ticket('ticket:1'));
  couch.put(ticket('ticket:2'));
  engine.start();
  await eventually('quiet', isQuiet);
  couch.validate = (doc) => (doc['subject'] === 'ei' ? { error: 'forbidden', reason: 'no' } : null);
  await edit('ticket:1', { subject: 'ei' }, '000000001-000-a');
  await edit('ticket:2', { subject: 'kyllä' }, '000000001-000-a');
  await eventually('refused', () => engine.status().needsAttention === 1 && engine.status().unsent === 1);
  await engine.stop();
  engine = createEngine();
  engine.start();
  await eventually(
    'still refused',
    () => engine.status().needsAttention === 1 && engine.status().phase === 'live',
  );
  await edit('ticket:1', { subject: 'joo' }, '000000002-000-a');
  await eventually('quiet', isQuiet);
  expect(engine.status().needsAttention).toBe(0);
  expect(couch.get('ticket:1')).toMatchObject({ subject: 'joo' });
});
