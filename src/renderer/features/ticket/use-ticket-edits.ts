import { useMemo } from 'react';
import { categoryOf, isSettled, nextStates, stateOf } from '@shared/domain/tickets/pipeline';
import type { Pipeline, PipelineState } from '@shared/domain/team/team';
import type { Ticket } from '@shared/domain/tickets/ticket';
import { editTicket, moveTicket } from '@shared/domain/tickets/ticket-commands';
import { drop } from '@shared/lib/drop';
import { useHeader } from '@renderer/data/queries/records';
import { useRun } from '@renderer/data/queries/team-context';
import { useUndo } from '@renderer/components/undo/use-undo';
import { useAct } from '@renderer/components/use-act';
import { localized, useLanguage } from '@renderer/ui/use-language';
import { useTranslation } from '@renderer/ui/use-translation';

type Values = Partial<
  Pick<
    Ticket,
    | 'subject'
    | 'description'
    | 'priority'
    | 'ticketType'
    | 'assignee'
    | 'group'
    | 'customerId'
    | 'contactId'
    | 'channel'
  >
>;

/** What one can do to the ticket with one press. Failures are told; what can be undone offers it. */
export interface TicketEdits {
  edit(values: Values): void;
  move(status: string): void;
  /** Moves to the pipeline's first allowed settled state. */
  resolve(): void;
  archive(archived: boolean): void;
}

export function useTicketEdits(ticket: Ticket | undefined): TicketEdits {
  const { t } = useTranslation('ticket');
  const language = useLanguage();
  const run = useRun();
  const act = useAct();
  const pipeline = useHeader('pipeline', ticket ? `pipeline:${ticket.ticketType}` : '');
  const { offer } = useUndo();
  return useMemo(() => {
    const id = ticket?._id ?? '';
    const edit = (values: Values) => {
      if (id) drop(act(() => run(editTicket, { id, values })));
    };
    const settle = async (number: string, target: PipelineState) => {
      const { eventId } = await run(moveTicket, { id, status: target.id });
      offer(t('movedNotice', { number, status: localized(target.name, language) }), eventId);
    };
    const archive = async (number: string) => {
      const { eventId } = await run(editTicket, { id, values: { archived: true } });
      offer(t('archivedNotice', { number }), eventId);
    };
    return {
      edit,
      move(status) {
        if (!ticket || status === ticket.status) return;
        const target = stateOf(pipeline, status);
        const settles = target && isSettled(target.category);
        drop(act(() => (settles ? settle(ticket.number, target) : run(moveTicket, { id, status }))));
      },
      resolve() {
        const target = resolvedState(pipeline, ticket?.status ?? '');
        if (ticket && target) drop(act(() => settle(ticket.number, target)));
      },
      archive(archived) {
        if (!ticket) return;
        drop(act(() => (archived ? archive(ticket.number) : run(editTicket, { id, values: { archived } }))));
      },
    };
  }, [ticket, pipeline, run, act, offer, t, language]);
}

/** Undefined for a ticket that is settled already: one key too many must not close it for good. */
function resolvedState(pipeline: Pipeline | undefined, status: string) {
  if (isSettled(categoryOf(pipeline, status))) return undefined;
  const next = nextStates(pipeline, status);
  return (
    next.find((state) => state.category === 'resolved') ?? next.find((state) => state.category === 'closed')
  );
}
