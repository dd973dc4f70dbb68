import type { RxStorage } from 'rxdb';
import { getRxStorageMemory } from 'rxdb/plugins/storage-memory';

/** A storage that keeps nothing when the page ends, each window for itself. */
export function memoryStorage(): RxStorage<unknown, unknown> {
  const storage = getRxStorageMemory();
  return {
    name: storage.name,
    rxdbVersion: storage.rxdbVersion,
    createStorageInstance: (params) =>
      storage.createStorageInstance({ ...params, options: {}, multiInstance: false }) as never,
  };
}
