import { IconPhoneIncoming, IconPhoneOutgoing } from '@tabler/icons-react';
import { RowMarks } from '@renderer/components/record-marks';
import { usePersonName } from '@renderer/data/queries/people';
import { useHeader } from '@renderer/data/queries/records';
import { Chip } from '@renderer/ui/chip';
import { Moment } from '@renderer/ui/moment';
import { localized, useLanguage } from '@renderer/ui/use-language';
import type { Call } from '@shared/domain/calls/call';
import { callSeconds, isCallOpen } from '@shared/domain/calls/call';
import { formatDuration } from '@shared/i18n/format';
import { useTranslation } from '@renderer/ui/use-translation';
import { useCallName } from '../call-name';
import classes from './calls-page.module.css';

/** A reason or an outcome as the team calls it. */
export function useDispositionName(list: 'reasons' | 'outcomes', id: string): string {
  const disposition = useHeader('disposition', 'disposition:calls');
  const language = useLanguage();
  return localized(disposition?.[list].find((item) => item.id === id)?.name, language) || id;
}

export function DirectionIcon({ direction }: { direction: Call['direction'] }) {
  const { t } = useTranslation('calls');
  const Icon = direction === 'in' ? IconPhoneIncoming : IconPhoneOutgoing;
  const label = direction === 'in' ? t('incoming') : t('outgoing');
  return (
    <span className={classes.icon} role="img" aria-label={label} title={label}>
      <Icon size={16} aria-hidden />
    </span>
  );
}

/** A call in one line. */
export function CallRow({ call }: { call: Call }) {
  const { t } = useTranslation('calls');
  const language = useLanguage();
  const { name, company } = useCallName(call);
  const agent = usePersonName(call.agent);
  const reason = useDispositionName('reasons', call.reason);
  const outcome = useDispositionName('outcomes', call.outcome);
  const isOpen = isCallOpen(call);
  return (
    <div className={classes.row}>
      <DirectionIcon direction={call.direction} />
      <span className={classes.when}>
        <Moment at={call.startedAt} />
      </span>
      <span className={classes.who} dir="auto">
        <RowMarks id={call._id} />
        <span className={classes.name}>{name}</span>
        {company ? <span className={classes.muted}> {company}</span> : null}
      </span>
      <span className={classes.snippet} dir="auto">
        {call.notes.replace(/\s+/g, ' ')}
      </span>
      <span className={classes.result}>
        {isOpen ? (
          <Chip tone="amber">{call.status === 'wrapUp' ? t('list.owesWrapUp') : t('list.open')}</Chip>
        ) : (
          <span className={classes.muted}>{[reason, outcome].filter(Boolean).join(' · ')}</span>
        )}
      </span>
      <span className={classes.agent}>{agent}</span>
      <span className={classes.length}>
        {call.endedAt ? formatDuration(callSeconds(call, call.endedAt).talk, language) : ''}
      </span>
    </div>
  );
}
