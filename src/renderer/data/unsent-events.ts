import { drop } from '@shared/lib/drop';
import type { RecordCollection, RecordRow } from './database';

/** Which records have events that the server does not have: a note belongs to its ticket's state. */
export interface UnsentEvents {
  /** Of the events about a record: one was refused, one waits to be sent, or null. */
  stateOf(about: string): 'refused' | 'waiting' | null;
  subscribe(listener: () => void): () => void;
  close(): void;
}

interface Known {
  about: string;
  refused: boolean;
}

export function createUnsentEvents(
  events: RecordCollection,
  schedule: (work: () => void) => void = (work) => setTimeout(work, 50),
): UnsentEvents {
  const unsent = new Map<string, Known>();
  const counts = new Map<string, { waiting: number; refused: number }>();
  const listeners = new Set<() => void>();
  let scheduled = false;

  function count({ about, refused }: Known, by: number): void {
    const before = counts.get(about) ?? { waiting: 0, refused: 0 };
    const waiting = before.waiting + (refused ? 0 : by);
    const all = { waiting, refused: before.refused + (refused ? by : 0) };
    if (all.waiting + all.refused === 0) counts.delete(about);
    else counts.set(about, all);
  }

  function put(row: RecordRow, isGone: boolean): void {
    const before = unsent.get(row.id);
    if (before) count(before, -1);
    unsent.delete(row.id);
    if (!isGone && row.dirty === 1) {
      const now = { about: row.about ?? '', refused: Boolean(row.refusal) };
      unsent.set(row.id, now);
      count(now, 1);
    }
    if (scheduled) return;
    scheduled = true;
    schedule(() => {
      scheduled = false;
      for (const listener of listeners) listener();
    });
  }

  // Listening starts before reading: what changes meanwhile is newer than what was read.
  const newer = new Set<string>();
  let loaded = false;
  const subscription = events.eventBulks$.subscribe((bulk) => {
    for (const { operation, documentData } of bulk.events) {
      const row = documentData as unknown as RecordRow;
      if (!loaded) newer.add(row.id);
      if (row.dirty === 1 || unsent.has(row.id)) put(row, operation === 'DELETE');
    }
  });
  async function load(): Promise<void> {
    const rows = await events.find({ selector: { dirty: 1 } }).exec();
    for (const row of rows) if (!newer.has(row.id)) put(row.toMutableJSON(), false);
    loaded = true;
    newer.clear();
  }
  drop(load());

  return {
    stateOf(about) {
      const found = counts.get(about);
      if (!found) return null;
      return found.refused > 0 ? 'refused' : 'waiting';
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close: () => subscription.unsubscribe(),
  };
}
