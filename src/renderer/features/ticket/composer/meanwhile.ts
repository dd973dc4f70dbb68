import { create } from 'zustand';
import type { EventDocument } from '@shared/domain/record/documents';
import { toldChanges } from '../timeline/timeline-items';

interface Composing {
  /** Ticket id to the events that its writer has had before their eyes. Outlives a look at another ticket. */
  known: Readonly<Record<string, ReadonlySet<string>>>;
  /** What is there now has been seen. */
  see(ticketId: string, events: readonly EventDocument[]): void;
  /** Nothing is being written there any more. */
  end(ticketId: string): void;
}

/** On which tickets this window is writing something, and what was known there. */
export const useComposing = create<Composing>()((set) => ({
  known: {},
  see(ticketId, events) {
    const ids: ReadonlySet<string> = new Set(events.map(({ _id }) => _id));
    set(({ known }) => ({ known: { ...known, [ticketId]: ids } }));
  },
  end(ticketId) {
    set(({ known }) => {
      const { [ticketId]: _ended, ...others } = known;
      return { known: others };
    });
  },
}));

const WRITTEN = ['note', 'reply', 'customerMessage', 'callLogged'] as const;
export type WrittenKind = (typeof WRITTEN)[number];

/** The kind of an entry that others may answer at the same time; null for other events. */
export function writtenKind({ kind }: EventDocument): WrittenKind | null {
  return WRITTEN.find((each) => each === kind) ?? null;
}

/**
 * What colleagues did to a ticket since somebody began to write into it, and which a writer wants to know. Whatever
 * arrived since counts, also when it was done offline long before.
 */
export function newsFor(
  user: string,
  events: readonly EventDocument[],
  known: ReadonlySet<string> | undefined,
): EventDocument[] {
  if (!known) return [];
  return events.filter(
    (event) =>
      !known.has(event._id) &&
      event.author !== user &&
      (writtenKind(event) !== null || toldChanges(event).length > 0),
  );
}
