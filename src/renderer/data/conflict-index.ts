import { prepareQuery } from 'rxdb';
import type { EventDocument } from '@shared/domain/record/documents';
import type { Conflict } from '@shared/domain/timeline/conflicts';
import { conflictsOf } from '@shared/domain/timeline/conflicts';
import { compareText } from '@shared/lib/canonical-json';
import { drop } from '@shared/lib/drop';
import { changesSomething, createConflictScan } from './conflict-scan';
import type { RecordCollection, RecordRow } from './database';
import { eventsAbout } from './events-about';

/** Events read at a time: some ten milliseconds of the page's time. */
const BATCH = 500;
/** More records than this at once (a first sync, an import) are found by a new pass, when it is quiet again. */
const MANY = 200;
/** Events arrive in flocks: waited for so long, ms, before looking. */
const FLOCK_MS = 150;
const QUIET_MS = 3_000;

/** All conflicts of the team, kept up to date: what was concurrently overwritten, derived from events alone. */
export interface ConflictIndex {
  /** Whether all events that were stored at the start have been looked through. */
  isReady(): boolean;
  /** The latest first. The same array until one changes. */
  all(): readonly Conflict[];
  /** Of one record. The same array until one changes. */
  about(id: string): readonly Conflict[];
  subscribe(listener: () => void): () => void;
  close(): void;
}

interface Parts {
  events: RecordCollection;
  /** What is read first, so that what the person looks at does not wait behind it. */
  after: Promise<unknown>;
  /** Resolves when the page has time. */
  idle?: () => Promise<void>;
}

const none: readonly Conflict[] = [];

/**
 * Looks through all events once, in the background, and after that at the records that new events are about.
 * Nothing of it is stored: it is derived, and the pass is cheap.
 */
export function createConflictIndex({ events, after, idle = whenIdle }: Parts): ConflictIndex {
  const found = new Map<string, readonly Conflict[]>();
  const listeners = new Set<() => void>();
  const pending = new Set<string>();
  let snapshot: readonly Conflict[] | null = null;
  let ready = false;
  let closed = false;
  let overflow = true;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let started = false;
  let running = false;

  function tell(): void {
    snapshot = null;
    for (const listener of listeners) listener();
  }

  async function scan(): Promise<ReadonlySet<string>> {
    const pass = createConflictScan();
    let last = '';
    for (;;) {
      const rows = await readEvents(events, last);
      for (const row of rows) pass.add(row.doc as EventDocument);
      const end = rows.at(-1);
      if (!end || rows.length < BATCH || closed) return pass.suspects();
      last = end.id;
      await idle();
    }
  }

  async function look(id: string): Promise<boolean> {
    const conflicts = conflictsOf(await eventsAbout(events, id));
    if (conflicts.length === 0) return found.delete(id);
    if (JSON.stringify(conflicts) === JSON.stringify(found.get(id))) return false;
    found.set(id, conflicts);
    return true;
  }

  async function work(): Promise<void> {
    const whole = overflow;
    overflow = false;
    if (whole) {
      // What arrives while the pass runs is looked at after it.
      const suspects = await scan();
      for (const id of [...found.keys(), ...suspects]) pending.add(id);
    }
    let changed = false;
    const ids = [...pending];
    pending.clear();
    for (const [index, id] of ids.entries()) {
      if (closed) return;
      if (await look(id)) changed = true;
      if (index % 20 === 19) await idle();
    }
    const becameReady = whole && !ready;
    if (becameReady) ready = true;
    if (changed || becameReady) tell();
  }

  async function run(): Promise<void> {
    if (running || closed) return;
    started = true;
    running = true;
    try {
      await work();
    } catch (error) {
      // The store failed in the middle: the next arrival looks through everything.
      overflow = true;
      throw error;
    } finally {
      running = false;
    }
    if (overflow || pending.size > 0) later();
  }

  function later(): void {
    clearTimeout(timer);
    timer = setTimeout(() => drop(run()), overflow ? QUIET_MS : FLOCK_MS);
  }

  const subscription = events.eventBulks$.subscribe((bulk) => {
    let any = false;
    for (const { operation, documentData } of bulk.events) {
      // An event never changes; that it was sent is no news here.
      if (operation === 'UPDATE') continue;
      const event = documentData.doc as unknown as EventDocument;
      if (!changesSomething(event)) continue;
      any = true;
      if (!overflow) pending.add(event.about);
    }
    if (pending.size > MANY) {
      overflow = true;
      pending.clear();
    }
    if (any && started) later();
  });
  drop(after.then(run));

  return {
    isReady: () => ready,
    all: () => (snapshot ??= [...found.values()].flat().sort(latestFirst)),
    about: (id) => found.get(id) ?? none,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close() {
      closed = true;
      clearTimeout(timer);
      subscription.unsubscribe();
    },
  };
}

function latestFirst(a: Conflict, b: Conflict): number {
  return compareText(b.stayed.event.at, a.stayed.event.at) || compareText(a.id, b.id);
}

async function readEvents(events: RecordCollection, after: string): Promise<RecordRow[]> {
  const query = prepareQuery<RecordRow>(events.storageInstance.schema, {
    selector: { id: { $gt: after }, _deleted: { $eq: false } } as never,
    sort: [{ id: 'asc' }],
    skip: 0,
    limit: BATCH,
  });
  const { documents } = await events.storageInstance.query(query);
  return documents as unknown as RecordRow[];
}

function whenIdle(): Promise<void> {
  return new Promise((resolve) => {
    if (typeof requestIdleCallback === 'function') requestIdleCallback(() => resolve(), { timeout: 500 });
    else setTimeout(resolve, 20);
  });
}
