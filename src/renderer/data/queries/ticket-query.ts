import type { StateCategory } from '@shared/domain/team/team';
import { isSettled } from '@shared/domain/tickets/pipeline';
import type { Ticket } from '@shared/domain/tickets/ticket';
import { compareText } from '@shared/lib/canonical-json';
import { parseTicketNumber } from '@shared/domain/tickets/ticket-number';

export const ticketViews = [
  'mine',
  'unassigned',
  'myGroups',
  'waiting',
  'recentlyClosed',
  'open',
  'all',
] as const;
export type TicketView = (typeof ticketViews)[number];

export const ticketSorts = ['next', 'activity', 'oldest', 'number', 'subject'] as const;
export type TicketSort = (typeof ticketSorts)[number];

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

/** What a query needs to know besides the tickets. */
export interface TicketSurroundings {
  /** Who asks. */
  user: string;
  /** Ids of the asker's groups. */
  myGroups: ReadonlySet<string>;
  /** ISO 8601: settled before this is no longer "recently". */
  closedSince: string;
  categoryOf(ticketType: string, status: string): StateCategory;
  /** Name of a customer or contact by id; empty when unknown. */
  nameOf(id: string): string;
}

/** How many tickets each view holds, filters aside. */
export type TicketCounts = Record<TicketView, number>;

/** Whether a ticket belongs to a view. */
function viewTest(
  around: TicketSurroundings,
): Record<TicketView, (ticket: Ticket, category: StateCategory) => boolean> {
  const isOpen = (category: StateCategory) => !isSettled(category);
  return {
    mine: (ticket, category) => isOpen(category) && ticket.assignee === around.user,
    unassigned: (ticket, category) => isOpen(category) && ticket.assignee === '',
    myGroups: (ticket, category) => isOpen(category) && around.myGroups.has(ticket.group),
    waiting: (_ticket, category) => category === 'waiting',
    recentlyClosed: (ticket, category) => !isOpen(category) && closedAt(ticket) >= around.closedSince,
    open: (_ticket, category) => isOpen(category),
    all: () => true,
  };
}

/** The views in which settled tickets are never found. */
const openViews = ['mine', 'unassigned', 'myGroups', 'waiting', 'open'] as const;

/** Counts every view in one pass over the tickets. */
export function countViews(tickets: readonly Ticket[], around: TicketSurroundings): TicketCounts {
  const counts: TicketCounts = {
    mine: 0,
    unassigned: 0,
    myGroups: 0,
    waiting: 0,
    recentlyClosed: 0,
    open: 0,
    all: tickets.length,
  };
  const test = viewTest(around);
  for (const ticket of tickets) {
    const category = around.categoryOf(ticket.ticketType, ticket.status);
    // Most tickets of an old team are settled, and belong to one view at most.
    if (isSettled(category)) {
      if (test.recentlyClosed(ticket, category)) counts.recentlyClosed += 1;
    } else {
      for (const view of openViews) if (test[view](ticket, category)) counts[view] += 1;
    }
  }
  return counts;
}

/** The tickets a query asks for, in its order. */
export function selectTickets(
  tickets: readonly Ticket[],
  query: TicketQuery,
  around: TicketSurroundings,
): Ticket[] {
  const inView = viewTest(around)[query.view];
  const words = query.text.toLocaleLowerCase('fi').split(/\s+/).filter(Boolean);
  const number = parseTicketNumber(query.text);
  const allows = (wanted: readonly string[], value: string) => wanted.length === 0 || wanted.includes(value);
  const found = tickets.filter((ticket) => {
    const category = around.categoryOf(ticket.ticketType, ticket.status);
    return (
      inView(ticket, category) &&
      allows(query.categories, category) &&
      allows(query.statuses, ticket.status) &&
      allows(query.assignees, ticket.assignee) &&
      allows(query.groups, ticket.group) &&
      allows(query.priorities, ticket.priority) &&
      allows(query.types, ticket.ticketType) &&
      (number === ticket.number || hasWords(ticket, words, around))
    );
  });
  return sortTickets(found, query.sort, around);
}

