import type { Ticket } from '@shared/domain/tickets/ticket';
import { useAppActions } from '@renderer/ui/app-actions';
import { Moment } from '@renderer/ui/moment';
import { StatusChip } from './status-chip';
import classes from './customer-panel.module.css';

/** A ticket for lists inside other records: in one line where there is room, else in two; opens it. */
export function TicketLine({ ticket }: { ticket: Ticket }) {
  const { open } = useAppActions();
  return (
    <button type="button" className={classes.ticketLine} onClick={() => open(ticket._id)}>
      <span className={classes.grow} dir="auto">
        {ticket.subject}
      </span>
      <span className={classes.ticketFacts}>
        <span className={classes.number}>{ticket.number}</span>
        <StatusChip ticketType={ticket.ticketType} status={ticket.status} />
        <span className={classes.muted}>
          <Moment at={ticket.lastActivityAt} />
        </span>
      </span>
    </button>
  );
}
