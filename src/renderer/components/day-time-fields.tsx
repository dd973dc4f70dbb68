import { Group, TextInput } from '@mantine/core';
import { localDay, localTime, momentOf } from '@shared/lib/local-time';
import { useState } from 'react';

/** A day and a time of day, local; tells a whole moment only. */
export function DayTimeFields({
  value,
  onChange,
  dayLabel,
  timeLabel,
  error,
}: {
  /** ISO 8601, or empty. */
  value: string;
  /** ISO 8601, UTC; empty while one of the two is missing. */
  onChange: (moment: string) => void;
  dayLabel: string;
  timeLabel: string;
  error?: string | undefined;
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
      <TextInput
        type="date"
        label={dayLabel}
        value={shown.day}
        onChange={(event) => change(event.currentTarget.value, shown.time)}
        error={error}
      />
      <TextInput
        type="time"
        label={timeLabel}
        value={shown.time}
        onChange={(event) => change(shown.day, event.currentTarget.value)}
      />
    </Group>
  );
}