const collator = new Intl.Collator('fi', { numeric: true });

function sortTickets(tickets: Ticket[], sort: TicketSort, around: TicketSurroundings): Ticket[] {
  switch (sort) {
    case 'next':
      return sortByKey(tickets, (ticket) => nextKey(ticket, around));
    case 'activity':
      return sortByKey(tickets, (ticket) => activityOf(ticket)).reverse();
    case 'oldest':
      return sortByKey(tickets, (ticket) => ticket.createdAt);
    case 'number':
      return sortByKey(tickets, (ticket) => ticket.number);
    case 'subject':
      return sortBySubject(tickets);
  }
}

/** Place of each subject seen so far in the Finnish order: collation is far dearer than comparing numbers. */
let subjectRanks = new Map<string, number>();
const MOST_RANKS = 200_000;

function sortBySubject(tickets: Ticket[]): Ticket[] {
  const unseen = tickets.filter(({ subject }) => !subjectRanks.has(subject));
  if (unseen.length > 0) {
    // The known ones come in order, which makes sorting in a few new ones cheap.
    const known =
      subjectRanks.size > MOST_RANKS ? tickets.map(({ subject }) => subject) : subjectRanks.keys();
    const subjects = [...new Set([...known, ...unseen.map(({ subject }) => subject)])];
    subjects.sort((a, b) => collator.compare(a, b) || compareText(a, b));
    subjectRanks = new Map(subjects.map((subject, rank) => [subject, rank]));
  }
  return tickets
    .map((ticket) => ({ ticket, rank: subjectRanks.get(ticket.subject) ?? 0 }))
    .sort((a, b) => a.rank - b.rank || compareText(a.ticket._id, b.ticket._id))
    .map(({ ticket }) => ticket);
}

/** Sorts by a text made once per ticket; equal keys by id, so that the order is the same on every machine. */
function sortByKey(tickets: Ticket[], keyOf: (ticket: Ticket) => string): Ticket[] {
  return tickets
    .map((ticket) => ({ ticket, key: keyOf(ticket) }))
    .sort((a, b) => compareText(a.key, b.key) || compareText(a.ticket._id, b.ticket._id))
    .map(({ ticket }) => ticket);
}

const priorityRank: Record<string, string> = { high: '0', medium: '1', low: '2' };

/**
 * What to do next: what waits for nobody else first, then by priority, then those the customer has no answer
 * to, then the one that has waited longest.
 */
function nextKey(ticket: Ticket, around: TicketSurroundings): string {
  const category = around.categoryOf(ticket.ticketType, ticket.status);
  const turn = isSettled(category) ? '2' : category === 'waiting' ? '1' : '0';
  const rank = Object.hasOwn(priorityRank, ticket.priority) ? priorityRank[ticket.priority] : '1';
  const answered = ticket.firstRespondedAt ? '1' : '0';
  const since = ticket.firstRespondedAt ? (ticket.lastContactAt ?? ticket.createdAt) : ticket.createdAt;
  return `${turn}${rank}${answered}${since}`;
}

function activityOf(ticket: Ticket): string {
  return ticket.lastActivityAt || ticket.createdAt;
}

/** Tickets settled by an import may not say when. */
function closedAt(ticket: Ticket): string {
  return ticket.resolvedAt || activityOf(ticket);
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

function hasWords(ticket: Ticket, words: readonly string[], around: TicketSurroundings): boolean {
  if (words.length === 0) return true;
  const own = ownText(ticket);
  if (words.every((word) => own.includes(word))) return true;
  const names = `${around.nameOf(ticket.customerId)}\n${around.nameOf(ticket.contactId)}`.toLocaleLowerCase(
    'fi',
  );
  return words.every((word) => own.includes(word) || names.includes(word));
}
