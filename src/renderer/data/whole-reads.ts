import type { PreparedQuery, RxDocumentData, RxStorage, RxStorageInstance } from 'rxdb';
import { fromDexieToStorage } from 'rxdb/plugins/storage-dexie';
import type { RxStorageDexie, RxStorageInstanceDexie } from 'rxdb/plugins/storage-dexie';

/**
 * RxDB's Dexie storage answers every query with a cursor, row by row, and copies each row on the way. A whole
 * collection of 10 000 rows takes seconds so; IndexedDB gives it in one piece in a tenth of that. Only a query for
 * everything is answered here, which is what the live tables ask at the start.
 */
export function withWholeReads(storage: RxStorageDexie): RxStorage<unknown, unknown> {
  const createStorageInstance = storage.createStorageInstance.bind(storage);
  return Object.assign(storage, {
    async createStorageInstance<T>(params: Parameters<typeof createStorageInstance<T>>[0]) {
      return readWhole(await createStorageInstance<T>(params));
    },
  }) as unknown as RxStorage<unknown, unknown>;
}

function readWhole<T>(instance: RxStorageInstanceDexie<T>): RxStorageInstance<T, unknown, unknown> {
  const query = instance.query.bind(instance);
  return Object.assign(instance, {
    async query(prepared: PreparedQuery<T>) {
      if (!asksForEverything(prepared)) return query(prepared);
      const { dexieTable, booleanIndexes } = await instance.internals;
      const rows: unknown[] = await dexieTable.toArray();
      return { documents: rows.map((row) => fromStored(row as Stored, booleanIndexes) as RxDocumentData<T>) };
    },
  }) as unknown as RxStorageInstance<T, unknown, unknown>;
}

type Stored = Record<string, unknown>;

/** Copying is only needed for rows whose keys Dexie had to rename; the others are ours to change. */
function fromStored(row: Stored, booleanIndexes: readonly string[]): unknown {
  if (hasRenamedKey(row)) return fromDexieToStorage([...booleanIndexes], row);
  // IndexedDB cannot index booleans, so they are stored as '0' and '1'.
  for (const field of booleanIndexes) row[field] = row[field] === '1';
  return row;
}

function asksForEverything<T>({ query }: PreparedQuery<T>): boolean {
  return Object.keys(query.selector).length === 0 && query.skip === 0 && query.limit === undefined;
}

function hasRenamedKey(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (Array.isArray(value)) return value.some(hasRenamedKey);
  for (const [key, item] of Object.entries(value)) {
    if (key.includes('__') || hasRenamedKey(item)) return true;
  }
  return false;
}
