import type { RxStorage } from 'rxdb';
import { getRxStorageMemory } from 'rxdb/plugins/storage-memory';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { RecordRow, TeamDatabase } from '../database';
import { openTeamDatabase } from '../database';
import { isDiskFullError } from './disk-full-error';
import { createOverflow } from './overflow';

/** What a write and a read of the database end with, while they do. */
const world = { write: '', read: '' };
const open: TeamDatabase[] = [];
let number = 0;

beforeEach(() => {
  Object.assign(world, { write: '', read: '' });
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
});
afterEach(async () => {
  world.read = '';
  for (const database of open.splice(0)) await database.close();
  vi.restoreAllMocks();
});

function onFullDisk(): RxStorage<unknown, unknown> {
  const storage = getRxStorageMemory();
  return {
    name: storage.name,
    rxdbVersion: storage.rxdbVersion,
    async createStorageInstance(params) {
      const instance = await storage.createStorageInstance(params as never);
      const { bulkWrite, findDocumentsById } = instance;
      return Object.assign(instance, {
        bulkWrite: (...args: Parameters<typeof bulkWrite>) =>
          world.write ? Promise.reject(new Error(world.write)) : bulkWrite.apply(instance, args),
        findDocumentsById: (...args: Parameters<typeof findDocumentsById>) =>
          world.read ? Promise.reject(new Error(world.read)) : findDocumentsById.apply(instance, args),
      }) as never;
    },
  };
}

async function openData() {
  const began = vi.fn();
  const overflow = createOverflow(began);
  number += 1;
  const name = `overflow-${number}-${Math.trunc(performance.now())}`;
  const database = await openTeamDatabase(name, overflow.over(onFullDisk()));
  open.push(database);
  return { overflow, began, database, tickets: database.collections.tickets };
}

const row = (id: string, subject: string, dirty: 0 | 1 = 1): RecordRow => ({
  id: `ticket:${id}`,
  doc: { _id: `ticket:${id}`, type: 'ticket', v: 1, subject },
  ...{ rev: '', dirty, refusal: null },
});
const FULL = 'rows were not stored: QuotaExceededError';

describe('what a full disk refuses', () => {
  it('is held, with all that comes after it, and is read like the rest', async () => {
    const { overflow, began, database, tickets } = await openData();
    await tickets.bulkInsert([row('a', 'before', 0), row('c', 'before', 0)]);
    const told: string[] = [];
    tickets.eventBulks$.subscribe(({ events }) => told.push(...events.map(({ documentId }) => documentId)));
    world.write = FULL;
    await tickets.bulkInsert([row('b', 'held')]);
    const changed = await tickets.findOne('ticket:a').exec();
    await changed?.incrementalModify((now) => ({
      ...now,
      doc: { ...now.doc, subject: 'changed' },
      dirty: 1,
    }));
    // Room for one row does not mean that the next one may overtake what is held.
    world.write = '';
    await database.collections.local.bulkInsert([{ id: 'sync:checkpoint', value: 7 }]);
    await tickets.bulkInsert([row('d', 'held too', 0)]);
    const found = await tickets.find({ sort: [{ id: 'asc' }] }).exec();
    expect(found.map(({ doc }) => doc['subject'])).toEqual(['changed', 'held', 'before', 'held too']);
    expect(await tickets.count({ selector: { dirty: 1 } }).exec()).toBe(2);
    const [second] = await tickets.find({ sort: [{ id: 'asc' }], skip: 1, limit: 1 }).exec();
    expect(second?.id).toBe('ticket:b');
    expect(told).toEqual(['ticket:b', 'ticket:a', 'ticket:d']);
    expect([overflow.isOn(), began.mock.calls.length]).toEqual([true, 1]);
    const stored = await database.collections.local.storageInstance.internals;
    expect([...(stored as { documents: Map<string, unknown> }).documents.keys()]).toEqual([]);
  });

  it('is refused where the journal does not have it', async () => {
    const { overflow, tickets } = await openData();
    overflow.heldOnlyAfter(() => Promise.reject(new Error('the journal is full too')));
    world.write = FULL;
    await expect(tickets.bulkInsert([row('a', 'lost')])).rejects.toThrow('the journal is full too');
    expect(await tickets.find().exec()).toEqual([]);
  });

  it('is held once: the second of one id is told apart, in the database and in front of it', async () => {
    const { tickets } = await openData();
    await tickets.bulkInsert([row('a', 'before')]);
    world.write = FULL;
    await tickets.bulkInsert([row('b', 'held')]);
    const { error } = await tickets.bulkInsert([row('a', 'again'), row('b', 'again'), row('c', 'new')]);
    expect(error.map(({ documentId, status }) => [documentId, status])).toEqual([
      ['ticket:a', 409],
      ['ticket:b', 409],
    ]);
    expect((await tickets.find().exec()).map(({ id }) => id).toSorted()).toEqual([
      'ticket:a',
      'ticket:b',
      'ticket:c',
    ]);
  });

  it('goes by what the writer has seen where the database is closed', async () => {
    const { overflow, tickets } = await openData();
    await tickets.bulkInsert([row('a', 'before')]);
    const known = await tickets.findOne('ticket:a').exec();
    overflow.begin();
    world.read = 'Database has been closed';
    await known?.incrementalModify((now) => ({ ...now, doc: { ...now.doc, subject: 'changed' } }));
    expect(known?.getLatest().doc['subject']).toBe('changed');
  });

  it('is anything else: that fails as before', async () => {
    const { overflow, tickets } = await openData();
    world.write = 'DataCloneError';
    await expect(tickets.bulkInsert([row('a', 'lost')])).rejects.toThrow('DataCloneError');
    expect(overflow.isOn()).toBe(false);
  });
});

it('a full disk is known by the error, not by what was to be stored', () => {
  const remote = (message: string) =>
    new Error(
      `could not requestRemote: ${JSON.stringify({ params: ['QuotaExceededError'], error: { message } }, null, 4)}`,
    );
  expect([
    isDiskFullError(remote('IO error: FILE_ERROR_NO_SPACE')),
    isDiskFullError(remote('QuotaExceededError')),
    isDiskFullError(new DOMException('Encountered full disk while opening', 'QuotaExceededError')),
    isDiskFullError(remote('Database has been closed')),
  ]).toEqual([true, true, true, false]);
});
