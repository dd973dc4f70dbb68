import type { RxStorage, RxStorageInstance } from 'rxdb';

/**
 * The storage, telling when something that is stored cannot be read. Writes are for whoever wrote to worry about; but
 * a row that cannot be read fails every list that it belongs to, at every start.
 */
export function watchedStorage<Internals, Options>(
  storage: RxStorage<Internals, Options>,
  trouble: (error: unknown) => void,
): RxStorage<Internals, Options> {
  const createStorageInstance = storage.createStorageInstance.bind(storage);
  return {
    ...storage,
    name: storage.name,
    rxdbVersion: storage.rxdbVersion,
    async createStorageInstance<T>(params: Parameters<typeof createStorageInstance<T>>[0]) {
      return watched(await createStorageInstance<T>(params), trouble);
    },
  };
}

function watched<T, Internals, Options>(
  instance: RxStorageInstance<T, Internals, Options>,
  trouble: (error: unknown) => void,
): RxStorageInstance<T, Internals, Options> {
  let isClosed = false;
  const telling =
    <Args extends unknown[], Result>(read: (...args: Args) => Promise<Result>) =>
    async (...args: Args) => {
      try {
        return await read(...args);
      } catch (error) {
        if (!isClosed) trouble(error);
        throw error;
      }
    };
  const close = instance.close.bind(instance);
  return Object.assign(instance, {
    query: telling(instance.query.bind(instance)),
    findDocumentsById: telling(instance.findDocumentsById.bind(instance)),
    close() {
      isClosed = true;
      return close();
    },
  });
}
