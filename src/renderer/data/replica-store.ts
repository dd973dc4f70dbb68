import type { MangoQuerySelector } from 'rxdb';
import type {
  Checkpoint,
  Decide,
  DirtyBatch,
  QuarantinedDocument,
  ReplicaRecord,
  ReplicaStore,
} from '@shared/couchdb-sync/types';
import type { RecordCollection, RecordRow, TeamDatabase } from './database';
import { giveUpIn } from './given-up';
import { createQuarantine } from './quarantine';
import { createRefusedIndex } from './refused-index';
import type { Family } from './record-families';
import { families, familyOf, projectColumns } from './record-families';

const CHECKPOINT_ID = 'sync:checkpoint';

/** The replica on RxDB. The contract is `ReplicaStore`; both are tested by `tests/contract/replica-store.ts`. */
export function createReplicaStore(database: TeamDatabase): ReplicaStore {
  const { local } = database.collections;
  const collections = families.map((family) => database.collections[family]);
  const quarantine = createQuarantine(local);
  const refused = createRefusedIndex(() => findRefused(collections), readRecords);

  async function readRecords(ids: readonly string[]): Promise<ReplicaRecord[]> {
    const groups = byCollection(database, ids);
    const found = await Promise.all(groups.map(([collection, own]) => collection.findByIds(own).exec()));
    return found.flatMap((rows) => [...rows.values()].map((row) => asRecord(row.toMutableJSON())));
  }

  return {
    read: readRecords,
    async heads(low, high) {
      const id = { ...(low === null ? {} : { $gte: low }), ...(high === null ? {} : { $lte: high }) };
      const selector: MangoQuerySelector<RecordRow> = low === null && high === null ? {} : { id };
      const found = await Promise.all(
        collections.map((collection) => collection.find({ selector, sort: [{ id: 'asc' }] }).exec()),
      );
      return found.flat().map(({ id: own, rev, dirty }) => ({ id: own, rev, dirty }));
    },
    async update(ids, decide, options) {
      const noted: Decide = (current, id) => {
        const next = decide(current, id);
        if (next?.refusal) refused.add(id);
        return next;
      };
      await Promise.all(
        byCollection(database, ids).map(([collection, own]) =>
          updateIn(collection, own, noted, options?.expectNew ?? false),
        ),
      );
    },
    dirtyBatch: (limit, after) => nextDirty(collections, limit, after),
    refusedIds: refused.ids,
    async counts() {
      const dirty = await Promise.all(
        collections.map((collection) => collection.count({ selector: { dirty: 1 } }).exec()),
      );
      return {
        dirty: dirty.reduce((sum, count) => sum + count, 0),
        refused: (await refused.ids()).length,
        quarantined: await quarantine.count(),
      };
    },
    async checkpoint() {
      const row = await local.findOne(CHECKPOINT_ID).exec();
      return row ? (row.toMutableJSON().value as Checkpoint) : null;
    },
    async saveCheckpoint(checkpoint) {
      await local.incrementalUpsert({ id: CHECKPOINT_ID, value: checkpoint });
    },
    quarantine: (documents: readonly QuarantinedDocument[]) => quarantine.keep(documents),
    releaseQuarantined: (ids) => quarantine.release(ids),
    giveUp: (given, decide) => giveUpIn(database, given, decide),
    onLocalWrite(callback) {
      const subscriptions = collections.map((collection) =>
        collection.eventBulks$.subscribe((bulk) => {
          if (bulk.events.some((event) => event.documentData.dirty === 1)) callback();
        }),
      );
      return () => {
        for (const subscription of subscriptions) subscription.unsubscribe();
      };
    },
  };
}

async function updateIn(
  collection: RecordCollection,
  ids: string[],
  decide: Decide,
  expectNew: boolean,
): Promise<void> {
  let missing = ids;
  if (!expectNew) missing = await modifyExisting(collection, ids, decide);
  while (missing.length > 0) {
    const rows = missing.flatMap((id) => {
      const record = decide(null, id);
      return record ? [asRow(record)] : [];
    });
    const { error } = await collection.bulkInsert(rows);
    const failed = error.find(({ status }) => status !== 409);
    if (failed) throw new Error(`record ${failed.documentId} not stored: ${failed.status}`);
    // Somebody else was first: decide again about what is there now.
    missing = await modifyExisting(
      collection,
      error.map(({ documentId }) => documentId),
      decide,
    );
  }
}

/** @returns the ids that do not exist */
async function modifyExisting(
  collection: RecordCollection,
  ids: string[],
  decide: Decide,
): Promise<string[]> {
  if (ids.length === 0) return [];
  const found = await collection.findByIds(ids).exec();
  await Promise.all(
    [...found].map(async ([id, row]) => {
      // "No change" is decided on a state that the record had during this call, so nothing needs to be written.
      if (!decide(asRecord(row.toMutableJSON()), id)) return;
      await row.incrementalModify((current) => {
        const next = decide(asRecord(current), id);
        return next ? { ...current, ...asRow(next) } : current;
      });
    }),
  );
  return ids.filter((id) => !found.has(id));
}

/** Walks collection after collection in the order of ids; the cursor is `<collection>|<last id>`. */
async function nextDirty(
  collections: readonly RecordCollection[],
  limit: number,
  after: string | null,
): Promise<DirtyBatch> {
  const bar = after?.indexOf('|') ?? -1;
  let position = after === null ? 0 : Number(after.slice(0, bar));
  let lastId = after === null ? '' : after.slice(bar + 1);
  const records: ReplicaRecord[] = [];
  for (; position < collections.length; position += 1) {
    const collection = collections[position];
    if (!collection) break;
    for (;;) {
      const wanted = limit - records.length;
      const rows = await dirtyAfter(collection, lastId, wanted);
      records.push(...rows.filter((row) => !row.refusal));
      const last = rows.at(-1);
      if (!last || rows.length < wanted) break;
      lastId = last.id;
      if (records.length === limit) return { records, next: `${position}|${lastId}` };
    }
    lastId = '';
  }
  return { records, next: null };
}

async function dirtyAfter(
  collection: RecordCollection,
  lastId: string,
  limit: number,
): Promise<ReplicaRecord[]> {
  const selector: MangoQuerySelector<RecordRow> = { dirty: 1, id: { $gt: lastId } };
  const found = await collection.find({ selector, sort: [{ dirty: 'asc' }, { id: 'asc' }], limit }).exec();
  return found.map((row) => asRecord(row.toMutableJSON()));
}

async function findRefused(collections: readonly RecordCollection[]): Promise<string[]> {
  const ids: string[] = [];
  for (const collection of collections) {
    const rows = await collection.find({ selector: { dirty: 1 } }).exec();
    ids.push(...rows.filter((row) => row.refusal).map((row) => row.id));
  }
  return ids;
}

function byCollection(database: TeamDatabase, ids: readonly string[]): [RecordCollection, string[]][] {
  const groups = new Map<Family, string[]>();
  for (const id of ids) {
    const family = familyOf(id);
    const own = groups.get(family);
    if (own) own.push(id);
    else groups.set(family, [id]);
  }
  return [...groups].map(([family, own]) => [database.collections[family], own]);
}

function asRecord({ id, doc, rev, dirty, refusal }: RecordRow): ReplicaRecord {
  return { id, doc, rev, dirty, refusal: refusal ?? null };
}

function asRow(record: ReplicaRecord): RecordRow {
  return { ...record, ...projectColumns(record.doc) };
}
