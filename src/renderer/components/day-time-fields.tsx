import { useState } from 'react';
import { Group } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { localDay, localTime, momentOf, readTime } from '@shared/lib/local-time';
import { useLanguage } from '@renderer/ui/use-language';
import { writeTime } from '@renderer/ui/written-time';
import { DayField, TypedField } from './day-field';

/** A day and a time of day, local; tells a whole moment only. */
export function DayTimeFields({
  value,
  onChange,
  dayLabel,
  timeLabel,
  error,
  startsFocused = false,
}: {
  /** ISO 8601, or empty. */
  value: string;
  /** ISO 8601, UTC; empty while one of the two is missing. */
  onChange: (moment: string) => void;
  dayLabel: string;
  timeLabel: string;
  error?: string | undefined;
  /** A dialog opens with the cursor in the time. */
  startsFocused?: boolean;
}) {
  const { t } = useTranslation('common');
  const language = useLanguage();
  const [typed, setTyped] = useState({ value, day: localDay(value), time: localTime(value) });
  // A moment that came from outside replaces what the fields show; an unfinished one does not.
  const shown = typed.value === value ? typed : { value, day: localDay(value), time: localTime(value) };
  function change(day: string, time: string): void {
    const next = momentOf(day, time);
    setTyped({ value: next, day, time });
    if (next !== value) onChange(next);
  }
  return (
    <Group gap={8} wrap="nowrap" align="flex-start">
      <DayField
        label={dayLabel}
        value={shown.day}
        onChange={(day) => change(day, shown.time)}
        error={error}
        w={120}
      />
      <TypedField
        label={timeLabel}
        placeholder={t('timeFormat')}
        data-autofocus={startsFocused || undefined}
        value={shown.time}
        onChange={(time) => change(shown.day, time)}
        show={(time) => writeTime(time, language)}
        read={readTime}
        w={90}
      />
    </Group>
  );
}
