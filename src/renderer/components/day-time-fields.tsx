import { useState } from 'react';
import { Group } from '@mantine/core';
import { localDay, localTime, momentOf } from '@shared/lib/local-time';
import { ClockField, DayField } from './day-field';

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
      <ClockField
        label={timeLabel}
        data-autofocus={startsFocused || undefined}
        value={shown.time}
        onChange={(time) => change(shown.day, time)}
        w={90}
      />
    </Group>
  );
}
