import { IDBFactory, IDBObjectStore } from 'fake-indexeddb';
import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { memoryStorage } from '../../../../tests/fixtures/memory-storage';
import { FROZEN_TEAM, frozenStore, putBack } from '../../../../tests/fixtures/stored-team';
import { storedDatabases } from '../database';
import { leanStorage } from '../lean-storage';
import { NoRoom, openStore } from '../store/open-store';
import type { Opening } from '../store/open-store';
import { answerOf, deleteDatabase, endOf, openExisting } from '../store/raw-database';
import { changeStamp, readStamp } from '../store/stamp';
import { FORM } from '../store/forms';
import { withStoredRows } from '../stored-row-storage';
import { copyDatabase } from './copy-database';

const [EVENT, OLD] = ['event:01ERASED', 'luuri-v1-2026-11-20.zip'];
const names = storedDatabases(FROZEN_TEAM);
const [tickets = ''] = names.filter((name) => name.endsWith('--tickets'));
/** So many kills, spread over all that is written. */
const KILLS = 10;

let told: Opening[] = [];
let locks: { held: boolean } = { held: false };

beforeEach(async () => {
  locks = { held: false };
  told = [];
  vi.stubGlobal('indexedDB', new IDBFactory());
  vi.stubGlobal('localStorage', memoryStorage());
  vi.stubGlobal('sessionStorage', memoryStorage());
  vi.stubGlobal('navigator', {
    locks: {
      query: () => Promise.resolve({ held: [] }),
      request: (_name: string, ...rest: unknown[]) => {
        const work = rest.at(-1) as (lock: object | null) => unknown;
        const { ifAvailable, mode } = rest.length > 1 ? (rest[0] as LockOptions) : {};
        if (mode === 'shared') return Promise.resolve();
        return Promise.resolve(work(ifAvailable && locks.held ? null : {}));
      },
    },
  });
  vi.spyOn(console, 'error').mockReturnValue(undefined);
  await putBack(frozenStore());
  await start();
  told = [];
  await changeStamp(
    FROZEN_TEAM,
    (now) => now && { ...now, rewrite: { erasures: [EVENT], databases: names } },
  );
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

/** Opens the store as the app does, and closes it. */
async function start(): Promise<void> {
  const { database } = await openStore({
    team: FROZEN_TEAM,
    storage: withStoredRows(leanStorage({ indexedDB } as never)),
    told: (state) => told.push(state),
    beginNewLog: () => Promise.resolve(),
    erasing: { backups: () => Promise.resolve([OLD]), hasRoom: () => Promise.resolve(true) },
  });
  await database.close();
}

/** Every row of the team's databases, with the indexes they are found by. */
async function stored(): Promise<string> {
  const all: unknown[] = [];
  for (const name of names) {
    const database = await openExisting(name);
    if (!database) continue;
    for (const store of database.objectStoreNames) {
      const rows = database.transaction(store).objectStore(store);
      const indexes = [...rows.indexNames].map((index) => [index, rows.index(index).keyPath]);
      all.push([name, database.version, store, rows.keyPath, indexes, await answerOf(rows.getAll())]);
    }
    database.close();
  }
  return JSON.stringify(all);
}

async function rowsOf(name: string): Promise<unknown[]> {
  const database = await openExisting(name);
  const rows = database ? await answerOf(database.transaction('docs').objectStore('docs').getAll()) : [];
  database?.close();
  return rows as unknown[];
}

const databasesHere = async () => (await indexedDB.databases()).map(({ name = '' }) => name).toSorted();

/** From so many writes on, nothing is written or opened any more, as if the process had ended. */
function dieAfter(writes: number): () => number {
  let done = 0;
  const { put } = IDBObjectStore.prototype;
  const { open, deleteDatabase } = IDBFactory.prototype;
  vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(function (
    this: IDBObjectStore,
    ...args: unknown[]
  ) {
    done += 1;
    if (done > writes) {
      this.transaction.abort();
      throw new Error('killed');
    }
    return put.apply(this, args as never) as never;
  } as never);
  const counting = (original: (...args: never[]) => unknown) =>
    function (this: IDBFactory, ...args: never[]) {
      done += 1;
      if (done > writes) throw new Error('killed');
      return original.apply(this, args);
    } as never;
  vi.spyOn(IDBFactory.prototype, 'open').mockImplementation(counting(open as never));
  vi.spyOn(IDBFactory.prototype, 'deleteDatabase').mockImplementation(counting(deleteDatabase as never));
  return () => done;
}

/** The disk takes nothing more of databases whose names end so. */
function refuse(end: string): void {
  const { put } = IDBObjectStore.prototype;
  vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(function (
    this: IDBObjectStore,
    ...args: unknown[]
  ) {
    if (this.transaction.db.name.endsWith(end)) throw new Error('QuotaExceededError');
    return put.apply(this, args as never) as never;
  } as never);
}

/** A run that was killed once the original was removed and before the copy was back. */
async function leaveOnlyTheCopy(name: string): Promise<void> {
  const rows = await copyDatabase(name, `${name}--aside`, () => {});
  await deleteDatabase(name);
  await changeStamp(FROZEN_TEAM, (now) => {
    const rewrite = { erasures: [EVENT], databases: [name], form: FORM, copied: { name, rows } };
    return now && { ...now, form: 1_000_000, rewrite };
  });
}

async function changeRows(name: string, change: (rows: IDBObjectStore) => void): Promise<void> {
  const database = await openExisting(name);
  const transaction = database?.transaction('docs', 'readwrite') as IDBTransaction;
  const end = endOf(transaction);
  change(transaction.objectStore('docs'));
  await end;
  database?.close();
}

describe('writing the databases anew', () => {
  it('keeps every row, and leaves nothing beside', async () => {
    const [before, names] = [await stored(), await databasesHere()];
    await start();
    expect(await stored()).toBe(before);
    expect(await databasesHere()).toEqual(names);
    expect(await readStamp(FROZEN_TEAM)).toMatchObject({ form: FORM, rewritten: [EVENT], oldBackups: [OLD] });
    expect(await readStamp(FROZEN_TEAM)).not.toHaveProperty('rewrite');
    const last = told.findLast(({ kind }) => kind === 'erasing') as { done: number; total: number };
    expect(last.done).toBe(last.total);
    expect(last.total).toBeGreaterThan(100);
    told = [];
    await start();
    expect(told).toEqual([{ kind: 'opening' }]);
  });

  it('loses nothing when it is killed at any write, and goes on at the next start', async () => {
    const [before, here] = [await stored(), await databasesHere()];
    const snapshot = await stampNow();
    const writes = dieAfter(Infinity);
    await start();
    const total = writes();
    vi.restoreAllMocks();
    let cut = 0;
    for (let kill = 0; kill < KILLS; kill += 1) {
      vi.spyOn(console, 'error').mockReturnValue(undefined);
      await changeStamp(FROZEN_TEAM, () => snapshot);
      dieAfter(Math.floor((total * kill) / KILLS));
      await expect(start()).rejects.toThrow();
      vi.restoreAllMocks();
      vi.spyOn(console, 'error').mockReturnValue(undefined);
      if ((await stampNow())?.rewrite?.form !== undefined) cut += 1;
      await start();
      expect(await stored()).toBe(before);
      expect(await databasesHere()).toEqual(here);
      expect((await stampNow())?.rewritten).toEqual([EVENT]);
    }
    expect(cut).toBeGreaterThan(KILLS / 2);
  });

  it('is left for another start while another window is open', async () => {
    locks.held = true;
    await start();
    expect(told).toEqual([{ kind: 'opening' }]);
    expect((await stampNow())?.rewrite?.erasures).toEqual([EVENT]);
  });

  it('changes nothing where there is no room for a copy', async () => {
    const before = await stored();
    refuse('--aside');
    await start();
    vi.restoreAllMocks();
    expect(await stored()).toBe(before);
    expect(await stampNow()).toMatchObject({ form: FORM, rewrite: { erasures: [EVENT] } });
  });

  it('opens nothing before what was begun has come to its end', async () => {
    const before = await stored();
    refuse('--events');
    await expect(start()).rejects.toThrow(NoRoom);
    await expect(start()).rejects.toThrow(NoRoom);
    vi.restoreAllMocks();
    await start();
    expect(await stored()).toBe(before);
  });

  it('takes a copy from which damage has taken a row, where it is all there is', async () => {
    const before = await rowsOf(tickets);
    await leaveOnlyTheCopy(tickets);
    await changeRows(`${tickets}--aside`, (rows) => rows.delete((before[0] as { id: string }).id));
    await start();
    expect(await rowsOf(tickets)).toEqual(before.slice(1));
  });

  it('removes what removed rows held', async () => {
    const [row] = (await rowsOf(tickets)) as [object];
    await changeRows(tickets, (rows) => rows.put({ ...row, _deleted: '1', doc: '{"subject":"Öystilä"}' }));
    await start();
    expect(await stored()).not.toContain('Öystilä');
  });
});

const stampNow = () => readStamp(FROZEN_TEAM);
