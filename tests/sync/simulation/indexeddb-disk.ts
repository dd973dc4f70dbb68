import 'fake-indexeddb/auto';
import { getRxStorageDexie } from 'rxdb/plugins/storage-dexie';
import { collectionFor, openTeamDatabase } from '@renderer/data/database';
import { projectColumns } from '@renderer/data/record-families';
import { createReplicaStore } from '@renderer/data/replica-store';
import { withStoredRows } from '@renderer/data/stored-row-storage';
import type { Checkpoint, ReplicaRecord, ReplicaStore } from '@shared/couchdb-sync/types';
import type { TeamDocument } from '@shared/domain/record/documents';
import type { MemoryStore } from '../support/memory-store';
import type { VirtualTime } from '../support/virtual-time';

let opened = 0;

/**
 * The app's own store on a simulated IndexedDB, as the disk of one simulated machine. Simulated time stands still
 * until what the disk was asked for is done. Only the first machine has one: RxDB opens one such database in a
 * process, and null stands for memory.
 */
export async function openIndexedDbDisk(machine: string, time: VirtualTime): Promise<MemoryStore | null> {
  if (machine !== 'a') return null;
  const name = `luuri-simulated-${(opened += 1)}`;
  const database = await openTeamDatabase(name, withStoredRows(getRxStorageDexie()));
  const real = createReplicaStore(database);
  const records = new Map<string, ReplicaRecord>();
  let position: Checkpoint | null = null;
  let last: Promise<unknown> = Promise.resolve();

  const { local: _local, ...families } = database.collections;
  for (const collection of Object.values(families)) {
    collection.eventBulks$.subscribe((bulk) => {
      for (const { documentData: row } of bulk.events) {
        const { id, doc, rev, dirty, refusal } = structuredClone(row);
        records.set(id, { id, doc, rev, dirty, refusal: refusal ?? null });
      }
    });
  }

  const step = async <T>(method: string, work: () => Promise<T>): Promise<T> => {
    await store.before(method);
    return time.busy(work());
  };
  const write = async (id: string, change: (doc: TeamDocument | null) => TeamDocument) => {
    const collection = collectionFor(database, id);
    const row = await collection.findOne(id).exec();
    const edited = (doc: TeamDocument | null) => {
      const next = change(doc ? structuredClone(doc) : null);
      return { doc: next, ...projectColumns(next), dirty: 1 as const, refusal: null };
    };
    if (!row) await collection.insert({ id, rev: '', ...edited(null) });
    else await row.incrementalModify((current) => ({ ...current, ...edited(current.doc) }));
  };
  const store: MemoryStore = {
    ...passThrough(real, step),
    records,
    quarantined: new Map(),
    givenUp: [],
    position: () => position,
    before: () => Promise.resolve(),
    edit(id, change) {
      last = time.busy(last.then(() => write(id, change)));
    },
    async saveCheckpoint(checkpoint) {
      await step('saveCheckpoint', () => real.saveCheckpoint(checkpoint));
      position = checkpoint;
    },
    async close() {
      await last;
      await database.remove();
    },
  };
  return store;
}

type Step = <T>(method: string, work: () => Promise<T>) => Promise<T>;

function passThrough(real: ReplicaStore, step: Step): ReplicaStore {
  return {
    read: (ids) => step('read', () => real.read(ids)),
    heads: (low, high) => step('heads', () => real.heads(low, high)),
    update: (ids, decide, options) => step('update', () => real.update(ids, decide, options)),
    dirtyBatch: (limit, after) => step('dirtyBatch', () => real.dirtyBatch(limit, after)),
    refusedIds: () => step('refusedIds', () => real.refusedIds()),
    counts: () => step('counts', () => real.counts()),
    checkpoint: () => step('checkpoint', () => real.checkpoint()),
    saveCheckpoint: (checkpoint) => step('saveCheckpoint', () => real.saveCheckpoint(checkpoint)),
    quarantine: (documents) => step('quarantine', () => real.quarantine(documents)),
    releaseQuarantined: (ids) => step('releaseQuarantined', () => real.releaseQuarantined(ids)),
    giveUp: (given, decide) => step('giveUp', () => real.giveUp(given, decide)),
    onLocalWrite: (callback) => real.onLocalWrite(callback),
  };
}
