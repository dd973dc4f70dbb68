import { useMemo } from 'react';
import type { StateCategory } from '@shared/domain/team/team';
import { categoryOf } from '@shared/domain/tickets/pipeline';
import type { Ticket } from '@shared/domain/tickets/ticket';
import { useHeaders } from './records';
import { useSession } from './team-context';
import { countViews, selectTickets } from './ticket-query';
import type { TicketCounts, TicketQuery, TicketSurroundings } from './ticket-query';

const RECENT_DAYS = 14;
const DAY = 86_400_000;

interface TicketList {
  /** In the query's order. */
  tickets: readonly Ticket[];
  /** Per view, filters aside. */
  counts: TicketCounts;
  /** How many the query found. */
  total: number;
}

/** The tickets a query asks for, live. The one door to lists of tickets: what is behind it may change. */
export function useTicketList(query: TicketQuery): TicketList {
  const all = useHeaders('ticket');
  const around = useSurroundings();
  const counts = useMemo(() => countViews(all, around), [all, around]);
  const tickets = useMemo(() => selectTickets(all, query, around), [all, query, around]);
  return { tickets, counts, total: tickets.length };
}

function useSurroundings(): TicketSurroundings {
  const { user } = useSession();
  const pipelines = useHeaders('pipeline');
  const groups = useHeaders('group');
  const customers = useHeaders('customer');
  const contacts = useHeaders('contact');
  // Names change rarely and are asked for every ticket: one map for all of them.
  const names = useMemo(
    () => new Map([...customers, ...contacts].map((header) => [header._id, header.name])),
    [customers, contacts],
  );
  return useMemo(() => {
    const byType = new Map(pipelines.map((pipeline) => [pipeline.ticketType, pipeline]));
    // Asked twice for every ticket at each change: without making a key of the two.
    const categories = new Map<string, Map<string, StateCategory>>();
    return {
      user,
      myGroups: new Set(groups.filter((group) => group.members.includes(user)).map((group) => group._id)),
      closedSince: recentSince(),
      categoryOf(ticketType, status) {
        const ofType = categories.get(ticketType) ?? new Map<string, StateCategory>();
        if (ofType.size === 0) categories.set(ticketType, ofType);
        let category = ofType.get(status);
        if (!category) {
          category = categoryOf(byType.get(ticketType), status);
          ofType.set(status, category);
        }
        return category;
      },
      nameOf: (id) => names.get(id) ?? '',
    };
  }, [user, pipelines, groups, names]);
}

/** Follows the clock whenever something changes; a list that is off by minutes here is right. */
function recentSince(): string {
  return new Date(Date.now() - RECENT_DAYS * DAY).toISOString();
}
