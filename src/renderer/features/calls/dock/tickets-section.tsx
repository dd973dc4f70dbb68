import { ActionIcon, Button } from '@mantine/core';
import { IconLinkOff, IconPlus } from '@tabler/icons-react';
import { TicketLine } from '@renderer/components/ticket-line';
import { TicketPicker } from '@renderer/components/ticket-picker';
import { useHeader } from '@renderer/data/queries/records';
import { useRun } from '@renderer/data/queries/team-context';
import { KeyLabel } from '@renderer/ui/keys/key-label';
import { useAct } from '@renderer/components/use-act';
import type { Call } from '@shared/domain/calls/call';
import { linkCallToTicket } from '@shared/domain/tickets/ticket-commands';
import { drop } from '@shared/lib/drop';
import { useTranslation } from '@renderer/ui/use-translation';
import classes from './call-panel.module.css';

/** The tickets a call is about: any number of them, old and new. */
export function TicketsSection({ call, onNewTicket }: { call: Call; onNewTicket: () => void }) {
  const { t } = useTranslation('calls');
  const run = useRun();
  const act = useAct();
  const link = (ticketId: string, linked: boolean) =>
    drop(act(() => run(linkCallToTicket, { callId: call._id, ticketId, linked })));
  return (
    <div className={classes.tickets} role="group" aria-label={t('tickets')}>
      <div className={classes.sectionTop}>
        <div className={classes.sectionTitle}>{t('tickets')}</div>
        <Button
          size="compact-xs"
          variant="light"
          leftSection={<IconPlus size={14} aria-hidden />}
          rightSection={<KeyLabel id="ticketFromCall" />}
          onClick={onNewTicket}
        >
          {t('newTicket')}
        </Button>
      </div>
      {call.ticketIds.map((id) => (
        <LinkedTicket key={id} id={id} onUnlink={() => link(id, false)} />
      ))}
      <TicketPicker
        customerId={call.customerId}
        except={call.ticketIds}
        label={t('linkTicket')}
        onPick={(id) => link(id, true)}
      />
    </div>
  );
}

function LinkedTicket({ id, onUnlink }: { id: string; onUnlink: () => void }) {
  const { t } = useTranslation('calls');
  const ticket = useHeader('ticket', id);
  return (
    <div className={classes.linked}>
      <div className={classes.linkedTicket}>
        {ticket ? (
          <TicketLine ticket={ticket} />
        ) : (
          <span className={classes.muted}>{t('ticketMissing')}</span>
        )}
      </div>
      <ActionIcon
        variant="subtle"
        color="gray"
        size="sm"
        aria-label={t('unlinkTicket', { number: ticket?.number ?? '' })}
        onClick={onUnlink}
      >
        <IconLinkOff size={14} />
      </ActionIcon>
    </div>
  );
}
