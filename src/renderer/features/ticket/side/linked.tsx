import { useMemo } from 'react';
import { Button, UnstyledButton } from '@mantine/core';
import { IconCheck, IconPhoneCalling, IconPhoneIncoming, IconPhoneOutgoing } from '@tabler/icons-react';
import type { Call, Callback } from '@shared/domain/calls/call';
import { callSeconds, isCallOpen } from '@shared/domain/calls/call';
import type { Ticket } from '@shared/domain/tickets/ticket';
import { formatDuration } from '@shared/i18n/format';
import { usePersonName } from '@renderer/data/queries/people';
import { useHeaders } from '@renderer/data/queries/records';
import { useAppActions } from '@renderer/ui/app-actions';
import { Moment } from '@renderer/ui/moment';
import { useLanguage } from '@renderer/ui/use-language';
import { useTranslation } from '@renderer/ui/use-translation';
import { Section } from './section';
import classes from './side.module.css';

/** Calls linked to the ticket, newest first. */
export function LinkedCalls({ ticketId }: { ticketId: string }) {
  const { t } = useTranslation('ticket');
  const calls = useHeaders('call');
  const linked = useMemo(
    () =>
      calls
        .filter((call) => call.ticketIds.includes(ticketId))
        .sort((a, b) => b.startedAt.localeCompare(a.startedAt)),
    [calls, ticketId],
  );
  return (
    <Section title={t('calls')}>
      {linked.length === 0 ? <p className={classes.muted}>{t('noCalls')}</p> : null}
      {linked.map((call) => (
        <CallLine key={call._id} call={call} />
      ))}
    </Section>
  );
}

function CallLine({ call }: { call: Call }) {
  const { t } = useTranslation('ticket');
  const language = useLanguage();
  const { open } = useAppActions();
  const agent = usePersonName(call.agent);
  const Icon = call.direction === 'in' ? IconPhoneIncoming : IconPhoneOutgoing;
  return (
    <UnstyledButton
      className={classes.line}
      onClick={() => open(call._id)}
      title={t(`call.${call.direction}`)}
    >
      <Icon size={14} aria-hidden />
      <span className={classes.grow}>
        {isCallOpen(call) ? t('call.live') : formatDuration(callSeconds(call, call.endedAt).total, language)}
        {`, ${agent}`}
      </span>
      <span className={classes.muted}>
        <Moment at={call.startedAt} />
      </span>
    </UnstyledButton>
  );
}

/** Promised calls that belong to the ticket, open ones first. */
export function LinkedCallbacks({ ticket, canWrite }: { ticket: Ticket; canWrite: boolean }) {
  const { t } = useTranslation('ticket');
  const { planCallback } = useAppActions();
  const callbacks = useHeaders('callback');
  const linked = useMemo(
    () =>
      callbacks
        .filter((callback) => callback.ticketIds.includes(ticket._id))
        .sort(
          (a, b) =>
            Number(a.status !== 'open') - Number(b.status !== 'open') || a.dueAt.localeCompare(b.dueAt),
        ),
    [callbacks, ticket._id],
  );
  return (
    <Section
      title={t('callbacks')}
      action={
        canWrite ? (
          <Button
            variant="subtle"
            size="compact-xs"
            onClick={() =>
              planCallback({
                ticketId: ticket._id,
                customerId: ticket.customerId,
                contactId: ticket.contactId,
                subject: ticket.subject,
              })
            }
          >
            {t('planCallback')}
          </Button>
        ) : null
      }
    >
      {linked.length === 0 ? <p className={classes.muted}>{t('noCallbacks')}</p> : null}
      {linked.map((callback) => (
        <CallbackLine key={callback._id} callback={callback} />
      ))}
    </Section>
  );
}

function CallbackLine({ callback }: { callback: Callback }) {
  const { t } = useTranslation(['ticket', 'common']);
  const { open } = useAppActions();
  const owner = usePersonName(callback.owner);
  const isOpen = callback.status === 'open';
  const Icon = isOpen ? IconPhoneCalling : IconCheck;
  return (
    <UnstyledButton className={classes.line} data-done={!isOpen} onClick={() => open(callback._id)}>
      <Icon size={14} aria-hidden />
      <span className={classes.grow}>
        <bdi>{callback.topic || owner || t('common:nobody')}</bdi>
      </span>
      <span className={classes.muted}>
        <Moment at={callback.dueAt} />
      </span>
    </UnstyledButton>
  );
}
