import { answerOf, deleteDatabase, endOf, openExisting } from './raw-database';

/** Rows read at a time; one by one where these cannot be read. */
const AT_ONCE = 500;
const STORE = 'docs';

/**
 * Looks at every row and takes away those that cannot be read, so that the others can: one row whose file is gone fails
 * each query that meets it. A database that cannot be opened or mended goes as a whole. What was in them and had been
 * sent comes from the server again, what had not, from the journal.
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
      const here = IDBKeyRange.bound(first, last);
      if (!(await canRead(docs().getAll(here)))) lost += await takeUnreadable(database, keys);
      range = IDBKeyRange.lowerBound(last, true);
    }
  } finally {
    database.close();
  }
}

async function takeUnreadable(database: IDBDatabase, keys: readonly IDBValidKey[]): Promise<number> {
  let lost = 0;
  for (const key of keys) {
    if (await canRead(database.transaction(STORE).objectStore(STORE).get(key))) continue;
    const transaction = database.transaction(STORE, 'readwrite', { durability: 'strict' });
    const end = endOf(transaction);
    transaction.objectStore(STORE).delete(key);
    await end;
    lost += 1;
  }
  return lost;
}

function canRead(request: IDBRequest): Promise<boolean> {
  return answerOf(request).then(
    () => true,
    () => false,
  );
}
