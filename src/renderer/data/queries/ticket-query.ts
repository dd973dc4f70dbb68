import type { StateCategory } from '@shared/domain/team/team';
import type { Ticket } from '@shared/domain/tickets/ticket';
import { parseTicketNumber } from '@shared/domain/tickets/ticket-number';
import type { HeaderChange } from './header-list';
import { keptUp } from './header-list';
import type { SortedTicket, TicketSort } from './ticket-order';
import { ticketOrder } from './ticket-order';
import type { TicketSurroundings, TicketView } from './ticket-views';
import { viewTests } from './ticket-views';

/** What a list of tickets is asked for. An empty list of a filter means any value. */
export interface TicketQuery {
  view: TicketView;
  categories: readonly StateCategory[];
  statuses: readonly string[];
  /** User names; the empty text means nobody. */
  assignees: readonly string[];
  /** `group:…` ids; the empty text means none. */
  groups: readonly string[];
  priorities: readonly string[];
  types: readonly string[];
  /** Words that must all be found in number, subject, customer, contact or tags. */
  text: string;
  sort: TicketSort;
}

export const plainQuery: TicketQuery = {
  view: 'open',
  categories: [],
  statuses: [],
  assignees: [],
  groups: [],
  priorities: [],
  types: [],
  text: '',
  sort: 'next',
};

/** Name of a customer or contact by id; empty when unknown. */
export type NameOf = (id: string) => string;

/** Finds the tickets a query asks for, in its order; asked again, looks only at what has changed since. */
export function ticketSelector(
  query: TicketQuery,
  around: TicketSurroundings,
  nameOf: NameOf,
): (tickets: readonly Ticket[]) => readonly Ticket[] {
  const isFound = ticketTest(query, around, nameOf);
  const { sort, merge } = ticketOrder(query.sort, around.categoryOf);
  const result = (sorted: readonly SortedTicket[]) => ({
    sorted,
    tickets: sorted.map(({ ticket }) => ticket),
  });
  const select = keptUp(
    (tickets: readonly Ticket[]) => result(sort(tickets.filter(isFound))),
    (last, changes: readonly HeaderChange<Ticket>[]) => {
      const left = new Set(changes.map(({ before }) => before).filter((ticket) => ticket && isFound(ticket)));
      const come = changes.flatMap(({ after }) => (after && isFound(after) ? [after] : []));
      if (left.size + come.length === 0) return last;
      const stayed = left.size === 0 ? last.sorted : last.sorted.filter(({ ticket }) => !left.has(ticket));
      return result(merge(stayed, sort(come)));
    },
  );
  return (tickets) => select(tickets).tickets;
}

function ticketTest(
  query: TicketQuery,
  around: TicketSurroundings,
  nameOf: NameOf,
): (ticket: Ticket) => boolean {
  const isInView = viewTests(around)[query.view];
  const words = query.text.toLocaleLowerCase('fi').split(/\s+/).filter(Boolean);
  const number = parseTicketNumber(query.text);
  const allows = (wanted: readonly string[], value: string) => wanted.length === 0 || wanted.includes(value);
  return (ticket) => {
    const category = around.categoryOf(ticket.ticketType, ticket.status);
    return (
      isInView(ticket, category) &&
      allows(query.categories, category) &&
      allows(query.statuses, ticket.status) &&
      allows(query.assignees, ticket.assignee) &&
      allows(query.groups, ticket.group) &&
      allows(query.priorities, ticket.priority) &&
      allows(query.types, ticket.ticketType) &&
      (number === ticket.number || hasWords(ticket, words, nameOf))
    );
  };
}

/** Lower-case text of a ticket itself; a changed ticket is another object. */
const ownTexts = new WeakMap<Ticket, string>();

function ownText(ticket: Ticket): string {
  let text = ownTexts.get(ticket);
  if (text === undefined) {
    const { number, subject, tags } = ticket;
    text = [number, number.replace('-', ''), subject, ...tags].join('\n').toLocaleLowerCase('fi');
    ownTexts.set(ticket, text);
  }
  return text;
}

function hasWords(ticket: Ticket, words: readonly string[], nameOf: NameOf): boolean {
  if (words.length === 0) return true;
  const own = ownText(ticket);
  if (words.every((word) => own.includes(word))) return true;
  const names = `${nameOf(ticket.customerId)}\n${nameOf(ticket.contactId)}`.toLocaleLowerCase('fi');
  return words.every((word) => own.includes(word) || names.includes(word));
}
