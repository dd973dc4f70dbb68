import { useState } from 'react';
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { DayTimeFields } from '@renderer/components/day-time-fields';
import type { Call } from '@shared/domain/calls/call';
import { timesProblem } from './wrap-up-rules';
import type { TimesProblem } from './wrap-up-rules';
import classes from './wrap-up.module.css';

/** Start and end of a call, changed by hand. A pair that cannot be is said, not saved. */
export function CallTimes({
  call,
  onChange,
}: {
  call: Pick<Call, 'startedAt' | 'endedAt'>;
  onChange: (values: { startedAt?: string; endedAt?: string }) => void;
}) {
  const { t } = useTranslation(['calls', 'callbacks']);
  const [isOpen, setOpen] = useState(false);
  const [problem, setProblem] = useState<TimesProblem | null>(null);
  if (!isOpen) {
    return (
      <Button size="compact-xs" variant="subtle" onClick={() => setOpen(true)}>
        {t('editTimes')}
      </Button>
    );
  }
  function change(values: { startedAt?: string; endedAt?: string }): void {
    const next = { ...call, ...values };
    const found = timesProblem(next.startedAt, next.endedAt, new Date().toISOString());
    setProblem(found);
    if (!found && !Object.values(values).includes('')) onChange(values);
  }
  return (
    <div className={classes.times}>
      <DayTimeFields
        value={call.startedAt}
        onChange={(startedAt) => change({ startedAt })}
        dayLabel={t('startedAt')}
        timeLabel={t('callbacks:time')}
      />
      {call.endedAt ? (
        <DayTimeFields
          value={call.endedAt}
          onChange={(endedAt) => change({ endedAt })}
          dayLabel={t('endedAt')}
          timeLabel={t('callbacks:time')}
        />
      ) : null}
      {problem ? (
        <div className={classes.error} role="alert">
          {t(problem)}
        </div>
      ) : null}
    </div>
  );
}
