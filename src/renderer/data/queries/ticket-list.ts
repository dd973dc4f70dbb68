import { useMemo, useSyncExternalStore } from 'react';
import type { StateCategory } from '@shared/domain/team/team';
import { categoryOf } from '@shared/domain/tickets/pipeline';
import type { Ticket } from '@shared/domain/tickets/ticket';
import { useHeaders } from './records';
import { useSession } from './team-context';
import type { NameOf, TicketQuery } from './ticket-query';
import { ticketSelector } from './ticket-query';
import type { TicketCounts, TicketSurroundings } from './ticket-views';
import { ticketCounter } from './ticket-views';

const RECENT_DAYS = 14;
const HOUR = 3_600_000;

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
  const nameOf = useNames(query.text !== '');
  const count = useMemo(() => ticketCounter(around), [around]);
  const select = useMemo(() => ticketSelector(query, around, nameOf), [query, around, nameOf]);
  const tickets = select(all);
  return { tickets, counts: count(all), total: tickets.length };
}

function useSurroundings(): TicketSurroundings {
  const { user } = useSession();
  const pipelines = useHeaders('pipeline');
  const groups = useHeaders('group');
  const hour = useHour();
  return useMemo(() => {
    const byType = new Map(pipelines.map((pipeline) => [pipeline.ticketType, pipeline]));
    // Asked twice for every ticket: without making a key of the two.
    const categories = new Map<string, Map<string, StateCategory>>();
    return {
      user,
      myGroups: new Set(groups.filter((group) => group.members.includes(user)).map((group) => group._id)),
      closedSince: new Date((hour - RECENT_DAYS * 24) * HOUR).toISOString(),
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
    };
  }, [user, pipelines, groups, hour]);
}

/** The hour that it is, since 1970: near enough for "recently". */
function useHour(): number {
  return useSyncExternalStore(askedEachMinute, () => Math.floor(Date.now() / HOUR));
}

function askedEachMinute(ask: () => void): () => void {
  const timer = setInterval(ask, 60_000);
  return () => clearInterval(timer);
}

const namesNobody: NameOf = () => '';

/** @param wanted whether anybody is asked for: a list without words need not be made again when a name changes */
function useNames(wanted: boolean): NameOf {
  const customers = useHeaders('customer');
  const contacts = useHeaders('contact');
  return useMemo(() => {
    if (!wanted) return namesNobody;
    // Asked for every ticket: one map for all of them.
    const names = new Map([...customers, ...contacts].map((header) => [header._id, header.name]));
    return (id) => names.get(id) ?? '';
  }, [wanted, customers, contacts]);
}
