import type { Call, Callback } from '@shared/domain/calls/call';
import type { EventDocument } from '@shared/domain/record/documents';
import { isErased } from '@shared/domain/record/erased';
import type { RecordCollection } from './database';
import { eventsAbout } from './events-about';
import type { LiveTable } from './live-table';

export interface PersonRecords {
  /** Calls and callbacks, the erased ones as well. */
  records: (Call | Callback)[];
  /** About the contact, the calls and the callbacks; without the erased ones and those that tell of an erasure. */
  events: EventDocument[];
  /** The `personErased` events, oldest first. */
  erasures: EventDocument[];
}

/**
 * What there is of a contact on this machine, archived or not. An erased call names its contact no more: the event that tells
 * of the erasure names the call.
 */
export async function recordsOfPerson(
  events: RecordCollection,
  calls: Pick<LiveTable, 'rows'>,
  contactId: string,
): Promise<PersonRecords> {
  const about = await eventsAbout(events, contactId);
  const erasures = about.filter(({ kind }) => kind === 'personErased');
  const before = new Set(erasures.flatMap(({ data }) => idsIn(data?.['records'])));
  const records: (Call | Callback)[] = [];
  for (const { doc } of calls.rows()) {
    const record = doc as Call | Callback;
    if (record.contactId === contactId || before.has(record._id)) records.push(record);
  }
  const others = await Promise.all(records.map(({ _id }) => eventsAbout(events, _id)));
  const left = [...about, ...others.flat()].filter(
    (event) => !isErased(event) && event.kind !== 'personErased',
  );
  return { records, events: left, erasures };
}

function idsIn(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((id): id is string => typeof id === 'string') : [];
}
