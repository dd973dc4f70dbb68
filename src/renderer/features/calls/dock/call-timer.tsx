import type { Call } from '@shared/domain/calls/call';
import { callSeconds } from '@shared/domain/calls/call';
import { formatTimer } from '@shared/i18n/format';
import { useTranslation } from '@renderer/ui/use-translation';
import { useNow } from '../use-now';
import classes from './call-dock.module.css';

/** How long a call has gone on. Says in words and by shape what the dot's colour says. */
export function CallTimer({ call, stage }: { call: Call; stage: 'talk' | 'wrapUp' }) {
  const { t } = useTranslation('calls');
  const now = useNow();
  const state = stage === 'wrapUp' ? 'wrapUp' : call.status === 'held' ? 'held' : 'live';
  const labels = { live: t('live'), held: t('onHold'), wrapUp: t('wrapUpStage') };
  return (
    <span className={classes.timer} data-state={state}>
      <span className={classes.dot} role="img" aria-label={labels[state]} title={labels[state]} />
      <span role="timer" aria-label={t('duration')}>
        {formatTimer(callSeconds(call, now).total)}
      </span>
      {state === 'live' ? null : <span className={classes.stageName}>{labels[state]}</span>}
    </span>
  );
}
