import { UnstyledButton } from '@mantine/core';
import { IconPhoneIncoming, IconPhoneOutgoing } from '@tabler/icons-react';
import { callSeconds, isCallOpen } from '@shared/domain/calls/call';
import type { Call } from '@shared/domain/calls/call';
import type { DispositionItem } from '@shared/domain/team/team';
import { formatDuration } from '@shared/i18n/format';
import { Chip } from '@renderer/ui/chip';
import { useHeader } from '@renderer/data/queries/records';
import { usePersonName } from '@renderer/data/queries/people';
import { useAppActions } from '@renderer/ui/app-actions';
import { Moment } from '@renderer/ui/moment';
import { localized, useLanguage } from '@renderer/ui/use-language';
import { useTranslation } from '@renderer/ui/use-translation';
import classes from './call-card.module.css';

const EXCERPT = 400;

/** A call linked to the ticket: direction, who, how long, what was said, how it ended. Opens the call. */
export function CallCard({ callId }: { callId: string }) {
  const { t } = useTranslation('ticket');
  const call = useHeader('call', callId);
  if (!call) return <p className={classes.missing}>{t('call.missing')}</p>;
  return <KnownCall call={call} />;
}

function KnownCall({ call }: { call: Call }) {
  const { t } = useTranslation('ticket');
  const language = useLanguage();
  const { open } = useAppActions();
  const contact = useHeader('contact', call.contactId);
  const agent = usePersonName(call.agent);
  const lists = useHeader('disposition', 'disposition:calls');
  const Icon = call.direction === 'in' ? IconPhoneIncoming : IconPhoneOutgoing;
  const nameIn = (items: readonly DispositionItem[] | undefined, id: string) =>
    localized(items?.find((item) => item.id === id)?.name, language) || id;
  const who = contact?.name || call.callerName || call.phone || t('call.unknownCaller');
  const isOpen = isCallOpen(call);
  return (
    <UnstyledButton className={classes.card} onClick={() => open(call._id)} title={t('call.open')}>
      <span className={classes.head}>
        <Icon size={16} aria-hidden />
        <span>{t(`call.${call.direction}`)}</span>
        <bdi className={classes.who}>{who}</bdi>
        <span className={classes.muted}>
          {isOpen
            ? t('call.live')
            : formatDuration(callSeconds(call, call.endedAt || call.startedAt).total, language)}
          {` · ${agent}, `}
          <Moment at={call.startedAt} />
        </span>
      </span>
      <span className={classes.notes} dir="auto">
        {call.notes ? excerpt(call.notes) : <span className={classes.muted}>{t('call.noNotes')}</span>}
      </span>
      {call.reason || call.outcome ? (
        <span className={classes.chips}>
          {call.reason ? <Chip>{nameIn(lists?.reasons, call.reason)}</Chip> : null}
          {call.outcome ? (
            <Chip tone={call.reached === false ? 'amber' : 'green'}>
              {nameIn(lists?.outcomes, call.outcome)}
            </Chip>
          ) : null}
        </span>
      ) : null}
    </UnstyledButton>
  );
}

function excerpt(notes: string): string {
  return notes.length > EXCERPT ? `${notes.slice(0, EXCERPT)}…` : notes;
}
