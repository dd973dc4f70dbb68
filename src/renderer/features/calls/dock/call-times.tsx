import { useRef, useState } from 'react';
import { Button } from '@mantine/core';
import { SavedMoment } from '@renderer/components/saved-moment';
import type { Call } from '@shared/domain/calls/call';
import { useTranslation } from '@renderer/ui/use-translation';
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
  // What was saved here a moment ago may not have come back yet: the other time is judged by it all the same.
  const saved = useRef<{ startedAt?: string; endedAt?: string }>({});
  if (!isOpen) {
    return (
      <Button size="compact-xs" variant="subtle" onClick={() => setOpen(true)}>
        {t('editTimes')}
      </Button>
    );
  }
  function change(values: { startedAt?: string; endedAt?: string }): void {
    const next = { ...call, ...saved.current, ...values };
    const found = timesProblem(next.startedAt, next.endedAt, new Date().toISOString());
    setProblem(found);
    if (found || Object.values(values).includes('')) return;
    saved.current = { ...saved.current, ...values };
    onChange(values);
  }
  return (
    <div className={classes.times}>
      <SavedMoment
        label={t('startedAt')}
        timeLabel={t('callbacks:time')}
        value={call.startedAt}
        readOnly={false}
        onSave={(startedAt) => change({ startedAt })}
      />
      {call.endedAt ? (
        <SavedMoment
          label={t('endedAt')}
          timeLabel={t('callbacks:time')}
          value={call.endedAt}
          readOnly={false}
          onSave={(endedAt) => change({ endedAt })}
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
