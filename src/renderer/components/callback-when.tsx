import { useState } from 'react';
import { Button, Group } from '@mantine/core';
import { callbackChoices } from '@shared/domain/calls/callback-choices';
import type { CallbackChoice } from '@shared/domain/calls/callback-choices';
import { formatClock, formatWeekday } from '@shared/i18n/format';
import { useLanguage } from '@renderer/ui/use-language';
import { useTranslation } from '@renderer/ui/use-translation';
import { DayTimeFields } from './day-time-fields';

/** When to call back: the usual times at one press, or any day and time. */
export function CallbackWhen({
  value,
  onChange,
  error,
}: {
  /** ISO 8601, or empty. */
  value: string;
  onChange: (dueAt: string) => void;
  error?: string | undefined;
}) {
  const { t } = useTranslation('callbacks');
  return (
    <div>
      <QuickTimes value={value} onPick={onChange} />
      <DayTimeFields
        value={value}
        onChange={onChange}
        dayLabel={t('date')}
        timeLabel={t('time')}
        error={error}
      />
    </div>
  );
}

/** The times people promise most, at one press. */
export function QuickTimes({
  value,
  onPick,
}: {
  /** ISO 8601, or empty: the one that is marked. */
  value: string;
  onPick: (moment: string) => void;
}) {
  const { t } = useTranslation('callbacks');
  const language = useLanguage();
  const [choices] = useState(() => callbackChoices(new Date()));
  const label = ({ id, at }: CallbackChoice) =>
    t(`quick.${id}`, {
      time: formatClock(at.toISOString(), language),
      weekday: formatWeekday(at.toISOString(), language),
    });
  return (
    <Group gap={4} role="group" aria-label={t('quick.label')} mb={8}>
      {choices.map((choice) => {
        const moment = choice.at.toISOString();
        return (
          <Button
            key={choice.id}
            size="compact-xs"
            variant={moment === value ? 'filled' : 'default'}
            aria-pressed={moment === value}
            onClick={() => onPick(moment)}
          >
            {label(choice)}
          </Button>
        );
      })}
    </Group>
  );
}
