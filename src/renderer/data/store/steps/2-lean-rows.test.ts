import { IDBFactory, IDBObjectStore } from 'fake-indexeddb';
import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { canonicalJson } from '@shared/lib/canonical-json';
import { sha256Hex } from '@shared/lib/sha256';
import { FROZEN_TEAM, frozenStore, putBack } from '../../../../../tests/fixtures/stored-team';
import type { TeamDatabase } from '../../database';
import { openTeamDatabase, storedDatabases } from '../../database';
import { leanStorage } from '../../lean-storage';
import { families } from '../../record-families';
import { withStoredRows } from '../../stored-row-storage';
import { leanRows } from './2-lean-rows';
import type { Progress } from './step';

const names = storedDatabases(FROZEN_TEAM);
const KILLS = 6;

beforeEach(async () => {
  vi.stubGlobal('indexedDB', new IDBFactory());
  await putBack(frozenStore());
});
afterEach(() => vi.unstubAllGlobals());

/** Everything that the app sees in a store: what was frozen, and nothing else. */
async function everything(): Promise<unknown[]> {
  const storage = withStoredRows(leanStorage({ indexedDB } as never));
  const database: TeamDatabase = await openTeamDatabase(FROZEN_TEAM, storage);
  try {
    const collections = [
      ...families.map((family) => database.collections[family]),
      database.collections.local,
    ];
    const rows = await Promise.all(collections.map((collection) => collection.find().exec()));
    return rows.flat().map((row) => row.toMutableJSON());
  } finally {
    await database.close();
  }
}

const hashOf = async () => sha256Hex(new TextEncoder().encode(canonicalJson(await everything())));

describe('form 2', () => {
  it('holds what form 1 held, every row of it lean', async () => {
    const before = await hashOf();
    vi.stubGlobal('indexedDB', new IDBFactory());
    await putBack(frozenStore());
    const told: Progress[] = [];
    await leanRows.run(names, (progress) => told.push(progress));
    expect(await hashOf()).toBe(before);
    expect(told.at(-1)).toEqual({ done: 63, total: 63 });
    for (const row of await stored()) {
      if ('doc' in row) expect([typeof row['doc'], row['dirty']]).toEqual(['string', row['dirty'] && 1]);
    }
  });

  it('is the same when it is killed at any point and begun again', async () => {
    const writes = await writesOf();
    const whole = canonicalJson(await stored());
    for (let kill = 0; kill < KILLS; kill += 1) {
      vi.stubGlobal('indexedDB', new IDBFactory());
      await putBack(frozenStore());
      await expect(diesAfter(Math.floor((writes * kill) / KILLS))).rejects.toThrow('killed');
      await leanRows.run(names, () => {});
      expect(canonicalJson(await stored())).toBe(whole);
    }
  });
});

/** How many rows are rewritten in all. */
async function writesOf(): Promise<number> {
  const put = vi.spyOn(IDBObjectStore.prototype, 'put');
  await leanRows.run(names, () => {});
  const { length } = put.mock.calls;
  put.mockRestore();
  return length;
}

/** Runs it in a process that dies instead of writing another row. */
async function diesAfter(rows: number): Promise<void> {
  const original = IDBObjectStore.prototype.put;
  let left = rows;
  const put = vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(function (
    this: IDBObjectStore,
    ...args
  ) {
    if (left === 0) {
      this.transaction.abort();
      throw new Error('killed');
    }
    left -= 1;
    return original.apply(this, args);
  } as typeof original);
  try {
    await leanRows.run(names, () => {});
  } finally {
    put.mockRestore();
  }
}

async function stored(): Promise<Record<string, unknown>[]> {
  const all: Record<string, unknown>[] = [];
  for (const name of names) {
    const opening = indexedDB.open(name);
    await new Promise((resolve) => (opening.onsuccess = resolve));
    const rows = opening.result.transaction('docs').objectStore('docs').getAll();
    await new Promise((resolve) => (rows.onsuccess = resolve));
    all.push(...(rows.result as Record<string, unknown>[]));
    opening.result.close();
  }
  return all;
}
