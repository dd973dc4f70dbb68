import { memo } from 'react';
import type { Ticket } from '@shared/domain/tickets/ticket';
import { PriorityChip } from '@renderer/components/priority-chip';
import { RowMarks } from '@renderer/components/record-marks';
import { StatusChip } from '@renderer/components/status-chip';
import { TypeIcon } from '@renderer/components/type-icon';
import { usePersonName } from '@renderer/data/queries/people';
import { useHeader } from '@renderer/data/queries/records';
import { Moment } from '@renderer/ui/moment';
import { useTranslation } from '@renderer/ui/use-translation';
import { initialsOf } from './initials';
import classes from './ticket-row.module.css';

/** One ticket in one line; columns go as the list gets narrower. Drawn again when it changes, not with its list. */
export const TicketRow = memo(function TicketRow({
  ticket,
  departed,
}: {
  ticket: Ticket;
  departed: boolean;
}) {
  const { t } = useTranslation('queue');
  const customer = useHeader('customer', ticket.customerId);
  const contact = useHeader('contact', ticket.contactId);
  const assignee = usePersonName(ticket.assignee);
  return (
    <div className={classes.row} data-departed={departed} title={departed ? t('departed') : undefined}>
      <span className={classes.number}>{ticket.number}</span>
      <TypeIcon ticketType={ticket.ticketType} />
      <PriorityChip priority={ticket.priority} iconOnly />
      <bdi className={classes.subject} title={`${ticket.number} ${ticket.subject}`}>
        {ticket.subject}
      </bdi>
      <bdi className={classes.customer}>{customer?.name ?? contact?.name ?? ''}</bdi>
      <span className={classes.mark}>
        <RowMarks id={ticket._id} />
      </span>
      <span className={classes.status}>
        <StatusChip ticketType={ticket.ticketType} status={ticket.status} />
      </span>
      <span className={classes.statusDot}>
        <StatusChip ticketType={ticket.ticketType} status={ticket.status} dotOnly />
      </span>
      <Assignee user={ticket.assignee} name={assignee} />
      <span className={classes.time}>
        <Moment at={ticket.lastActivityAt || ticket.createdAt} />
      </span>
    </div>
  );
});

function Assignee({ user, name }: { user: string; name: string }) {
  const { t } = useTranslation('common');
  const label = user ? name : t('unassigned');
  return (
    <span className={classes.assignee} data-nobody={user === ''} title={label}>
      <span className={classes.initials} aria-hidden>
        {user ? initialsOf(name) : '–'}
      </span>
      <bdi className={classes.name}>{label}</bdi>
    </span>
  );
}
