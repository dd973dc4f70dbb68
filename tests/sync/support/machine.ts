import { createSyncEngine } from '@shared/couchdb-sync/engine';
import type { FetchLike, SyncEngine, SyncOptions, Timers } from '@shared/couchdb-sync/config';
import type { SyncStatus } from '@shared/couchdb-sync/types';
import type { HeaderDocument } from '@shared/domain/record/documents';
import { merge } from '@shared/domain/record/merge';
import { createMergeNotes } from '@shared/domain/record/merge-notes';
import { changeHeader } from '@shared/domain/record/write';
import { isTeamDocument } from '@shared/domain/validation/shape';
import { createHybridClock } from '@shared/lib/hybrid-clock';
import { ticket } from './client';
import { createMemoryStore } from './memory-store';

export const realTimers: Timers = {
  after(ms, callback) {
    const timer = setTimeout(callback, ms);
    return () => clearTimeout(timer);
  },
};

let nodes = 0;

/** A machine with a real clock that talks over real sockets. */
export interface Machine {
  store: ReturnType<typeof createMemoryStore>;
  engine: SyncEngine;
  statuses: SyncStatus[];
  doc(id: string): HeaderDocument | undefined;
  edit(id: string, values: Record<string, unknown>): void;
  isQuiet(): boolean;
  docs(): Record<string, unknown>;
}

/** @param name the user who works on it */
export function createMachine(
  name: string,
  baseUrl: string,
  fetch: FetchLike,
  options: Partial<SyncOptions> = {},
): Machine {
  const store = createMemoryStore();
  const statuses: SyncStatus[] = [];
  const clock = createHybridClock(Date.now, `${name.slice(0, 8)}${(nodes += 1)}`);
  const engine = createSyncEngine({
    baseUrl,
    fetch,
    store,
    merge,
    notes: createMergeNotes({ author: name, device: name.slice(0, 8) }),
    isTeamDocument,
    clock: Date.now,
    timers: realTimers,
    random: () => 0.5,
    onStatus: (status) => statuses.push(status),
    options,
  });
  const doc = (id: string) => store.records.get(id)?.doc as HeaderDocument | undefined;
  return {
    store,
    engine,
    statuses,
    doc,
    edit(id, values) {
      const before = doc(id) ?? { ...ticket(id), createdBy: name };
      const stamp = clock.next(...Object.values(before.stamps));
      store.edit(id, () => changeHeader(before, values, stamp).header);
    },
    isQuiet() {
      const { phase, unsent } = engine.status();
      return (
        phase === 'live' && unsent === 0 && [...store.records.values()].every(({ dirty }) => dirty === 0)
      );
    },
    docs: () => Object.fromEntries([...store.records.values()].map((record) => [record.id, record.doc])),
  };
}

/** Waits for something that will be; the test fails when it is not within `ms`. */
export async function eventually(what: string, done: () => boolean, ms = 30_000): Promise<void> {
  const end = Date.now() + ms;
  while (!done()) {
    if (Date.now() > end) throw new Error(`not within ${ms} ms: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
