import 'fake-indexeddb/auto';
import { getRxStorageMemory } from 'rxdb/plugins/storage-memory';
import type { RxStorage } from 'rxdb';
import { collectionFor, openTeamDatabase } from '@renderer/data/database';
import { leanStorage } from '@renderer/data/lean-storage';
import { projectColumns } from '@renderer/data/record-families';
import { createReplicaStore } from '@renderer/data/replica-store';
import { withStoredRows } from '@renderer/data/stored-row-storage';
import type { TeamDocument } from '@shared/domain/record/documents';
import { createMemoryStore } from '../sync/support/memory-store';
import { replicaStoreContract, type OpenStore } from './replica-store';

replicaStoreContract('memory', () => {
  const store = createMemoryStore();
  const opened: OpenStore = {
    store,
    edit: (id, change) => Promise.resolve(store.edit(id, change)),
    reopen: () => Promise.resolve(opened),
    close: () => Promise.resolve(),
  };
  return Promise.resolve(opened);
});

const memory = getRxStorageMemory();
replicaStoreContract('RxDB in memory', () => openRxStore(memory, freshName()));
replicaStoreContract('RxDB on IndexedDB', () => openRxStore(withStoredRows(leanStorage()), freshName()));

let opened = 0;
function freshName(): string {
  return `luuri-contract-${(opened += 1)}`;
}

async function openRxStore(storage: RxStorage<unknown, unknown>, name: string): Promise<OpenStore> {
  const database = await openTeamDatabase(name, storage);
  const edit = async (id: string, change: (doc: TeamDocument | null) => TeamDocument): Promise<void> => {
    const collection = collectionFor(database, id);
    const existing = await collection.findOne(id).exec();
    if (existing) {
      await existing.incrementalModify((row) => ({ ...row, doc: change(row.doc), dirty: 1, refusal: null }));
      return;
    }
    const doc = change(null);
    const row = { id, doc, rev: '', dirty: 1 as const, refusal: null, ...projectColumns(doc) };
    const { error } = await collection.bulkInsert([row]);
    if (error[0]?.status === 409) await edit(id, change);
  };
  return {
    store: createReplicaStore(database),
    edit,
    async reopen() {
      await database.close();
      return openRxStore(storage, name);
    },
    close: async () => {
      await database.close();
    },
  };
}
