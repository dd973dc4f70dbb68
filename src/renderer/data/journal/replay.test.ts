import { getRxStorageMemory } from 'rxdb/plugins/storage-memory';
import { afterEach, describe, expect, it } from 'vitest';
import { merge } from '@shared/domain/record/merge';
import { isTeamDocument } from '@shared/domain/validation/shape';
import { createTestMachine } from '@shared/domain/record/testing';
import { addEntry, createTicket, editTicket } from '@shared/domain/tickets/ticket-commands';
import type { JournalEntry } from '@shared/journal/entries';
import { toLine } from '@shared/journal/lines';
import { readJournals } from '@shared/journal/read-journal';
import { journalOn, memoryDisk } from '@shared/journal/testing';
import { memoryStorage } from '../../../../tests/fixtures/memory-storage';
import type { TeamDatabase } from '../database';
import { openTeamDatabase } from '../database';
import { createReplicaStore } from '../replica-store';
import { replayJournals } from './replay';

const open: TeamDatabase[] = [];
afterEach(async () => {
  for (const database of open.splice(0)) await database.close();
});

async function openData(): Promise<TeamDatabase> {
  const database = await openTeamDatabase(
    `replay-${open.length}-${Math.trunc(performance.now())}`,
    getRxStorageMemory(),
  );
  open.push(database);
  return database;
}

const journalled = (...entries: JournalEntry[]) =>
  readJournals(
    [{ name: 'dead-window.1', bytes: Uint8Array.from(entries.flatMap((entry) => [...toLine(entry)])) }],
    {
      merge,
      isTeamDocument,
    },
  );
const stored = (...plans: { events: object[]; headers: object[] }[]): JournalEntry[] =>
  plans.map(({ events, headers }, number) => ({
    kind: 'stored',
    number,
    docs: [...events, ...headers] as never,
  }));

/** A ticket that was made, edited and written to; the three plans. */
function work() {
  const machine = createTestMachine('maija', 'K7', '2026-11-21T10:00:00.000Z');
  const plan = (): { events: object[]; headers: object[] } => ({
    events: machine.events.splice(0),
    headers: [...machine.headers.values()],
  });
  const { id } = machine.run(createTicket, { ticketType: 'incident', subject: 'Kassa' });
  const made = plan();
  machine.run(editTicket, { id, values: { priority: 'high' } });
  const edited = plan();
  machine.run(addEntry, { ticketId: id, kind: 'note', body: 'Soitti' });
  return { id, plans: [made, edited, plan()] };
}

async function unsentIn(database: TeamDatabase): Promise<unknown[]> {
  const { records } = await createReplicaStore(database).dirtyBatch(100, null);
  return records.map(({ id, rev, doc }) => ({ id, rev, doc })).toSorted((a, b) => (a.id < b.id ? -1 : 1));
}

describe('replaying', () => {
  it('rebuilds unsent work where the database has nothing, and again changes nothing', async () => {
    const database = await openData();
    const { id, plans } = work();
    const disk = memoryDisk();
    const journal = journalOn(disk.disk);
    const found = journalled(...stored(...plans));
    expect(await replayJournals(database, found, journal, memoryStorage())).toMatchObject({
      changes: 3,
      damaged: [],
    });
    const once = await unsentIn(database);
    expect(once).toHaveLength(4);
    expect(once).toContainEqual(
      expect.objectContaining({ id, rev: '', doc: expect.objectContaining({ priority: 'high' }) }),
    );
    expect(await replayJournals(database, found, journal, memoryStorage())).toMatchObject({ changes: 0 });
    expect(await unsentIn(database)).toEqual(once);
    // Taken over: this window's own journal gives the same again.
    const own = readJournals(
      [...disk.files].map(([name, bytes]) => ({ name, bytes })),
      { merge, isTeamDocument },
    );
    const after = await openData();
    await replayJournals(after, own, journalOn(memoryDisk().disk), memoryStorage());
    expect(await unsentIn(after)).toEqual(once);
  });

  it('leaves alone what the server has, also where it was edited since', async () => {
    const database = await openData();
    const { plans } = work();
    const [made, edited] = plans as [(typeof plans)[0], (typeof plans)[0]];
    const journal = journalOn(memoryDisk().disk);
    await replayJournals(database, journalled(...stored(...plans)), journal, memoryStorage());
    await createReplicaStore(database).update(
      (await unsentIn(database)).map((row) => (row as { id: string }).id),
      (record) => record && { ...record, rev: '3-x', dirty: 0 },
    );
    expect(
      await replayJournals(database, journalled(...stored(made, edited)), journal, memoryStorage()),
    ).toMatchObject({
      changes: 0,
    });
    expect(await unsentIn(database)).toEqual([]);
  });

  it('joins what the database lacks with what it has, and keeps its revision', async () => {
    const database = await openData();
    const { id, plans } = work();
    const [made, edited] = plans as [(typeof plans)[0], (typeof plans)[0]];
    const journal = journalOn(memoryDisk().disk);
    await replayJournals(database, journalled(...stored(made)), journal, memoryStorage());
    await createReplicaStore(database).update(
      [id],
      (record) => record && { ...record, rev: '1-x', dirty: 0 },
    );
    expect(
      await replayJournals(database, journalled(...stored(edited)), journal, memoryStorage()),
    ).toMatchObject({
      changes: 1,
    });
    expect(await unsentIn(database)).toContainEqual(
      expect.objectContaining({ id, rev: '1-x', doc: expect.objectContaining({ priority: 'high' }) }),
    );
  });

  it('does not bring back what a person gave up after the window was killed', async () => {
    const database = await openData();
    const { id, plans } = work();
    const journal = journalOn(memoryDisk().disk);
    const found = journalled(...stored(...plans));
    await replayJournals(database, found, journal, memoryStorage());
    const store = createReplicaStore(database);
    const records = await store.read((await unsentIn(database)).map((row) => (row as { id: string }).id));
    await store.giveUp(
      records.map((record) => ({ ...record, at: '2026-11-21T11:00:00.000Z' })),
      () => 'remove',
    );
    expect(await replayJournals(database, found, journal, memoryStorage())).toMatchObject({ changes: 0 });
    expect(await store.read([id])).toEqual([]);
  });
});

