import { compareText } from '@shared/lib/canonical-json';
import type { Change, EventDocument } from '../record/documents';
import { OVERWRITTEN } from '../record/merge-notes';

/** A value that somebody wrote at the same time as somebody else, and that did not stay. */
export interface OverwrittenChange {
  event: EventDocument;
  change: Change;
  /** The event whose value stayed. */
  winner: EventDocument;
  winningChange: Change;
}

/**
 * Finds "changed by both": from the value that stayed, each change names the one it replaced; changes of the
 * same register that are not on that chain were written without knowing it and lost by the later stamp.
 *
 * @param events of one header, in any order
 */
export function overwrittenChanges(events: readonly EventDocument[]): OverwrittenChange[] {
  const byPath = new Map<string, Write[]>();
  for (const event of events) {
    for (const change of event.changes ?? []) {
      byPath.set(change.path, [...(byPath.get(change.path) ?? []), { event, change }]);
    }
  }
  return [...byPath.values()].flatMap((writes) => losersOfRegister(onePerStamp(writes)));
}

interface Write {
  event: EventDocument;
  change: Change;
}

/** Of one write, the event of who made it rather than that of a merge which found it (`record/merge-notes.ts`). */
function onePerStamp(writes: readonly Write[]): Write[] {
  const best = new Map<string, Write>();
  for (const write of writes) {
    const known = best.get(write.event.at);
    if (!known || known.event.kind === OVERWRITTEN) best.set(write.event.at, write);
  }
  return writes.filter((write) => best.get(write.event.at) === write);
}

function losersOfRegister(writes: readonly Write[]): OverwrittenChange[] {
  const byStamp = new Map(writes.map((write) => [write.event.at, write]));
  const winner = writes.reduce((latest, write) =>
    compareText(write.event.at, latest.event.at) > 0 ? write : latest,
  );
  const seen = new Set<string>();
  for (let at: string | null = winner.event.at; at !== null && !seen.has(at);) {
    seen.add(at);
    at = byStamp.get(at)?.change.replaced ?? null;
  }
  return writes
    .filter((write) => !seen.has(write.event.at))
    .map(({ event, change }) => ({ event, change, winner: winner.event, winningChange: winner.change }));
}
