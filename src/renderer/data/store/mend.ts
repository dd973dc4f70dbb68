import { familyOf } from '../record-families';
import { answerOf, deleteDatabase, endOf, openExisting } from './raw-database';

/** Rows read at a time; one by one where these cannot be read. */
const AT_ONCE = 500;
const STORE = 'docs';

/**
 * Looks at every row and takes away those that cannot be read, so that the others can: one row whose file is gone fails
 * each query that meets it. Rows that belong into another database go too: where the file that says which files count
 * is gone, Chromium begins anew, but still reads the log of before, whose rows bear the numbers of databases that are
 * forgotten and appear in whichever new one gets that number. A database that cannot be opened or mended goes as a
 * whole. What was in them and had been sent comes from the server again, what had not, from the journal.
 * @param isSound rejects when no database can be opened, so that it is not about this one
 * @returns how many rows and databases were taken away
 */
export async function mendStore(
  databases: readonly string[],
  isSound: () => Promise<unknown>,
): Promise<number> {
  let lost = 0;
  for (const name of databases) {
    try {
      lost += await mendDatabase(name);
    } catch (error) {
      console.error(error);
      lost += await mendOrDelete(name, isSound);
    }
  }
  return lost;
}

/** Nothing may be thrown away because the disk was full for a moment: then no database can be opened. */
async function mendOrDelete(name: string, isSound: () => Promise<unknown>): Promise<number> {
  await isSound();
  try {
    return await mendDatabase(name);
  } catch (error) {
    console.error(error);
    await isSound();
    await deleteDatabase(name);
    return 1;
  }
}

async function mendDatabase(name: string): Promise<number> {
  const database = await openExisting(name);
  if (!database) return 0;
  const collection = name.slice(name.lastIndexOf('--') + 2);
  try {
    if (!database.objectStoreNames.contains(STORE)) return 0;
    const docs = () => database.transaction(STORE).objectStore(STORE);
    let lost = 0;
    let range: IDBKeyRange | null = null;
    for (;;) {
      const keys: IDBValidKey[] = await answerOf(docs().getAllKeys(range, AT_ONCE));
      const [first] = keys;
      const last = keys.at(-1);
      if (first === undefined || last === undefined) return lost;
      const rows = await readRows(docs().getAll(IDBKeyRange.bound(first, last)));
      const bad = rows ? strangersIn(rows, collection) : await unreadable(database, keys, collection);
      if (bad.length > 0) await remove(database, bad);
      lost += bad.length;
      range = IDBKeyRange.lowerBound(last, true);
    }
  } finally {
    database.close();
  }
}

interface Row {
  id: string;
  doc?: unknown;
  value?: unknown;
}

function strangersIn(rows: readonly Row[], collection: string): string[] {
  return rows.filter((row) => isStranger(row, collection)).map(({ id }) => id);
}

/** A record has a document, a row of this machine alone a value, and RxDB's own neither. */
function isStranger(row: Row, collection: string): boolean {
  if (collection === 'local') return !('value' in row);
  if (collection === '_rxdb_internal') return 'doc' in row || 'value' in row;
  return !('doc' in row) || familyOf(row.id) !== collection;
}

/** One by one, where some of them cannot be read. */
async function unreadable(
  database: IDBDatabase,
  keys: readonly IDBValidKey[],
  collection: string,
): Promise<IDBValidKey[]> {
  const bad: IDBValidKey[] = [];
  for (const key of keys) {
    const rows = await readRows(database.transaction(STORE).objectStore(STORE).getAll(key));
    if (!rows || strangersIn(rows, collection).length > 0) bad.push(key);
  }
  return bad;
}

async function remove(database: IDBDatabase, keys: readonly IDBValidKey[]): Promise<void> {
  const transaction = database.transaction(STORE, 'readwrite', { durability: 'strict' });
  const end = endOf(transaction);
  for (const key of keys) transaction.objectStore(STORE).delete(key);
  await end;
}

/** Null when they cannot be read. */
function readRows(request: IDBRequest<Row[]>): Promise<Row[] | null> {
  return answerOf(request).catch(() => null);
}
