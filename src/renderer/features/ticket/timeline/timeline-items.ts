import { EDITED_MEANWHILE, OVERWRITTEN } from '@shared/domain/record/merge-notes';
import type { EventDocument } from '@shared/domain/record/documents';
import type { Conflict } from '@shared/domain/timeline/conflicts';
import { conflictsOf, followsFromOther } from '@shared/domain/timeline/conflicts';
import { compareText } from '@shared/lib/canonical-json';

/** The events of one day, oldest first. */
export interface TimelineDay {
  /** ISO moment in that day; empty when the events do not say when. */
  at: string;
  events: EventDocument[];
}

/**
 * Events by the day they happened, in the order people acted, whenever they were synced.
 * @param dayOf local day of an ISO moment; the same text for the same day
 */
export function timelineDays(
  events: readonly EventDocument[],
  dayOf: (iso: string) => string = localDay,
): TimelineDay[] {
  const logged = new Set(
    events.filter(({ kind }) => kind === 'callLogged').map(({ data }) => data?.['callId']),
  );
  // A call that was logged tells its own story; that it was linked on the way would only repeat it.
  const isRepeated = ({ kind, data }: EventDocument) =>
    kind === 'callLinked' && data?.['linked'] !== false && logged.has(data?.['callId']);
  const sorted = events
    .filter((event) => !isRepeated(event))
    .sort((a, b) => compareText(a.occurredAt, b.occurredAt) || compareText(a.at, b.at));
  const days: TimelineDay[] = [];
  let last: string | null = null;
  for (const event of sorted) {
    const day = dayOf(event.occurredAt);
    if (day !== last) days.push({ at: day === '' ? '' : event.occurredAt, events: [] });
    last = day;
    days.at(-1)?.events.push(event);
  }
  return days;
}

function localDay(iso: string): string {
  return Number.isNaN(Date.parse(iso)) ? '' : new Date(iso).toDateString();
}

/** "Changed by both", by the event whose value did not stay. */
export function conflictsByEvent(events: readonly EventDocument[]): ReadonlyMap<string, readonly Conflict[]> {
  const byEvent = new Map<string, Conflict[]>();
  for (const conflict of conflictsOf(events)) {
    const id = conflict.lost.event._id;
    byEvent.set(id, [...(byEvent.get(id) ?? []), conflict]);
  }
  return byEvent;
}

/** What a merge found and the others' own events tell already is not told twice. */
export function withoutRepeats(
  events: readonly EventDocument[],
  conflicts: ReadonlyMap<string, readonly Conflict[]>,
): EventDocument[] {
  return events.filter(({ _id, kind }) => kind !== OVERWRITTEN || conflicts.has(_id));
}

/** The changes of an event that are worth a line. */
export function toldChanges(event: EventDocument): NonNullable<EventDocument['changes']> {
  // A merge tells of these in one sentence: nobody typed them.
  if (event.kind === OVERWRITTEN || event.data?.['because'] === EDITED_MEANWHILE) return [];
  const changes = Array.isArray(event.changes) ? event.changes : [];
  const movesStatus = changes.some((change) => change.path === 'status');
  return changes.filter(
    ({ path }) => !(followsFromOther(event.about, path) && (movesStatus || path !== 'resolvedAt')),
  );
}
