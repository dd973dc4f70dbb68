import { useState } from 'react';
import { SegmentedControl, Text } from '@mantine/core';
import { DayTimeFields } from '@renderer/components/day-time-fields';
import { FormDialog } from '@renderer/ui/form-dialog';
import { useSingleAct } from '@renderer/components/use-act';
import { useTranslation } from '@renderer/ui/use-translation';
import { timesProblem } from '../dock/wrap-up-rules';
import { useNow } from '../use-now';
import { useDesk } from '../dock/use-dock';

const MINUTE = 60_000;

/** A call that was talked without the app at hand: its times here, the rest in the dock's wrap-up. */
export function PastCallDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation(['calls', 'callbacks', 'common']);
  const desk = useDesk();
  const act = useSingleAct();
  const [direction, setDirection] = useState<'in' | 'out'>('in');
  const [startedAt, setStartedAt] = useState(() => minutesAgo(10));
  const [endedAt, setEndedAt] = useState(() => minutesAgo(5));
  const now = useNow();
  const isWhole = startedAt !== '' && endedAt !== '';
  const problem = isWhole ? timesProblem(startedAt, endedAt, now) : null;
  async function start(): Promise<void> {
    if (await act(() => desk.startPast({ startedAt, endedAt, direction }))) onClose();
  }
  return (
    <FormDialog
      title={t('past.title')}
      submit={t('past.next')}
      disabled={!isWhole || problem !== null}
      onSubmit={start}
      onClose={onClose}
    >
      <Text size="sm">{t('past.text')}</Text>
      <SegmentedControl
        size="xs"
        aria-label={t('direction')}
        value={direction}
        onChange={(value) => setDirection(value === 'out' ? 'out' : 'in')}
        data={[
          { value: 'in', label: t('incoming') },
          { value: 'out', label: t('outgoing') },
        ]}
      />
      <DayTimeFields
        value={startedAt}
        onChange={setStartedAt}
        startsFocused
        dayLabel={t('startedAt')}
        timeLabel={t('callbacks:time')}
      />
      <DayTimeFields
        value={endedAt}
        onChange={setEndedAt}
        dayLabel={t('endedAt')}
        timeLabel={t('callbacks:time')}
        error={problem ? t(problem) : undefined}
      />
    </FormDialog>
  );
}

function minutesAgo(minutes: number): string {
  const now = Math.floor(Date.now() / MINUTE) * MINUTE;
  return new Date(now - minutes * MINUTE).toISOString();
}
