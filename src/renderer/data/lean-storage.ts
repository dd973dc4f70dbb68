import type { BulkWriteRow, PreparedQuery, RxDocumentData, RxStorage, RxStorageInstance } from 'rxdb';
import { categorizeBulkWriteRows, getQueryMatcher, getSortComparator } from 'rxdb';
import { fromDexieToStorage, fromStorageToDexie, getRxStorageDexie } from 'rxdb/plugins/storage-dexie';
import type { RxStorageInstanceDexie } from 'rxdb/plugins/storage-dexie';
import type { Subject } from 'rxjs';
import { shareBetweenWindows } from './between-windows';
import { idRangeOf } from './id-range';
import { markInserts } from './insert-news';
import { stretchOf } from './store/raw-database';

type Settings = NonNullable<Parameters<typeof getRxStorageDexie>[0]>;
type Dexie = Parameters<NonNullable<Settings['onCreate']>>[0];
type Stored = Record<string, unknown>;

/**
 * RxDB's Dexie storage without what makes it slow here (docs/adr/0015): of the five indexes that it gives each
 * collection only those that are asked for are kept; rows are read in one piece instead of by a cursor, row by row;
 * rows that are new are stored without being looked for one by one, and told to other windows by name.
 */
export function leanStorage(settings: Settings = {}): RxStorage<unknown, unknown> {
  const storage = getRxStorageDexie({ ...settings, onCreate: keepFewIndexes });
  const createStorageInstance = storage.createStorageInstance.bind(storage);
  return Object.assign(storage, {
    async createStorageInstance<T>(params: Parameters<typeof createStorageInstance<T>>[0]) {
      const instance = lean(await createStorageInstance<T>({ ...params, multiInstance: false }));
      return params.multiInstance ? shareBetweenWindows(instance) : instance;
    },
  }) as unknown as RxStorage<unknown, unknown>;
}

const DIRTY = '[_deleted+dirty+id]';
const TIMELINE = '[_deleted+about+at+id]';

/** Before the database is opened. Version 1 is what RxDB declares; collections of records get a second, with less. */
function keepFewIndexes(dexie: Dexie): void {
  const version = dexie.version.bind(dexie);
  dexie.version = (number) => {
    const declared = version(number);
    const stores = declared.stores.bind(declared);
    declared.stores = (schema) => {
      const all = String(schema['docs']).split(', ');
      const kept = [DIRTY, TIMELINE].filter((index) => all.includes(index));
      stores(schema);
      return kept.includes(DIRTY)
        ? version(number + 1).stores({ docs: ['id', ...kept].join(', ') })
        : declared;
    };
    return declared;
  };
}

function lean<T>(instance: RxStorageInstanceDexie<T>): RxStorageInstance<T, unknown, unknown> {
  const bulkWrite = instance.bulkWrite.bind(instance);
  const query = instance.query.bind(instance);
  const count = instance.count.bind(instance);
  const { changes$ } = instance as unknown as { changes$: Subject<unknown> };

  async function isIndexed({ queryPlan }: PreparedQuery<T>): Promise<boolean> {
    const { dexieTable } = await instance.internals;
    const name = `[${queryPlan.index.join('+')}]`;
    // What is clean is not in this one (stored-row.ts), so it answers only who asks for what is dirty.
    if (name === DIRTY && queryPlan.startKeys[1] !== 1) return false;
    return dexieTable.schema.indexes.some((index) => index.name === name);
  }

  /** By the primary key, or whatever needs every row. */
  async function read(prepared: PreparedQuery<T>): Promise<RxDocumentData<T>[]> {
    const { dexieTable, booleanIndexes } = await instance.internals;
    const { query: wanted } = prepared;
    const range = idRangeOf(wanted, instance.primaryPath);
    const end = wanted.limit === undefined ? Infinity : wanted.skip + wanted.limit;
    // A limit changes the collection it is set on.
    const selected = () => (range ? dexieTable.where(':id').between(...range) : dexieTable.toCollection());
    // Removed rows are few and passed over; a limit that met some of them is asked for again without it.
    let rows: Stored[] = await (range && end < Infinity ? selected().limit(end) : selected()).toArray();
    if (rows.length === end && rows.some(isRemoved)) rows = await selected().toArray();
    const documents = rows.map((row) => fromRow<T>(row, booleanIndexes));
    const matches = getQueryMatcher(instance.schema, wanted);
    const found = documents.filter((row) => matches(row));
    if (!range) found.sort(getSortComparator(instance.schema, wanted));
    return found.slice(wanted.skip, end);
  }

  /** Null when one of them is there already: then nothing is stored. */
  async function add(rows: BulkWriteRow<T>[], context: string): Promise<object | null> {
    const { dexieDb, booleanIndexes } = await instance.internals;
    const { errors, eventBulk, newestRow } = categorizeBulkWriteRows<T>(
      instance,
      instance.primaryPath as never,
      new Map(),
      rows,
      context,
    );
    if (errors.length > 0 || !newestRow) return null;
    const stored = rows.map(({ document }) => toRow(document, booleanIndexes));
    if (!(await addAll(dexieDb.backendDB(), stored))) return null;
    const { document } = newestRow;
    const id = (document as Stored)[instance.primaryPath];
    return { ...eventBulk, checkpoint: { id, lwt: document._meta.lwt } };
  }

  return Object.assign(instance, {
    async bulkWrite(rows: BulkWriteRow<T>[], context: string) {
      const added = rows.every(({ previous }) => !previous) ? await add(rows, context) : null;
      if (!added) return bulkWrite(rows, context);
      markInserts(added);
      changes$.next(added);
      return { error: [] };
    },
    async query(prepared: PreparedQuery<T>) {
      const byId = idRangeOf(prepared.query, instance.primaryPath) !== null;
      if (!byId && (await isIndexed(prepared))) return query(prepared);
      return { documents: await read(prepared) };
    },
    async count(prepared: PreparedQuery<T>) {
      if (await isIndexed(prepared)) return count(prepared);
      return { count: (await read(prepared)).length, mode: 'fast' as const };
    },
  }) as unknown as RxStorageInstance<T, unknown, unknown>;
}

