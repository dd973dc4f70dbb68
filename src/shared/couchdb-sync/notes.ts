import type { TeamDocument } from '../domain/record/documents';
import type { SyncConfig } from './config';
import type { SyncContext } from './context';
import type { ReadableLeaf } from './leaves';
import type { Merge } from './records';

/** The merge as records use it, which holds a record back until the events that explain it are stored (rule 3.8). */
export interface Joiner {
  joinOf(id: string): Merge;
  /** Whether the last join of this record made an event that is not stored yet. */
  mustWait(id: string): boolean;
  /** The records that were held back, and their events; the next time they need not wait for these. */
  takeHeld(): { ids: string[]; events: TeamDocument[] };
}

export function createJoiner({ merge, notes }: SyncConfig): Joiner {
  const held = new Map<string, TeamDocument[]>();
  const stored = new Set<string>();
  return {
    joinOf(id) {
      held.delete(id);
      if (!notes) return merge;
      // Several machines write such an event; the one that the server took stays.
      if (notes.isDerived(id)) return (_ours, theirs) => theirs;
      return (ours, theirs) => {
        const { doc, events } = notes.settle(ours, theirs, merge(ours, theirs));
        const fresh = events.filter((event) => !stored.has(event._id));
        if (fresh.length > 0) held.set(id, [...(held.get(id) ?? []), ...fresh]);
        return doc;
      };
    },
    mustWait: (id) => held.has(id),
    takeHeld() {
      const ids = [...held.keys()];
      const events = [...held.values()].flat();
      held.clear();
      for (const event of events) stored.add(event._id);
      return { ids, events };
    },
  };
}

/** Rule 7.4: what the winners and their leaves do not agree on. */
export function lostValues(
  { notes }: SyncConfig,
  leaves: ReadonlyMap<string, readonly ReadableLeaf[]>,
  winner: (id: string) => TeamDocument | null,
): TeamDocument[] {
  if (!notes) return [];
  return [...leaves].flatMap(([id, beside]) => {
    const best = winner(id);
    return best ? beside.flatMap(({ doc }) => quietly(() => notes.lost(best, doc))) : [];
  });
}

/** A note that cannot be written must not stop the reading. */
function quietly(work: () => readonly TeamDocument[]): readonly TeamDocument[] {
  try {
    return work();
  } catch {
    return [];
  }
}

/** Stores events that are not there yet, to be sent as any other. */
export async function writeNotes(context: SyncContext, events: readonly TeamDocument[]): Promise<void> {
  if (events.length === 0) return;
  const byId = new Map(events.map((event) => [event._id, event]));
  await context.config.store.update([...byId.keys()], (current, id) => {
    const doc = byId.get(id);
    return current || !doc ? null : { id, doc, rev: '', dirty: 1, refusal: null };
  });
  context.board.stale();
  context.pushWake.ring();
}
