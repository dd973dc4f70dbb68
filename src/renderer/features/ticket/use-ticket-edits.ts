import { useMemo } from 'react';
import { categoryOf, isSettled, nextStates } from '@shared/domain/tickets/pipeline';
import type { Pipeline } from '@shared/domain/team/team';
import type { Ticket } from '@shared/domain/tickets/ticket';
import { editTicket, moveTicket } from '@shared/domain/tickets/ticket-commands';
import { drop } from '@shared/lib/drop';
import { useHeader } from '@renderer/data/queries/records';
import { useRun } from '@renderer/data/queries/team-context';
import { useNotices } from '@renderer/ui/notices';
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
  const { t } = useTranslation(['ticket', 'common']);
  const language = useLanguage();
  const run = useRun();
  const act = useAct();
  const pipeline = useHeader('pipeline', ticket ? `pipeline:${ticket.ticketType}` : '');
  return useMemo(() => {
    const show = useNotices.getState().show;
    const id = ticket?._id ?? '';
    const edit = (values: Values) => {
      if (id) drop(act(() => run(editTicket, { id, values })));
    };
    const move = (status: string) => {
      if (ticket && status !== ticket.status) drop(act(() => run(moveTicket, { id, status })));
    };
    const setArchived = (archived: boolean) => act(() => run(editTicket, { id, values: { archived } }));
    return {
      edit,
      move,
      resolve() {
        const target = resolvedState(pipeline, ticket?.status ?? '');
        if (!ticket || !target) return;
        const before = ticket.status;
        const done = act(() => run(moveTicket, { id, status: target.id })).then((ok) => {
          if (!ok) return;
          const text = t('ticket:movedNotice', {
            number: ticket.number,
            status: localized(target.name, language),
          });
          const canReturn = nextStates(pipeline, target.id).some((state) => state.id === before);
          const undo = {
            label: t('common:undo'),
            undoes: true,
            run: () => drop(act(() => run(moveTicket, { id, status: before }))),
          };
          show({ kind: 'info', text, ...(canReturn ? { action: undo } : {}) });
        });
        drop(done);
      },
      archive(archived) {
        if (!ticket) return;
        const done = setArchived(archived).then((ok) => {
          if (!ok || !archived) return;
          show({
            kind: 'info',
            text: t('ticket:archivedNotice', { number: ticket.number }),
            action: { label: t('common:undo'), undoes: true, run: () => drop(setArchived(false)) },
          });
        });
        drop(done);
      },
    };
  }, [ticket, pipeline, run, act, t, language]);
}

/** Undefined for a ticket that is settled already: one key too many must not close it for good. */
function resolvedState(pipeline: Pipeline | undefined, status: string) {
  if (isSettled(categoryOf(pipeline, status))) return undefined;
  const next = nextStates(pipeline, status);
  return (
    next.find((state) => state.category === 'resolved') ?? next.find((state) => state.category === 'closed')
  );
}
