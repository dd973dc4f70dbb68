import { familyOf } from '../record-families';
import { answerOf, endOf, openExisting } from './raw-database';

const AT_ONCE = 500;
const STORE = 'docs';

/**
 * Takes rows away that lie in a database of another kind. Where the file that says which files count is gone, Chromium
 * begins anew, but still reads the log of before, whose rows bear the numbers of databases that are forgotten: they
 * appear in whichever new one gets that number. What they were comes from the server and the journal.
 * @returns how many were taken away
 */
export async function takeStrangers(databases: readonly string[]): Promise<number> {
  let taken = 0;
  for (const name of databases) taken += await takeFrom(name);
  return taken;
}

async function takeFrom(name: string): Promise<number> {
  const database = await openExisting(name);
  if (!database) return 0;
  const collection = name.slice(name.lastIndexOf('--') + 2);
  let taken = 0;
  try {
    let range: IDBKeyRange | null = null;
    for (;;) {
      const rows: Row[] = await answerOf<Row[]>(
        database.transaction(STORE).objectStore(STORE).getAll(range, AT_ONCE),
      );
      const strangers = rows.filter((row) => isStranger(row, collection));
      if (strangers.length > 0) await remove(database, strangers);
      taken += strangers.length;
      const last = rows.at(-1)?.id;
      if (last === undefined || rows.length < AT_ONCE) return taken;
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

/** A record has a document, a row of this machine alone a value, and RxDB's own neither. */
function isStranger(row: Row, collection: string): boolean {
  if (collection === 'local') return !('value' in row);
  if (collection === '_rxdb_internal') return 'doc' in row || 'value' in row;
  return !('doc' in row) || familyOf(row.id) !== collection;
}

async function remove(database: IDBDatabase, rows: readonly Row[]): Promise<void> {
  const transaction = database.transaction(STORE, 'readwrite', { durability: 'strict' });
  const end = endOf(transaction);
  for (const { id } of rows) transaction.objectStore(STORE).delete(id);
  await end;
}
