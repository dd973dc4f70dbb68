import { useId } from 'react';
import type { ReactNode } from 'react';
import classes from './backup.module.css';

/** A part of the page: its heading, what it is for, and the rest. */
export function Section({ title, text, children }: { title: string; text: string; children: ReactNode }) {
  const id = useId();
  return (
    <section className={classes.section} aria-labelledby={id}>
      <h2 className={classes.heading} id={id}>
        {title}
      </h2>
      <p className={classes.text}>{text}</p>
      {children}
    </section>
  );
}
