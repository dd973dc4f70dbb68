import type { Contact } from '@shared/domain/customers/customer';
import { mentionsOf } from '@shared/domain/customers/mentions';
import type { EventDocument } from '@shared/domain/record/documents';
import { isErased } from '@shared/domain/record/erased';
import type { Ticket } from '@shared/domain/tickets/ticket';
import { eventsAbout } from '../events-about';
import { recordsOfPerson } from '../person-records';
import type { Team } from '../team';

/** A text of a ticket in which the person may be mentioned. */
export interface TraceText {
  /** Of the event, or the field of the ticket. */
  id: string;
  /** An event is erased, that of a file with its content; a field is written anew. */
  field: 'event' | 'file' | 'subject' | 'description';
  ticketId: string;
  number: string;
  text: string;
  mentioned: boolean;
}

/** What there is of a person on this machine, archived or not. */
export interface PersonTraces {
  calls: string[];
  callbacks: string[];
  /** About the contact, the calls and the callbacks. */
  events: string[];
  texts: TraceText[];
}

/** Looks for everything of a person. Of one who is erased already: what has come since. */
export async function findTraces(team: Team, contact: Contact): Promise<PersonTraces> {
  const { events: all } = team.database.collections;
  const { records, events } = await recordsOfPerson(all, team.tables.calls, contact._id);
  const tickets = [...team.tables.tickets.rows()]
    .map((row) => row.doc as Ticket)
    .filter((ticket) => ticket.type === 'ticket' && ticket.contactId === contact._id);
  const mentions = mentionsOf(contact);
  const texts = await Promise.all(
    tickets.map(async (ticket) => textsOf(ticket, await eventsAbout(all, ticket._id), mentions)),
  );
  const idsOf = (type: string) =>
    records.filter((record) => record.type === type && !isErased(record)).map(({ _id }) => _id);
  return {
    calls: idsOf('call'),
    callbacks: idsOf('callback'),
    events: events.map(({ _id }) => _id),
    texts: texts.flat(),
  };
}

function textsOf(
  ticket: Ticket,
  events: readonly EventDocument[],
  mentions: (text: string) => boolean,
): TraceText[] {
  const place = { ticketId: ticket._id, number: ticket.number };
  const fields = (['subject', 'description'] as const).map((field) => ({
    ...place,
    ...{ id: `${ticket._id}/${field}`, field, text: String(ticket[field] ?? '') },
  }));
  const written = events
    .filter((event) => !isErased(event))
    .map((event) => ({
      ...{ ...place, id: event._id, text: textOf(event) },
      field: event.kind === 'fileAdded' ? ('file' as const) : ('event' as const),
    }));
  return [...fields, ...written]
    .filter(({ text }) => text !== '')
    .map((found) => ({ ...found, mentioned: mentions(found.text) }));
}

/** These name a file each time. */
const NAMES_FILE: ReadonlySet<string> = new Set(['fileAdded', 'fileRemoved', 'fileRestored']);

/** What somebody wrote in an event: its text, and texts of the ticket before and after a change. Of a file its name. */
function textOf({ kind, body, changes, data }: EventDocument): string {
  if (NAMES_FILE.has(kind)) return String(data?.['name'] ?? '');
  const changed = (Array.isArray(changes) ? changes : [])
    .filter(({ path }) => path === 'subject' || path === 'description')
    .flatMap(({ from, to }) => [from, to]);
  return [body, ...changed]
    .filter((text): text is string => typeof text === 'string' && text !== '')
    .join(' → ');
}
