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

async function openLean(name = `lean-${(names += 1)}`): Promise<TeamDatabase> {
  const database = await openTeamDatabase(name, withStoredRows(leanStorage()));
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