describe('replaying texts', () => {
  const kept = (key: string, text: string, at: number): JournalEntry => ({ kind: 'kept', key, text, at });
  const draftIn = async (database: TeamDatabase, key: string) =>
    (await database.collections.local.findOne(`draft:${key}`).exec())?.value;
  const LATER = Date.now() + 60_000;

  it('puts back a draft that is missing or older, and not one that is newer or became a record', async () => {
    const database = await openData();
    const { local } = database.collections;
    await local.bulkInsert([
      { id: 'draft:older', value: 'Soit' },
      { id: 'draft:newer', value: 'Soitti uudestaan' },
      { id: 'draft:sent', value: 'Soitti' },
      { id: 'draft:again', value: 'Soitti' },
    ]);
    const disk = memoryDisk();
    const journal = journalOn(disk.disk);
    const settles = { key: 'draft:sent', text: 'Soitti', at: 6 };
    const found = journalled(
      kept('draft:missing', 'Kesken', 5),
      kept('draft:older', 'Soitti', LATER),
      kept('draft:newer', 'Soitti', 5),
      kept('draft:sent', 'Soitti', 5),
      { kind: 'stored', number: 1, docs: [], settles },
      { kind: 'stored', number: 2, docs: [], settles: { ...settles, key: 'draft:again' } },
      kept('draft:again', 'Soitti', 7),
    );
    expect(await replayJournals(database, found, journal, memoryStorage())).toMatchObject({ drafts: 1 });
    expect(await draftIn(database, 'missing')).toBe('Kesken');
    expect(await draftIn(database, 'older')).toBe('Soitti');
    expect(await draftIn(database, 'newer')).toBe('Soitti uudestaan');
    expect(await draftIn(database, 'sent')).toBe('');
    expect(await draftIn(database, 'again')).toBe('Soitti');
    // All that is not empty is in this window's journal now.
    await journal.flush();
    const texts = disk
      .lines()
      .flatMap(({ entries }) => (entries as { text?: string }[]).map(({ text }) => text));
    expect(texts.toSorted()).toEqual(['Kesken', 'Soitti', 'Soitti', 'Soitti uudestaan']);
  });

  it('takes the text that was typed last, although the one before it was written to the database later', async () => {
    const database = await openData();
    const { local } = database.collections;
    await local.bulkInsert([
      { id: 'draft:typed before', value: 'Soit', at: 5 },
      { id: 'draft:in the same moment', value: 'Soit', at: 6 },
      { id: 'draft:typed after', value: 'Soitti uudestaan', at: 7 },
    ]);
    const keys = ['typed before', 'in the same moment', 'typed after'];
    const found = journalled(...keys.map((key) => kept(`draft:${key}`, 'Soitti', 6)));
    await replayJournals(database, found, journalOn(memoryDisk().disk), memoryStorage());
    expect(await Promise.all(keys.map((key) => draftIn(database, key)))).toEqual([
      'Soitti',
      'Soitti',
      'Soitti uudestaan',
    ]);
  });

  it('raises a ticket counter that the disk did not get, and never lowers one', async () => {
    const database = await openData();
    const items = new Map([['luuri.ticketCounter.K8', '9']]);
    const found = journalled(
      kept('luuri.ticketCounter.K7', '12', 5),
      kept('luuri.ticketCounter.K8', '7', 5),
      kept('luuri.callNotes.luuri-tuki.call:1', '{"text":"a","at":5}', 5),
    );
    await replayJournals(database, found, journalOn(memoryDisk().disk), memoryStorage(items));
    expect(Object.fromEntries(items)).toEqual({
      'luuri.ticketCounter.K7': '12',
      'luuri.ticketCounter.K8': '9',
      'luuri.callNotes.luuri-tuki.call:1': '{"text":"a","at":5}',
    });
  });
});
