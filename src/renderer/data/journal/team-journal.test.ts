import { getRxStorageMemory } from 'rxdb/plugins/storage-memory';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { TeamDocument } from '@shared/domain/record/documents';
import type { JournalEntry } from '@shared/journal/entries';
import { toLine } from '@shared/journal/lines';
import type { MemoryDisk } from '@shared/journal/testing';
import { memoryDisk, ticketAt } from '@shared/journal/testing';
import type { TeamDatabase } from '../database';
import { openTeamDatabase } from '../database';
import { createReplicaStore } from '../replica-store';
import type { TeamJournal } from './team-journal';
import { openTeamJournal } from './team-journal';

const world = vi.hoisted(() => ({ journal: (_team: string): unknown => null }));
vi.mock('@renderer/platform/platform', () => ({ platform: world }));

const TEAM = 'luuri-tuki';
let disk: MemoryDisk;
let held: Set<string>;
let database: TeamDatabase;
let names = 0;
const journals: TeamJournal[] = [];

beforeEach(async () => {
  disk = memoryDisk();
  held = new Set();
  world.journal = () => disk.disk;
  vi.stubGlobal('navigator', {
    locks: {
      async request(name: string, _options: object, work: (lock: object | null) => Promise<void>) {
        if (held.has(name)) return work(null);
        held.add(name);
        await work({});
        held.delete(name);
      },
      query: () => Promise.resolve({ held: [...held].map((name) => ({ name })) }),
    },
  });
  vi.stubGlobal('localStorage', { getItem: () => null, setItem: () => undefined });
  database = await openTeamDatabase(`team-journal-${(names += 1)}`, getRxStorageMemory());
});
afterEach(async () => {
  for (const journal of journals.splice(0)) await journal.close();
  await database.close();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

async function open(): Promise<TeamJournal> {
  const journal = await openTeamJournal(TEAM, database);
  if (!journal) throw new Error('no journal');
  journals.push(journal);
  return journal;
}

const row = (doc: TeamDocument) => ({ id: doc._id, doc, rev: '', dirty: 1 as const, refusal: null });
const store = (journal: TeamJournal, doc: TeamDocument) =>
  journal.storing([doc], () => database.collections.tickets.insert(row(doc)));
const leave = (window: string, ...entries: JournalEntry[]) =>
  disk.files.set(`${window}.1`, Uint8Array.from(entries.flatMap((entry) => [...toLine(entry)])));
const doc = ticketAt('a', 'Kassa');

/** Closing leaves a file only where something still matters. */
async function leftAfterClosing(journal: TeamJournal): Promise<number> {
  await journal.close();
  return disk.files.size;
}

describe('a window of a team', () => {
  it('lets go of what the server acknowledged, whoever stored that', async () => {
    const journal = await open();
    await store(journal, doc);
    await createReplicaStore(database).update(
      [doc._id],
      (record) => record && { ...record, rev: '1-x', dirty: 0 },
    );
    expect(await leftAfterClosing(journal)).toBe(0);
  });

  it('keeps what became clean with other content', async () => {
    const journal = await open();
    await store(journal, ticketAt('a', 'Kassa sammui', 1));
    await createReplicaStore(database).update(
      [doc._id],
      (record) => record && { ...record, doc, rev: '1-x', dirty: 0 },
    );
    expect(await leftAfterClosing(journal)).toBe(1);
  });

  it.each(['server copy', 'nothing'])('lets go of what was given up for the %s', async (server) => {
    const journal = await open();
    await store(journal, ticketAt('a', 'Kassa sammui', 1));
    const records = createReplicaStore(database);
    const refusal = { reason: 'forbidden' as const, message: 'no', at: '2026-11-21T10:00:00.000Z' };
    await records.update([doc._id], (record) => record && { ...record, refusal });
    const [refused] = await records.read([doc._id]);
    if (!refused) throw new Error('not there');
    await records.giveUp([{ ...refused, at: refusal.at }], (record) =>
      server === 'nothing' ? 'remove' : { ...record, doc, rev: '1-x', dirty: 0, refusal: null },
    );
    expect(await leftAfterClosing(journal)).toBe(0);
  });

  it('takes over the files of windows that do not live, and leaves those of windows that do', async () => {
    leave('dead-window', { kind: 'stored', number: 1, docs: [doc] });
    leave('other-window', { kind: 'stored', number: 1, docs: [ticketAt('b', 'Muu')] });
    held.add(`luuri-journal:${TEAM}:other-window`);
    const journal = await open();
    expect(journal.replayed).toMatchObject({ changes: 1 });
    expect([...disk.files.keys()]).not.toContain('dead-window.1');
    expect([...disk.files.keys()]).toContain('other-window.1');
    expect(await database.collections.tickets.count().exec()).toBe(1);
    expect(await leftAfterClosing(journal)).toBe(2);
  });

  it('names what it could not read', async () => {
    leave('dead-window', { kind: 'stored', number: 1, docs: [doc] }, { kind: 'failed', number: 2 });
    const bytes = disk.files.get('dead-window.1');
    if (bytes) bytes[40] = (bytes[40] ?? 0) ^ 1;
    expect((await open()).replayed.damaged).toEqual([{ file: 'dead-window.1', line: 1 }]);
  });

  it('opens although the database refuses what the journals hold, and keeps them for the next start', async () => {
    vi.spyOn(console, 'error').mockImplementation(() => undefined);
    leave('dead-window', { kind: 'stored', number: 1, docs: [doc] });
    vi.spyOn(database.collections.tickets, 'bulkInsert').mockRejectedValue(new Error('no room'));
    const journal = await open();
    expect(journal.isFailing()).toBe(true);
    expect([...disk.files.keys()]).toContain('dead-window.1');
  });

  it('has no journal where pages have no locks or no place', async () => {
    world.journal = () => null;
    expect(await openTeamJournal(TEAM, database)).toBeNull();
    vi.stubGlobal('navigator', {});
    expect(await openTeamJournal(TEAM, database)).toBeNull();
  });

  it('goes on in the file of one that does not live where the disk has no room for another', async () => {
    const dead = 'dead-window';
    leave(dead, { kind: 'stored', number: 3, docs: [doc] });
    const before = disk.files.get(`${dead}.1`) ?? new Uint8Array();
    const roomy = new Uint8Array(before.length + 4_096);
    roomy.set(before);
    disk.files.set(`${dead}.1`, roomy);
    disk.growth = 0;
    const journal = await open();
    expect(journal.replayed.changes).toBe(1);
    await store(journal, ticketAt('b', 'Tulostin'));
    await journal.flush();
    expect([...held]).toEqual([`luuri-journal:${TEAM}:${dead}`]);
    const entries = disk.lines().flatMap((lines) => lines.entries as JournalEntry[]);
    expect(entries).toMatchObject([
      { number: 3, docs: [{ _id: 'ticket:a' }] },
      { kind: 'stored', docs: [{ _id: 'ticket:b' }] },
    ]);
    expect(journal.isFailing()).toBe(false);
  });
});
