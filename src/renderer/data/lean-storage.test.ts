import 'fake-indexeddb/auto';
import { getRxStorageDexie } from 'rxdb/plugins/storage-dexie';
import { afterEach, describe, expect, it } from 'vitest';
import type { RecordRow, TeamDatabase } from './database';
import { openTeamDatabase } from './database';
import { leanStorage } from './lean-storage';
import { withStoredRows } from './stored-row-storage';

const row = (id: string, fields: Partial<RecordRow> = {}): RecordRow => ({
  id,
  doc: { _id: id, type: 'ticket', v: 1, stamps: {} },
  rev: '1-a',
  dirty: 0,
  refusal: null,
  ...fields,
});

let names = 0;
const open: TeamDatabase[] = [];

/** @param window RxDB lets one page open a database once; another window's storage has another name here */
async function openLean(name = `lean-${(names += 1)}`, window = 'dexie'): Promise<TeamDatabase> {
  const storage = { ...withStoredRows(leanStorage()), name: window };
  const database = await openTeamDatabase(name, storage);
  open.push(database);
  return database;
}

afterEach(async () => {
  for (const database of open.splice(0)) await database.close();
});

/** What IndexedDB holds under the tickets' collection. */
async function stored(name: string): Promise<{ rows: Record<string, unknown>[]; indexes: string[] }> {
  const opening = indexedDB.open(`rxdb-dexie-${name}-v1--0--tickets`);
  await new Promise((resolve) => (opening.onsuccess = resolve));
  const store = opening.result.transaction('docs').objectStore('docs');
  const all = store.getAll();
  await new Promise((resolve) => (all.onsuccess = resolve));
  opening.result.close();
  return { rows: all.result as Record<string, unknown>[], indexes: [...store.indexNames] };
}

describe('the lean storage', () => {
  it('keeps an index of what is unsent only, and documents as text', async () => {
    const { tickets } = (await openLean('lean-own')).collections;
    await tickets.bulkInsert([row('ticket:a'), row('ticket:b', { dirty: 1 })]);
    const { rows, indexes } = await stored('lean-own');
    expect(indexes).toEqual(['[_deleted+dirty+id]']);
    expect(rows.map(({ doc, dirty }) => [typeof doc, dirty])).toEqual([
      ['string', undefined],
      ['string', 1],
    ]);
    expect(await tickets.count({ selector: { dirty: 1 } }).exec()).toBe(1);
    expect(await tickets.count().exec()).toBe(2);
    expect((await tickets.find().exec()).map(({ id, dirty }) => [id, dirty])).toEqual([
      ['ticket:a', 0],
      ['ticket:b', 1],
    ]);
  });

  it('opens what an earlier version stored, with all its indexes, and goes on with it', async () => {
    const before = await openTeamDatabase('lean-old', getRxStorageDexie());
    await before.collections.tickets.bulkInsert([row('ticket:a'), row('ticket:b', { dirty: 1 })]);
    await before.collections.local.insert({ id: 'draft:x', value: { text: 'kesken' } });
    await before.close();

    const { tickets, local } = (await openLean('lean-old')).collections;
    expect((await tickets.find().exec()).map((found) => found.toMutableJSON())).toEqual([
      row('ticket:a'),
      row('ticket:b', { dirty: 1 }),
    ]);
    expect((await local.findOne('draft:x').exec())?.toMutableJSON().value).toEqual({ text: 'kesken' });
    const unsent = await tickets.findOne('ticket:b').exec(true);
    await unsent.incrementalPatch({ dirty: 0, rev: '2-b' });
    await tickets.insert(row('ticket:c', { dirty: 1 }));
    const dirty = await tickets.find({ selector: { dirty: 1 } }).exec();
    expect(dirty.map(({ id }) => id)).toEqual(['ticket:c']);
  });

  it('finds by stretches of ids, in order, without what was removed', async () => {
    const { tickets } = (await openLean()).collections;
    await tickets.bulkInsert(['d', 'b', 'a', 'c', 'e'].map((name) => row(name)));
    await (await tickets.findOne('b').exec(true)).remove();
    const ids = async (selector: object, limit?: number) => {
      const query = { selector, sort: [{ id: 'asc' as const }], ...(limit ? { limit } : {}) };
      return (await tickets.find(query).exec()).map(({ id }) => id).join('');
    };
    expect(await ids({})).toBe('acde');
    expect(await ids({ id: { $gt: 'a', $lte: 'd' } })).toBe('cd');
    expect(await ids({ id: { $gte: 'a', $lt: 'd' } })).toBe('ac');
    expect(await ids({ id: { $gte: 'a' } }, 2)).toBe('ac');
    expect(await ids({}, 9)).toBe('acde');
  });

  it('an insert of several, one of them there already, stores the others and says which', async () => {
    const { tickets } = (await openLean()).collections;
    await tickets.insert(row('ticket:a'));
    const { error } = await tickets.bulkInsert([row('ticket:b'), row('ticket:a', { rev: '9-z' })]);
    expect(error.map(({ documentId, status }) => [documentId, status])).toEqual([['ticket:a', 409]]);
    expect((await tickets.findByIds(['ticket:a', 'ticket:b']).exec()).size).toBe(2);
    expect((await tickets.findOne('ticket:a').exec())?.rev).toBe('1-a');
  });

  it('what one window stores is told to another, new rows and changed ones, in their order', async () => {
    const one = (await openLean('lean-two')).collections.tickets;
    const other = (await openLean('lean-two', 'other')).collections.tickets;
    const told: string[] = [];
    const watching = other.eventBulks$.subscribe(({ events }) =>
      told.push(...events.map(({ operation, documentData: { id, rev } }) => `${operation} ${id} ${rev}`)),
    );
    await one.bulkInsert([row('ticket:a'), row('ticket:b')]);
    const [changed] = await one.find({ selector: { id: 'ticket:b' } }).exec();
    await changed?.incrementalPatch({ rev: '2-b' });
    await one.insert(row('ticket:c'));
    await expect.poll(() => told.at(-1)).toBe('INSERT ticket:c 1-a');
    watching.unsubscribe();
    expect(told.map((line) => line.split(' ')[1]).join()).toBe('ticket:a,ticket:b,ticket:b,ticket:c');
    // The rows were read when the news came, so the first news of it may hold the change already.
    expect(told[2]).toBe('UPDATE ticket:b 2-b');
  });

  it('rows that lie among others, and rows that lie alone, are stored as they are', async () => {
    const { tickets } = (await openLean()).collections;
    await tickets.bulkInsert(['b', 'd', 'f'].map((name) => row(name)));
    await tickets.bulkInsert(['c', 'e', 'a'].map((name) => row(name, { rev: '2-b' })));
    await tickets.bulkInsert(['h', 'g'].map((name) => row(name)));
    expect((await tickets.find().exec()).map(({ id, rev }) => id + rev[0]).join(' ')).toBe(
      'a2 b1 c2 d1 e2 f1 g1 h1',
    );
  });

  it('what is inserted is told to who watches', async () => {
    const { tickets } = (await openLean()).collections;
    const told: string[] = [];
    const watching = tickets.eventBulks$.subscribe(({ events }) =>
      told.push(...events.map(({ operation, documentData }) => `${operation} ${documentData.doc._id}`)),
    );
    await tickets.bulkInsert([row('ticket:a'), row('ticket:b')]);
    watching.unsubscribe();
    expect(told).toEqual(['INSERT ticket:a', 'INSERT ticket:b']);
  });
});
