import type { StateCategory } from '@shared/domain/team/team';
import { isSettled } from '@shared/domain/tickets/pipeline';
import type { Ticket } from '@shared/domain/tickets/ticket';
import { compareText } from '@shared/lib/canonical-json';

export const ticketSorts = ['next', 'activity', 'oldest', 'number', 'subject'] as const;
export type TicketSort = (typeof ticketSorts)[number];

type CategoryOf = (ticketType: string, status: string) => StateCategory;

/** A ticket with what it is sorted by, which is made once for each; nothing when sorted by subject. */
export interface SortedTicket {
  ticket: Ticket;
  key: string;
}

/** Equal tickets go by id, so that the order is the same on every machine. */
export interface TicketOrder {
  sort(tickets: readonly Ticket[]): SortedTicket[];
  /** Two sorted lists as one. */
  merge(a: readonly SortedTicket[], b: readonly SortedTicket[]): SortedTicket[];
}

export function ticketOrder(sort: TicketSort, categoryOf: CategoryOf): TicketOrder {
  if (sort === 'subject') return subjectOrder;
  const keyOf = { next: nextKey, activity: activityOf, oldest: createdAt, number: numberOf }[sort];
  const direction = sort === 'activity' ? -1 : 1;
  const compare = (a: SortedTicket, b: SortedTicket) =>
    direction * (compareText(a.key, b.key) || compareText(a.ticket._id, b.ticket._id));
  return {
    sort: (tickets) => tickets.map((ticket) => ({ ticket, key: keyOf(ticket, categoryOf) })).sort(compare),
    merge: (a, b) => merge(a, b, compare),
  };
}

const subjectOrder: TicketOrder = {
  sort(tickets) {
    rankSubjects(tickets);
    return tickets.map((ticket) => ({ ticket, key: '' })).sort(compareSubjects);
  },
  merge(a, b) {
    rankSubjects([...a, ...b].map(({ ticket }) => ticket));
    return merge(a, b, compareSubjects);
  },
};

const collator = new Intl.Collator('fi', { numeric: true });

/** Place of each subject seen so far in the Finnish order: collation is far dearer than comparing numbers. */
let subjectRanks = new Map<string, number>();
const MOST_RANKS = 200_000;

function rankSubjects(tickets: readonly Ticket[]): void {
  const unseen = tickets.filter(({ subject }) => !subjectRanks.has(subject));
  if (unseen.length === 0) return;
  // The known ones come in order, which makes sorting in a few new ones cheap.
  const known = subjectRanks.size > MOST_RANKS ? tickets.map(({ subject }) => subject) : subjectRanks.keys();
  const subjects = [...new Set([...known, ...unseen.map(({ subject }) => subject)])];
  subjects.sort((a, b) => collator.compare(a, b) || compareText(a, b));
  subjectRanks = new Map(subjects.map((subject, rank) => [subject, rank]));
}

function compareSubjects({ ticket: a }: SortedTicket, { ticket: b }: SortedTicket): number {
  const rankOf = (subject: string) => subjectRanks.get(subject) ?? 0;
  return rankOf(a.subject) - rankOf(b.subject) || compareText(a._id, b._id);
}

function merge(
  a: readonly SortedTicket[],
  b: readonly SortedTicket[],
  compare: (a: SortedTicket, b: SortedTicket) => number,
): SortedTicket[] {
  const merged: SortedTicket[] = [];
  let rest = 0;
  for (const item of b) {
    for (let other = a[rest]; other && compare(other, item) < 0; other = a[rest]) {
      merged.push(other);
      rest += 1;
    }
    merged.push(item);
  }
  return merged.concat(a.slice(rest));
}

const priorityRank: Record<string, string> = { high: '0', medium: '1', low: '2' };

/**
 * What to do next: what waits for nobody else first, then by priority, then those the customer has no answer
 * to, then the one that has waited longest.
 */
function nextKey(ticket: Ticket, categoryOf: CategoryOf): string {
  const category = categoryOf(ticket.ticketType, ticket.status);
  const turn = isSettled(category) ? '2' : category === 'waiting' ? '1' : '0';
  const rank = Object.hasOwn(priorityRank, ticket.priority) ? priorityRank[ticket.priority] : '1';
  const answered = ticket.firstRespondedAt ? '1' : '0';
  const since = ticket.firstRespondedAt ? (ticket.lastContactAt ?? ticket.createdAt) : ticket.createdAt;
  return `${turn}${rank}${answered}${since}`;
}

export function activityOf(ticket: Ticket): string {
  return ticket.lastActivityAt || ticket.createdAt;
}

const createdAt = (ticket: Ticket) => ticket.createdAt;
const numberOf = (ticket: Ticket) => ticket.number;
