/**
 * IndexedDB without a library, for what has to be looked at before the team's database is opened or when it cannot be.
 */

/** Opens a database that exists; null, and nothing is made, when there is none. */
export function openExisting(name: string): Promise<IDBDatabase | null> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(name);
    let isNew = false;
    request.onupgradeneeded = ({ oldVersion }) => {
      isNew = oldVersion === 0;
      if (isNew) request.transaction?.abort();
    };
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => {
      if (isNew) resolve(null);
      else reject(request.error ?? new Error(`${name}: not opened`));
    };
  });
}

/** Opens a database that has one store with keys given from outside, and makes it when there is none. */
export function openWithStore(name: string, store: string, factory = indexedDB): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = factory.open(name, 1);
    request.onupgradeneeded = () => request.result.createObjectStore(store);
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error(`${name}: not opened`));
  });
}

export function deleteDatabase(name: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.deleteDatabase(name);
    request.onsuccess = () => resolve();
    request.onerror = () => reject(request.error ?? new Error(`${name}: not deleted`));
  });
}

/** All keys from the lowest to the highest of these, which are not none. */
export function stretchOf(ids: readonly string[]): IDBKeyRange {
  const lowest = ids.reduce((low, id) => (id < low ? id : low));
  const highest = ids.reduce((high, id) => (id > high ? id : high));
  return IDBKeyRange.bound(lowest, highest);
}

export function answerOf<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error('the database did not answer'));
  });
}

/** Resolves when what the transaction wrote is durable. */
export function endOf(transaction: IDBTransaction): Promise<void> {
  const end = new Promise<void>((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onabort = () => reject(transaction.error ?? new Error('the transaction was aborted'));
  });
  // Whoever does not come to wait for it has failed before, and says why.
  end.catch(() => {});
  return end;
}