/** So many rows are looked for one by one. */
const FEW = 10;

/**
 * Adds all rows or, when one is there already, none of them.
 * What a person wrote is flushed to the disk before it counts as stored. What the server sent survives the end of the
 * process as well; a power cut may take the last of it, and then the audit (docs/sync-spec.md, 8) fetches it again.
 * @returns whether they were added
 */
function addAll(database: IDBDatabase, rows: readonly Stored[]): Promise<boolean> {
  const durability = rows.every((row) => 'rev' in row && row['dirty'] !== 1) ? 'relaxed' : 'strict';
  return new Promise((resolve, reject) => {
    const transaction = database.transaction('docs', 'readwrite', { durability });
    const store = transaction.objectStore('docs');
    let isThere = false;
    // One look at the stretch that they lie in is cheaper than one at each: new rows seldom lie among old ones.
    const looking = store.count(stretchOf(rows.map(({ id }) => String(id))));
    looking.onsuccess = () => {
      const isEmpty = looking.result === 0;
      if (!isEmpty && rows.length <= FEW) addFew();
      else addThem(isEmpty);
    };
    /** An attempt that is undone is a write too, and one to a full disk would end the database. */
    function addFew(): void {
      let left = rows.length;
      for (const { id } of rows) {
        const asking = store.getKey(String(id));
        asking.onsuccess = () => {
          isThere ||= asking.result !== undefined;
          left -= 1;
          if (left === 0 && !isThere) addThem(true);
        };
      }
    }
    function addThem(isEmpty: boolean): void {
      for (const row of rows) {
        if (isEmpty) store.put(row);
        else store.add(row);
      }
    }
    transaction.onerror = ({ target }) => {
      isThere ||= (target as IDBRequest).error?.name === 'ConstraintError';
    };
    transaction.oncomplete = () => resolve(!isThere);
    transaction.onabort = () => {
      if (isThere) resolve(false);
      else reject(new Error(`rows were not stored: ${transaction.error?.message ?? 'aborted'}`));
    };
  });
}

function isRemoved(row: Stored): boolean {
  return row['_deleted'] === '1';
}

/** A record's row has no keys that Dexie would have to rename: its document is a text. */
function toRow<T>(row: RxDocumentData<T>, booleanIndexes: readonly string[]): Stored {
  if (!('rev' in row)) return fromStorageToDexie([...booleanIndexes], row) as Stored;
  const stored: Stored = { ...row };
  for (const field of booleanIndexes) stored[field] = stored[field] ? '1' : '0';
  return stored;
}

/** Copying is only needed for rows with keys that Dexie had to rename; the others are ours to change. */
function fromRow<T>(row: Stored, booleanIndexes: readonly string[]): RxDocumentData<T> {
  if (hasRenamedKey(row)) return fromDexieToStorage<T>([...booleanIndexes], row);
  // IndexedDB cannot index booleans, so they are stored as '0' and '1'.
  for (const field of booleanIndexes) row[field] = row[field] === '1';
  return row as RxDocumentData<T>;
}

function hasRenamedKey(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (Array.isArray(value)) return value.some(hasRenamedKey);
  for (const key in value) {
    if (key.includes('__') || hasRenamedKey((value as Stored)[key])) return true;
  }
  return false;
}
