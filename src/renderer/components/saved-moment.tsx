import { useState } from 'react';
import { DayTimeFields } from './day-time-fields';
import classes from './saved-moment.module.css';

/** A day and a time that are saved when both fields have been left, or by Enter: no half-typed time is ever a promise. */
export function SavedMoment({
  label,
  value,
  timeLabel,
  readOnly,
  onSave,
}: {
  /** Of the day; names the pair. */
  label: string;
  timeLabel: string;
  /** ISO 8601, or empty. */
  value: string;
  readOnly: boolean;
  /** ISO 8601, UTC; empty when the day was emptied. */
  onSave: (moment: string) => void;
}) {
  const [typed, setTyped] = useState<string | null>(null);
  function save(pair: HTMLElement): void {
    // Nothing typed whole may mean a day that cannot be read: only an emptied field takes the moment away.
    const isWhole = typed !== '' || pair.querySelector('input')?.value === '';
    if (typed !== null && typed !== value && isWhole) onSave(typed);
    setTyped(null);
  }
  return (
    <fieldset
      className={classes.pair}
      aria-label={label}
      disabled={readOnly}
      onBlur={({ currentTarget, relatedTarget }) => {
        if (!currentTarget.contains(relatedTarget)) save(currentTarget);
      }}
      onKeyDown={({ key, currentTarget }) => {
        if (key === 'Enter') save(currentTarget);
      }}
    >
      <DayTimeFields value={typed ?? value} onChange={setTyped} dayLabel={label} timeLabel={timeLabel} />
    </fieldset>
  );
}
