import { IDBFactory } from 'fake-indexeddb';
import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { frozenStore, putBack } from '../../../../tests/fixtures/stored-team';
import { mendStore } from './mend';

const TICKETS = 'rxdb-dexie-luuri-v1-v1--0--tickets';

beforeEach(async () => {
  vi.stubGlobal('indexedDB', new IDBFactory());
  vi.spyOn(console, 'error').mockReturnValue(undefined);
  await putBack(frozenStore());
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

const isThere = async () => (await indexedDB.databases()).some(({ name }) => name === TICKETS);

/** Opening this database fails so many times. */
function refuse(times: number): void {
  const open = indexedDB.open.bind(indexedDB);
  let left = times;
  vi.spyOn(indexedDB, 'open').mockImplementation((name, version) => {
    if (name !== TICKETS || left === 0) return open(name, version);
    left -= 1;
    const request = { error: new DOMException('closed', 'UnknownError'), onerror: () => {} };
    queueMicrotask(() => request.onerror());
    return request as unknown as IDBOpenDBRequest;
  });
}

describe('mending', () => {
  it('leaves alone what can be read', async () => {
    expect(await mendStore([TICKETS, 'none'], () => Promise.resolve())).toBe(0);
    expect(await isThere()).toBe(true);
  });

  it('throws away a database that cannot be opened, twice, while others can', async () => {
    refuse(2);
    expect(await mendStore([TICKETS], () => Promise.resolve())).toBe(1);
    expect(await isThere()).toBe(false);
  });

  it('throws nothing away that could not be opened only for a moment', async () => {
    refuse(1);
    expect(await mendStore([TICKETS], () => Promise.resolve())).toBe(0);
    expect(await isThere()).toBe(true);
  });

  it('throws nothing away where no database can be opened', async () => {
    refuse(2);
    await expect(mendStore([TICKETS], () => Promise.reject(new Error('full')))).rejects.toThrow('full');
    expect(await isThere()).toBe(true);
  });
});
