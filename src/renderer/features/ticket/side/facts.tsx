import type { ReactNode } from 'react';
import { channels } from '@shared/domain/tickets/ticket';
import type { Ticket } from '@shared/domain/tickets/ticket';
import { PickerButton } from '@renderer/components/picker-button';
import { usePersonName } from '@renderer/data/queries/people';
import { Moment } from '@renderer/ui/moment';
import { useTranslation } from '@renderer/ui/use-translation';
import type { TicketEdits } from '../use-ticket-edits';
import { Section } from './section';
import classes from './side.module.css';

/** Where the ticket came from and the moments that matter. */
export function Facts({
  ticket,
  edits,
  canWrite,
}: {
  ticket: Ticket;
  edits: TicketEdits;
  canWrite: boolean;
}) {
  const { t } = useTranslation(['ticket', 'common']);
  const creator = usePersonName(ticket.createdBy);
  const channelName = (id: string) => {
    const known = channels.find((channel) => channel === id);
    return known ? t(`common:channels.${known}`) : id;
  };
  return (
    <Section title={t('ticket:facts')}>
      <dl className={classes.facts}>
        <Fact name={t('ticket:channel')}>
          <PickerButton
            label={t('ticket:channel')}
            values={[ticket.channel]}
            options={channels.map((id) => ({ value: id, label: channelName(id) }))}
            onPick={(channel) => edits.edit({ channel })}
            disabled={!canWrite}
          >
            {channelName(ticket.channel)}
          </PickerButton>
        </Fact>
        <Fact name={t('ticket:created')}>
          <Moment at={ticket.createdAt} />
          {`, ${creator}`}
        </Fact>
        <Fact name={t('ticket:firstResponse')}>
          {ticket.firstRespondedAt ? <Moment at={ticket.firstRespondedAt} /> : t('ticket:notAnswered')}
        </Fact>
        {ticket.lastContactAt ? (
          <Fact name={t('ticket:lastContact')}>
            <Moment at={ticket.lastContactAt} />
          </Fact>
        ) : null}
        {ticket.resolvedAt ? (
          <Fact name={t('ticket:resolvedAt')}>
            <Moment at={ticket.resolvedAt} />
          </Fact>
        ) : null}
        {ticket.sourceId ? (
          <Fact name={t('ticket:source')}>
            <bdi>{ticket.sourceId}</bdi>
          </Fact>
        ) : null}
      </dl>
    </Section>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </>
  );
}
