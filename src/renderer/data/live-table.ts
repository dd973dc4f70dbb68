import { prepareQuery } from 'rxdb';
import type { Subscription } from 'rxjs';
import type { RecordCollection, RecordRow } from './database';

/**
 * All rows of one collection in memory, kept up to date, for lists, counts and look-ups that must answer
 * within a frame. Subscribers are told once a frame what people and colleagues change; what a first sync or an
 * import pours in is told the more seldom the more there is, because whoever listens goes through all of it.
 */
export interface LiveTable {
  /** Resolves when the rows that were stored at the start have been read. */
  ready: Promise<void>;
  get(id: string): RecordRow | undefined;
  /** All rows as they are now, in no order. */
  rows(): Iterable<RecordRow>;
  /**
   * Grows with what readers are to see: what is told, and at once what changes by less than {@link MANY} rows. Whoever
   * keeps something made of the rows makes it anew when this has grown.
   */
  version(): number;
  /** Calls for each row that is here and each that comes, changes or goes, at once; what it keeps, it shows by version. */
  follow(follower: Follower): void;
  isReady(): boolean;
  subscribe(listener: () => void): () => void;
  close(): void;
}

/** @param isThere false when the row is gone from this machine */
type Follower = (row: RecordRow, isThere: boolean) => void;

/** So many rows in one write come from a sync or an import, not from a person. */
const MANY = 50;
/** Rows read at a time at the start: no longer than the page may stand still. */
const READ_AT_ONCE = 1_000;
/** How long the page is left alone between two tellings of many rows, ms for each row in the table, and at most. */
const CALM_PER_ROW = 0.15;
const LONGEST_CALM = 3_000;

/** @param after what is read first, so that what the person looks at does not wait behind the rest */
export function createLiveTable(
  collection: RecordCollection,
  after: Promise<unknown> = Promise.resolve(),
  schedule: (work: () => void, waitMs: number) => void = inTime,
): LiveTable {
  const byId = new Map<string, RecordRow>();
  const listeners = new Set<() => void>();
  const followers: Follower[] = [];
  let version = 0;
  /** What is scheduled: to be told at the next frame, or when it has been calm for long enough. */
  const scheduled = { soon: false, later: false };
  let isReady = false;

  function tell(): void {
    if (!scheduled.soon && !scheduled.later) return;
    scheduled.soon = false;
    scheduled.later = false;
    version += 1;
    for (const listener of listeners) listener();
  }

  function changed(rows: number): void {
    const many = rows >= MANY;
    if (!many) version += 1;
    const when = many ? 'later' : 'soon';
    if (scheduled.soon || scheduled[when]) return;
    scheduled[when] = true;
    schedule(tell, many ? Math.min(LONGEST_CALM, byId.size * CALM_PER_ROW) : 0);
  }

  function put(row: RecordRow): void {
    byId.set(row.id, row);
    for (const follower of followers) follower(row, true);
  }

  function takeAway(row: RecordRow): void {
    byId.delete(row.id);
    for (const follower of followers) follower(row, false);
  }

  // Listening starts before reading: a change in between must not be overwritten by the older row that was read.
  const newer = new Set<string>();
  const subscription: Subscription = collection.eventBulks$.subscribe((bulk) => {
    for (const event of bulk.events) {
      const row = event.documentData as unknown as RecordRow;
      // Only what was given up on this machine is ever taken away.
      if (event.operation === 'DELETE') takeAway(row);
      else put(row);
      if (!isReady) newer.add(row.id);
    }
    changed(bulk.events.length);
  });

  async function load(): Promise<void> {
    await after;
    let last = '';
    for (;;) {
      const rows = await readAfter(collection, last);
      for (const row of rows) if (!newer.has(row.id)) put(row);
      if (rows.length < READ_AT_ONCE) break;
      last = rows.at(-1)?.id ?? '';
    }
    isReady = true;
    newer.clear();
    changed(0);
  }

  return {
    ready: load(),
    get: (id) => byId.get(id),
    rows: () => byId.values(),
    version: () => version,
    isReady: () => isReady,
    follow(follower) {
      followers.push(follower);
      for (const row of byId.values()) follower(row, true);
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close: () => subscription.unsubscribe(),
  };
}

async function readAfter(collection: RecordCollection, id: string): Promise<RecordRow[]> {
  const query = prepareQuery<RecordRow>(collection.storageInstance.schema, {
    selector: { _deleted: { $eq: false }, id: { $gt: id } },
    sort: [{ id: 'asc' }],
    skip: 0,
    limit: READ_AT_ONCE,
  });
  const { documents } = await collection.storageInstance.query(query);
  return documents as unknown as RecordRow[];
}

function inTime(work: () => void, waitMs: number): void {
  // A hidden window gets no frames, and must still show the truth when it comes back.
  if (waitMs > 0 || document.visibilityState === 'hidden') setTimeout(work, Math.max(waitMs, 50));
  else requestAnimationFrame(work);
}
