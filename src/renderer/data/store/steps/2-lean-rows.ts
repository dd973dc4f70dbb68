import { fromDexieToStorage, fromStorageToDexie } from 'rxdb/plugins/storage-dexie';
import { fromStored, toStored } from '../../stored-row';
import { answerOf, endOf, openExisting } from '../raw-database';
import type { Step } from './step';

/** Rows rewritten in one transaction. */
const AT_ONCE = 500;
/** RxDB stores this one as '0' or '1'. */
const BOOLEANS = ['_deleted'];
const STORE = 'docs';

type Row = Record<string, unknown>;

/** Form 2 (docs/adr/0015): the document of a row is JSON text, and `dirty` is left out while it is 0. */
export const leanRows: Step = {
  form: 2,
  async run(databases, told) {
    const progress = { done: 0, total: 0 };
    await eachDatabase(databases, async (database) => {
      progress.total += await answerOf(database.transaction(STORE).objectStore(STORE).count());
    });
    told({ ...progress });
    await eachDatabase(databases, (database) =>
      rewrite(database, (rows) => {
        progress.done += rows;
        told({ ...progress });
      }),
    );
  },
};

async function eachDatabase(
  names: readonly string[],
  work: (database: IDBDatabase) => Promise<void>,
): Promise<void> {
  for (const name of names) {
    const database = await openExisting(name);
    if (!database) continue;
    try {
      if (database.objectStoreNames.contains(STORE)) await work(database);
    } finally {
      database.close();
    }
  }
}

async function rewrite(database: IDBDatabase, told: (rows: number) => void): Promise<void> {
  let after: IDBKeyRange | null = null;
  for (;;) {
    const transaction = database.transaction(STORE, 'readwrite', { durability: 'strict' });
    const end = endOf(transaction);
    const store = transaction.objectStore(STORE);
    const rows: Row[] = await answerOf(store.getAll(after, AT_ONCE));
    for (const row of rows) if (!isLean(row)) store.put(leanRow(row));
    await end;
    told(rows.length);
    const last = rows.at(-1);
    if (!last || rows.length < AT_ONCE) return;
    after = IDBKeyRange.lowerBound(last['id'], true);
  }
}

/** Rows without a document are those of this machine, and RxDB's own: they have no other form. */
function isLean({ doc, dirty }: Row): boolean {
  return doc === undefined || (typeof doc === 'string' && dirty !== 0);
}

function leanRow(row: Row): Row {
  const known = fromDexieToStorage<Row>(BOOLEANS, row);
  return fromStorageToDexie(BOOLEANS, toStored(fromStored(known))) as Row;
}
