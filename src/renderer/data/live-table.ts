import { prepareQuery } from 'rxdb';
import type { Subscription } from 'rxjs';
import type { RecordCollection, RecordRow } from './database';

/**
 * All rows of one collection in memory, kept up to date, for lists, counts and look-ups that must answer
 * within a frame. Subscribers are told at most once a frame, however many rows a sync brings.
 */
export interface LiveTable {
  /** Resolves when the rows that were stored at the start have been read. */
  ready: Promise<void>;
  get(id: string): RecordRow | undefined;
  /** The rows, in no order. The same array until something changes. */
  rows(): readonly RecordRow[];
  /** Grows with every told change. */
  version(): number;
  isReady(): boolean;
  subscribe(listener: () => void): () => void;
  close(): void;
}

/** @param after what is read first, so that what the person looks at does not wait behind the rest */
export function createLiveTable(
  collection: RecordCollection,
  after: Promise<unknown> = Promise.resolve(),
  schedule: (work: () => void) => void = nextFrame,
): LiveTable {
  const byId = new Map<string, RecordRow>();
  const listeners = new Set<() => void>();
  let snapshot: readonly RecordRow[] | null = null;
  let version = 0;
  let scheduled = false;
  let isReady = false;

  function changed(): void {
    snapshot = null;
    version += 1;
    if (scheduled) return;
    scheduled = true;
    schedule(() => {
      scheduled = false;
      for (const listener of listeners) listener();
    });
  }

  // Listening starts before reading: a change in between must not be overwritten by the older row that was read.
  const newer = new Set<string>();
  const subscription: Subscription = collection.eventBulks$.subscribe((bulk) => {
    for (const event of bulk.events) {
      const row = event.documentData as unknown as RecordRow;
      // Only what was given up on this machine is ever taken away.
      if (event.operation === 'DELETE') byId.delete(row.id);
      else byId.set(row.id, row);
      if (!isReady) newer.add(row.id);
    }
    changed();
  });

  async function load(): Promise<void> {
    await after;
    const query = prepareQuery<RecordRow>(collection.storageInstance.schema, {
      selector: {},
      sort: [{ id: 'asc' }],
      skip: 0,
    });
    const { documents } = await collection.storageInstance.query(query);
    for (const row of documents) {
      if (!newer.has(row.id)) byId.set(row.id, row as unknown as RecordRow);
    }
    isReady = true;
    newer.clear();
    changed();
  }

  return {
    ready: load(),
    get: (id) => byId.get(id),
    rows: () => (snapshot ??= [...byId.values()]),
    version: () => version,
    isReady: () => isReady,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close: () => subscription.unsubscribe(),
  };
}

function nextFrame(work: () => void): void {
  // A hidden window gets no frames, and must still show the truth when it comes back.
  if (document.visibilityState === 'hidden') setTimeout(work, 50);
  else requestAnimationFrame(work);
}
