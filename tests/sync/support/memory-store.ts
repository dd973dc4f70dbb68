import type {
  Checkpoint,
  Decide,
  GivenUp,
  QuarantinedDocument,
  ReplicaRecord,
  ReplicaStore,
} from '@shared/couchdb-sync/types';

export interface MemoryStore extends ReplicaStore {
  readonly records: Map<string, ReplicaRecord>;
  readonly quarantined: Map<string, QuarantinedDocument>;
  readonly givenUp: GivenUp[];
  /** The position as it is stored now. */
  position(): Checkpoint | null;
  /** A local edit, as a command writes it. */
  edit(id: string, change: (doc: ReplicaRecord['doc'] | null) => ReplicaRecord['doc']): void;
  /** Runs before each method: may wait, or fail. */
  before: (method: string) => Promise<void>;
  /** Removes what it holds, where that is more than memory. */
  close?(): Promise<void>;
}

/** A replica in memory. What it holds survives the engine, as a disk survives a crash of the process. */
export function createMemoryStore(): MemoryStore {
  const records = new Map<string, ReplicaRecord>();
  const quarantined = new Map<string, QuarantinedDocument>();
  const givenUp: GivenUp[] = [];
  const listeners = new Set<() => void>();
  let saved: Checkpoint | null = null;

  const put = (record: ReplicaRecord) => {
    records.set(record.id, structuredClone(record));
    if (record.dirty === 1) for (const listener of [...listeners]) listener();
  };

  const store: MemoryStore = {
    records,
    quarantined,
    givenUp,
    position: () => saved,
    before: () => Promise.resolve(),
    edit(id, change) {
      const current = records.get(id) ?? null;
      const doc = change(current ? structuredClone(current.doc) : null);
      put({ id, doc, rev: current?.rev ?? '', dirty: 1, refusal: null });
    },
    async read(ids) {
      await store.before('read');
      return ids.flatMap((id) => structuredClone(records.get(id)) ?? []);
    },
    async heads(low, high) {
      await store.before('heads');
      return [...records.values()]
        .filter(({ id }) => (low === null || id >= low) && (high === null || id <= high))
        .map(({ id, rev, dirty }) => ({ id, rev, dirty }));
    },
    async update(ids, decide: Decide) {
      await store.before('update');
      for (const [index, id] of ids.entries()) {
        // Each record is a write of its own: others may come between two of them.
        if (index > 0) await store.before('record');
        const next = decide(structuredClone(records.get(id)) ?? null, id);
        if (next) put(next);
      }
    },
    async dirtyBatch(limit, after) {
      await store.before('dirtyBatch');
      const due = [...records.values()]
        .filter((record) => record.dirty === 1 && !record.refusal && record.id > (after ?? ''))
        .sort((a, b) => (a.id < b.id ? -1 : 1));
      const batch = structuredClone(due.slice(0, limit));
      return { records: batch, next: due.length > limit ? (batch.at(-1)?.id ?? null) : null };
    },
    async refusedIds() {
      await store.before('refusedIds');
      return [...records.values()].filter((record) => record.refusal).map((record) => record.id);
    },
    async counts() {
      await store.before('counts');
      const all = [...records.values()];
      return {
        dirty: all.filter((record) => record.dirty === 1).length,
        refused: all.filter((record) => record.refusal).length,
        quarantined: quarantined.size,
      };
    },
    async checkpoint() {
      await store.before('checkpoint');
      return structuredClone(saved);
    },
    async saveCheckpoint(checkpoint) {
      await store.before('saveCheckpoint');
      saved = structuredClone(checkpoint);
    },
    async quarantine(documents) {
      await store.before('quarantine');
      for (const document of documents) quarantined.set(document.id, structuredClone(document));
    },
    async releaseQuarantined(ids) {
      await store.before('releaseQuarantined');
      for (const id of ids) quarantined.delete(id);
    },
    async giveUp(given, decide) {
      await store.before('giveUp');
      const done = given.filter(({ id }) => {
        const current = records.get(id);
        const next = current ? decide(structuredClone(current)) : null;
        if (next === 'remove') records.delete(id);
        else if (next) put(next);
        return next !== null;
      });
      givenUp.push(...structuredClone(done));
      return done.map(({ id }) => id);
    },
    onLocalWrite(callback) {
      listeners.add(callback);
      return () => listeners.delete(callback);
    },
  };
  return store;
}

/** The store as one process sees it: once that is dead, nothing it began goes on. */
export function mortal(store: MemoryStore, process: { alive: boolean }): ReplicaStore {
  const step = <T>(work: () => Promise<T>): Promise<T> =>
    process.alive ? work().then((value) => (process.alive ? value : never())) : never();
  const unlessDead =
    (decide: Decide): Decide =>
    (current, id) =>
      process.alive ? decide(current, id) : null;
  return {
    read: (ids) => step(() => store.read(ids)),
    heads: (low, high) => step(() => store.heads(low, high)),
    update: (ids, decide) => step(() => store.update(ids, unlessDead(decide))),
    dirtyBatch: (limit, after) => step(() => store.dirtyBatch(limit, after)),
    refusedIds: () => step(() => store.refusedIds()),
    counts: () => step(() => store.counts()),
    checkpoint: () => step(() => store.checkpoint()),
    saveCheckpoint: (checkpoint) => step(() => store.saveCheckpoint(checkpoint)),
    quarantine: (documents) => step(() => store.quarantine(documents)),
    releaseQuarantined: (ids) => step(() => store.releaseQuarantined(ids)),
    giveUp: (given, decide) => step(() => store.giveUp(given, decide)),
    onLocalWrite: (callback) => store.onLocalWrite(() => process.alive && callback()),
  };
}

function never(): Promise<never> {
  return new Promise(() => {});
}
