import { IDBFactory, IDBObjectStore } from 'fake-indexeddb';
import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { memoryStorage } from '../../../../tests/fixtures/memory-storage';
import { FROZEN_TEAM, frozenStore, putBack } from '../../../../tests/fixtures/stored-team';
import { leanStorage } from '../lean-storage';
import { withStoredRows } from '../stored-row-storage';
import { keepCounts, lacksRecords } from './counts';
import { FORM } from './forms';
import type { OpenedStore, Opening } from './open-store';
import { openStore, StoreTooNew } from './open-store';
import { answerOf, deleteDatabase, endOf, openExisting } from './raw-database';
import { changeStamp, readStamp, stampDatabase } from './stamp';
import { rememberTrouble } from './store-memory';

const open: OpenedStore[] = [];
let told: Opening[] = [];
const beginNewLog = vi.fn(() => Promise.resolve());
const erasing = { backups: () => Promise.resolve([]), hasRoom: () => Promise.resolve(true) };

beforeEach(() => {
  vi.stubGlobal('indexedDB', new IDBFactory());
  vi.stubGlobal('navigator', {});
  vi.stubGlobal('localStorage', memoryStorage());
  vi.stubGlobal('sessionStorage', memoryStorage());
  vi.spyOn(console, 'error').mockReturnValue(undefined);
  told = [];
  beginNewLog.mockClear();
});
afterEach(async () => {
  vi.useRealTimers();
  vi.restoreAllMocks();
  await closeAll();
  vi.unstubAllGlobals();
});

async function openAgain(team = FROZEN_TEAM): Promise<OpenedStore> {
  const storage = withStoredRows(leanStorage({ indexedDB } as never));
  const opened = await openStore({ team, storage, told: (state) => told.push(state), beginNewLog, erasing });
  open.push(opened);
  return opened;
}

async function closeAll(): Promise<void> {
  for (const { database } of open.splice(0)) await database.close();
}

const ticketsDatabase = `rxdb-dexie-${FROZEN_TEAM}-v1--0--tickets`;
const countOf = ({ database }: OpenedStore) => database.collections.tickets.count().exec();

describe('opening a store', () => {
  it('marks a new one with the form of today', async () => {
    const { damage } = await openAgain('luuri-new');
    expect(damage).toBe('none');
    expect(await readStamp('luuri-new')).toMatchObject({ form: FORM });
    expect(told).toEqual([{ kind: 'opening' }]);
    expect(beginNewLog).not.toHaveBeenCalled();
    await closeAll();
    await openAgain('luuri-new');
    expect(beginNewLog).toHaveBeenCalledOnce();
  });

  it('brings one from before there were stamps up to date, once', async () => {
    await putBack(frozenStore());
    expect(await countOf(await openAgain())).toBe(3);
    expect(told.at(-1)).toMatchObject({ kind: 'migrating', done: 63 });
    await closeAll();
    told = [];
    await openAgain();
    expect(told).toEqual([{ kind: 'opening' }]);
  });

  it('refuses one of a newer version by name, and writes nothing', async () => {
    await openAgain();
    await closeAll();
    await changeStamp(FROZEN_TEAM, (now) => now && { ...now, form: FORM + 1, writtenBy: '9.1.0' });
    const before = await indexedDB.databases();
    const writes = (['put', 'add', 'delete', 'clear'] as const).map((act) =>
      vi.spyOn(IDBObjectStore.prototype, act),
    );
    const refused = await openAgain().catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(StoreTooNew);
    expect(refused).toMatchObject({ writtenBy: '9.1.0' });
    expect(writes.flatMap((write) => write.mock.calls)).toEqual([]);
    expect(await indexedDB.databases()).toEqual(before);
  });

  it('says that one is gone, and reads the server from the beginning', async () => {
    await putBack(frozenStore());
    await openAgain();
    await closeAll();
    await deleteDatabase(stampDatabase(FROZEN_TEAM));
    const { damage, database } = await openAgain();
    expect(damage).toBe('lost');
    expect(await database.collections.local.findOne('sync:checkpoint').exec()).toBeNull();
    expect(await database.collections.local.findOne('counter:ticket').exec()).not.toBeNull();
    await closeAll();
    expect((await openAgain()).damage).toBe('none');
  });

  it('throws away rows that the browser put into the wrong database when it lost one', async () => {
    await putBack(frozenStore());
    await openAgain();
    await closeAll();
    const row = { rev: '', dirty: 1, doc: { _id: 'ticket:stray' }, _deleted: '0', _meta: { lwt: 1 } };
    await putRows('events', [{ ...row, id: 'ticket:stray' }]);
    await putRows('settings', [{ id: 'draft:stray', value: 'x', _deleted: '0', _meta: { lwt: 1 } }]);
    await putRows('local', [{ ...row, id: 'ticket:stray' }]);
    const before = await Promise.all(STORES.map(idsIn));
    await deleteDatabase(stampDatabase(FROZEN_TEAM));
    expect((await openAgain()).damage).toBe('lost');
    const strangers = (id: string) => /stray|^sync:checkpoint$/.test(id);
    expect(await Promise.all(STORES.map(idsIn))).toEqual(
      before.map((ids) => ids.filter((id) => !strangers(id))),
    );
    expect(before.flat().filter((id) => id.endsWith('stray'))).toHaveLength(3);
  });

  it('begins anew when the browser removes it while it is being opened', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const reload = vi.fn();
    vi.stubGlobal('location', { reload });
    const opening = vi.fn(() => new Promise<never>(() => {}));
    const storage = { ...leanStorage({ indexedDB } as never), createStorageInstance: opening };
    // It waits for ever.
    void openStore({ team: 'luuri-removed', storage, told: () => {}, beginNewLog, erasing });
    await expect.poll(() => opening.mock.calls.length).toBe(1);
    await pass(30);
    expect(reload).not.toHaveBeenCalled();
    await deleteDatabase(stampDatabase('luuri-removed'));
    await pass(5);
    expect(reload).toHaveBeenCalledOnce();
  });

  it('goes on without a row that cannot be read, and compares with the server', async () => {
    await putBack(frozenStore());
    await openAgain();
    await closeAll();
    spoil('ticket:tricky');
    rememberTrouble(FROZEN_TEAM);
    const opened = await openAgain();
    expect(opened.damage).toBe('mended');
    vi.restoreAllMocks();
    expect(await countOf(opened)).toBe(2);
    expect(await lacksRecords(FROZEN_TEAM)).toBe(true);
    await keepCounts(FROZEN_TEAM);
    expect(await lacksRecords(FROZEN_TEAM)).toBe(false);
  });
});

