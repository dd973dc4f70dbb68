import type { ReactNode } from 'react';
import classes from './chip.module.css';

export type ChipTone = 'grey' | 'green' | 'amber' | 'red' | 'blue' | 'violet';

/** A small labelled state. The text says it; the colour only repeats it. */
export function Chip({
  tone = 'grey',
  icon,
  children,
  title,
}: {
  tone?: ChipTone;
  icon?: ReactNode;
  children: ReactNode;
  title?: string;
}) {
  return (
    <span className={classes.chip} data-tone={tone} title={title}>
      {icon}
      {children}
    </span>
  );
}
