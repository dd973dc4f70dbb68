import { answerOf, endOf, openExisting } from '../store/raw-database';

/** Rows copied in one transaction. */
const AT_ONCE = 500;

/** How many rows a database of IndexedDB holds; null when there is no such database. */
export async function rowsIn(name: string): Promise<number | null> {
  const database = await openExisting(name);
  if (!database) return null;
  try {
    let rows = 0;
    for (const store of database.objectStoreNames)
      rows += await answerOf(database.transaction(store).objectStore(store).count());
    return rows;
  } finally {
    database.close();
  }
}

/**
 * Makes a database that holds what another one of RxDB holds, in the same form, but for the contents of removed rows.
 * Resolves when all of it is durable and has been counted.
 * @param to must not exist
 * @param copied told of each piece, rows
 * @returns how many rows there are
 */
export async function copyDatabase(
  from: string,
  to: string,
  copied: (rows: number) => void,
): Promise<number> {
  const source = await openExisting(from);
  if (!source) throw new Error(`${from} is not there`);
  let target: IDBDatabase | null = null;
  try {
    target = await openAlike(source, to);
    let rows = 0;
    for (const store of source.objectStoreNames) rows += await copyRows(source, target, store, copied);
    target.close();
    if ((await rowsIn(to)) !== rows) throw new Error(`${to} is not what ${from} was`);
    return rows;
  } finally {
    target?.close();
    source.close();
  }
}

function openAlike(source: IDBDatabase, name: string): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(name, source.version);
    request.onupgradeneeded = () => {
      if (source.objectStoreNames.length === 0) return;
      const form = source.transaction([...source.objectStoreNames]);
      for (const store of source.objectStoreNames) {
        const old = form.objectStore(store);
        const { keyPath, autoIncrement } = old;
        const made = request.result.createObjectStore(store, { keyPath, autoIncrement });
        for (const index of old.indexNames) {
          const { keyPath: path, unique, multiEntry } = old.index(index);
          made.createIndex(index, path, { unique, multiEntry });
        }
      }
    };
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error(`${name}: not made`));
  });
}

/** RxDB keeps a row that was removed, with all that it held. Its id and its place are enough. */
function withoutRemoved(row: unknown): unknown {
  if (typeof row !== 'object' || row === null || !('_deleted' in row) || row._deleted !== '1') return row;
  return { ...row, ...('doc' in row ? { doc: '{}' } : {}), ...('value' in row ? { value: null } : {}) };
}

async function copyRows(
  source: IDBDatabase,
  target: IDBDatabase,
  name: string,
  copied: (rows: number) => void,
): Promise<number> {
  let total = 0;
  for (let range: IDBKeyRange | null = null; ;) {
    const store = source.transaction(name).objectStore(name);
    const [keys, rows]: [IDBValidKey[], unknown[]] = await Promise.all([
      answerOf(store.getAllKeys(range, AT_ONCE)),
      answerOf(store.getAll(range, AT_ONCE)),
    ]);
    const last = keys.at(-1);
    if (last === undefined) return total;
    // Whoever removes the one relies on the other: it is flushed to the disk.
    const transaction = target.transaction(name, 'readwrite', { durability: 'strict' });
    const end = endOf(transaction);
    const into = transaction.objectStore(name);
    rows.map(withoutRemoved).forEach((row, index) => {
      if (into.keyPath === null) into.put(row, keys[index]);
      else into.put(row);
    });
    await end;
    total += rows.length;
    copied(rows.length);
    range = IDBKeyRange.lowerBound(last, true);
  }
}
