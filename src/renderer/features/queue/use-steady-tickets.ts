import { useCallback, useMemo, useState } from 'react';
import type { Ticket } from '@shared/domain/tickets/ticket';
import { readHeader } from '@renderer/data/queries/records';
import { useTeam } from '@renderer/data/queries/team-context';
import type { TicketQuery } from '@renderer/data/queries/ticket-query';
import { steadyList } from './steady-list';
import type { SteadyList } from './steady-list';

const idOf = (ticket: Ticket) => ticket._id;

/**
 * The tickets of the queue, held still while the person is somewhere in them.
 * @param still whether the list is scrolled or a row is chosen
 */
export function useSteadyTickets(
  newest: readonly Ticket[],
  query: TicketQuery,
  still: boolean,
): SteadyList<Ticket> & { refresh: () => void } {
  const team = useTeam();
  const [held, setHeld] = useState<{ query: TicketQuery; ids: readonly string[] } | null>(null);
  // Held state follows from what is on the screen at the moment one settles in it, so it is set while rendering.
  if (!still && held) setHeld(null);
  else if (still && held?.query !== query && newest.length > 0) setHeld({ query, ids: newest.map(idOf) });
  const ids = still && held?.query === query ? held.ids : null;
  const list = useMemo(() => {
    const lookUp = (id: string) => {
      const ticket = readHeader(team, 'ticket', id);
      return ticket?.archived ? undefined : ticket;
    };
    return steadyList(ids, newest, idOf, lookUp);
  }, [ids, newest, team]);
  const refresh = useCallback(() => setHeld({ query, ids: newest.map(idOf) }), [query, newest]);
  return { ...list, refresh };
}
