import type { StateCategory } from '@shared/domain/team/team';
import { isSettled } from '@shared/domain/tickets/pipeline';
import type { Ticket } from '@shared/domain/tickets/ticket';
import type { HeaderChange } from './header-list';
import { keptUp } from './header-list';
import { activityOf } from './ticket-order';

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

/** What a view needs to know besides the tickets. */
export interface TicketSurroundings {
  /** Who asks. */
  user: string;
  /** Ids of the asker's groups. */
  myGroups: ReadonlySet<string>;
  /** ISO 8601: settled before this is no longer "recently". */
  closedSince: string;
  categoryOf(ticketType: string, status: string): StateCategory;
}

/** How many tickets each view holds, filters aside. */
export type TicketCounts = Record<TicketView, number>;

type ViewTest = (ticket: Ticket, category: StateCategory) => boolean;

/** Whether a ticket belongs to a view. */
export function viewTests(around: TicketSurroundings): Record<TicketView, ViewTest> {
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

/** Counts the tickets of every view; asked again, only what has changed since. */
export function ticketCounter(around: TicketSurroundings): (tickets: readonly Ticket[]) => TicketCounts {
  const isIn = viewTests(around);
  function add(counts: TicketCounts, ticket: Ticket, by: 1 | -1): void {
    counts.all += by;
    const category = around.categoryOf(ticket.ticketType, ticket.status);
    // Most tickets of an old team are settled, and belong to one view at most.
    if (!isSettled(category)) {
      for (const view of openViews) if (isIn[view](ticket, category)) counts[view] += by;
    } else if (isIn.recentlyClosed(ticket, category)) counts.recentlyClosed += by;
  }
  return keptUp(
    (tickets: readonly Ticket[]) => {
      const counts = Object.fromEntries(ticketViews.map((view) => [view, 0])) as TicketCounts;
      for (const ticket of tickets) add(counts, ticket, 1);
      return counts;
    },
    (last, changes: readonly HeaderChange<Ticket>[]) => {
      const counts = { ...last };
      for (const { before, after } of changes) {
        if (before) add(counts, before, -1);
        if (after) add(counts, after, 1);
      }
      return counts;
    },
  );
}

/** Tickets settled by an import may not say when. */
function closedAt(ticket: Ticket): string {
  return ticket.resolvedAt || activityOf(ticket);
}
