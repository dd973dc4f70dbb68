import type { EventDocument } from '@shared/domain/record/documents';
import type { RecordCollection } from './database';

type Rows = Awaited<ReturnType<ReturnType<typeof queryAbout>['exec']>>;

/** The events about a record, oldest first. */
export async function eventsAbout(events: RecordCollection, id: string): Promise<EventDocument[]> {
  return documentsIn(await queryAbout(events, id).exec());
}

/**
 * Calls back with the events about a record, oldest first, when they have been read and at each change.
 * @returns ends it
 */
export function watchEventsAbout(
  events: RecordCollection,
  id: string,
  callback: (events: EventDocument[]) => void,
): () => void {
  const subscription = queryAbout(events, id).$.subscribe((rows) => callback(documentsIn(rows)));
  return () => subscription.unsubscribe();
}

/** Sorted by just what the index has, or all events would be looked through. */
function queryAbout(events: RecordCollection, about: string) {
  return events.find({ selector: { about }, sort: [{ about: 'asc' }, { at: 'asc' }] });
}

/** As stored: RxDB's own properties are proxies, which are slow to read and are no plain data. */
function documentsIn(rows: Rows): EventDocument[] {
  return rows.map((row) => row.toJSON().doc as EventDocument);
}
