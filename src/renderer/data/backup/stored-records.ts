import type { TeamDocument } from '@shared/domain/record/documents';
import type { BackupRecord } from '@shared/backup/write-backup';
import { familyOf } from '../record-families';
import { answerOf, openExisting, stretchOf } from '../store/raw-database';
import { fromStored } from '../stored-row';
import type { StoredPlace } from './messages';

const PAGE = 1_000;
const STORE = 'docs';

interface Row {
  id: string;
  doc: unknown;
  dirty?: number;
  _deleted?: string;
}

/** The records of this machine as they lie in IndexedDB, read past RxDB: no page has to lift a hand for it. */
export interface StoredRecords {
  /** All of them, or those that the server is not known to have. */
  pages(onlyUnsent: boolean): AsyncGenerator<BackupRecord[]>;
  /** Those that are here, by id. */
  find(ids: readonly string[]): Promise<Map<string, TeamDocument>>;
  close(): void;
}

export async function openStoredRecords({ stores }: StoredPlace): Promise<StoredRecords> {
  const databases = new Map<string, IDBDatabase>();
  for (const { family, name } of stores) {
    const database = await openExisting(name);
    if (!database) continue;
    // Whoever wants to change or remove it must not have to wait for us.
    database.onversionchange = () => database.close();
    databases.set(family, database);
  }
  const storeOf = (database: IDBDatabase) => database.transaction(STORE, 'readonly').objectStore(STORE);

  return {
    async *pages(onlyUnsent) {
      for (const database of databases.values()) {
        let last: string | null = null;
        for (;;) {
          const range: IDBKeyRange | null = last === null ? null : IDBKeyRange.lowerBound(last, true);
          const rows: Row[] = await answerOf<Row[]>(storeOf(database).getAll(range, PAGE));
          yield rows.filter((row) => isHere(row) && (!onlyUnsent || row.dirty === 1)).map(asRecord);
          const end = rows.at(-1)?.id;
          if (rows.length < PAGE || end === undefined) break;
          last = end;
        }
      }
    },
    async find(ids) {
      const found = new Map<string, TeamDocument>();
      await Promise.all(
        [...databases].map(async ([family, database]) => {
          const own = ids.filter((id) => familyOf(id) === family);
          if (own.length === 0) return;
          for (const row of await rowsOf(storeOf(database), own))
            if (isHere(row)) found.set(row.id, fromStored(row).doc as TeamDocument);
        }),
      );
      return found;
    },
    close() {
      for (const database of databases.values()) database.close();
    },
  };
}

/** One look at the stretch that they lie in is cheaper than one at each: what is together in a backup is so here, too. */
async function rowsOf(store: IDBObjectStore, ids: readonly string[]): Promise<Row[]> {
  const stretch = stretchOf(ids);
  const inIt = await answerOf(store.count(stretch));
  if (inIt === 0) return [];
  const rows =
    inIt <= 2 * ids.length
      ? await answerOf<Row[]>(store.getAll(stretch))
      : await Promise.all(ids.map((id) => answerOf<Row | undefined>(store.get(id))));
  const wanted = new Set(ids);
  return rows.flatMap((row) => (row && wanted.has(row.id) ? row : []));
}

function isHere(row: Row): boolean {
  return row._deleted !== '1';
}

/** The document is stored as text already, and goes into the backup as it is. */
function asRecord(row: Row): BackupRecord {
  const json = typeof row.doc === 'string' ? row.doc : JSON.stringify(fromStored(row).doc);
  return { id: row.id, json };
}