describe('counted records', () => {
  it('tell that some have vanished, until everything has been compared', async () => {
    await putBack(frozenStore());
    const opened = await openAgain();
    await keepCounts(FROZEN_TEAM);
    expect(await lacksRecords(FROZEN_TEAM)).toBe(false);
    await closeAll();
    expect(opened.damage).toBe('none');
    await deleteDatabase(ticketsDatabase);
    expect((await openAgain()).damage).toBe('none');
    expect(await lacksRecords(FROZEN_TEAM)).toBe(true);
    await closeAll();
    await openAgain();
    expect(await lacksRecords(FROZEN_TEAM)).toBe(true);
    await keepCounts(FROZEN_TEAM);
    expect(await lacksRecords(FROZEN_TEAM)).toBe(false);
  });
});

/** So many seconds, in which the database has the time to answer. */
async function pass(seconds: number): Promise<void> {
  for (let second = 0; second < seconds; second += 1) {
    await vi.advanceTimersByTimeAsync(1_000);
    for (let turn = 0; turn < 50; turn += 1) await new Promise((resolve) => setImmediate(resolve));
  }
}

const STORES = ['tickets', 'events', 'settings', 'local'];

async function storeNamed(collection: string): Promise<IDBDatabase> {
  const database = await openExisting(`rxdb-dexie-${FROZEN_TEAM}-v1--0--${collection}`);
  if (!database) throw new Error(`no ${collection}`);
  return database;
}

async function putRows(collection: string, rows: readonly unknown[]): Promise<void> {
  const database = await storeNamed(collection);
  const transaction = database.transaction('docs', 'readwrite');
  for (const row of rows) transaction.objectStore('docs').put(row);
  await endOf(transaction);
  database.close();
}

async function idsIn(collection: string): Promise<string[]> {
  const database = await storeNamed(collection);
  const rows = await answerOf<{ id: string; _deleted?: unknown }[]>(
    database.transaction('docs').objectStore('docs').getAll(),
  );
  database.close();
  return rows.filter(({ _deleted }) => _deleted !== '1').map(({ id }) => id);
}

/** Reading this row fails from now on, as when the file with its content is gone. */
function spoil(id: string): void {
  const { get, getAll } = IDBObjectStore.prototype;
  const failing = () => {
    const request = { error: new DOMException('gone', 'UnknownError'), onerror: () => {} };
    queueMicrotask(() => request.onerror());
    return request as unknown as IDBRequest;
  };
  const isHit = (store: IDBObjectStore, wanted: unknown) =>
    store.transaction.db.name === ticketsDatabase &&
    (wanted instanceof IDBKeyRange ? wanted.includes(id) : wanted === id);
  vi.spyOn(IDBObjectStore.prototype, 'get').mockImplementation(function (this: IDBObjectStore, key) {
    return isHit(this, key) ? failing() : get.call(this, key);
  } as typeof get);
  vi.spyOn(IDBObjectStore.prototype, 'getAll').mockImplementation(function (this: IDBObjectStore, ...args) {
    return isHit(this, args[0]) ? failing() : getAll.apply(this, args);
  } as typeof getAll);
}
