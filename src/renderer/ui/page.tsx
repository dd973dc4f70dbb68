import type { ReactNode } from 'react';
import classes from './page.module.css';

/** A screen: a heading with its acts, and content that scrolls below it. */
export function Page({
  title,
  actions,
  children,
}: {
  title: string;
  actions?: ReactNode;
  children: ReactNode;
}) {
  return (
    <section className={classes.page} aria-label={title}>
      <header className={classes.header}>
        <h1 className={classes.title}>{title}</h1>
        <div className={classes.actions}>{actions}</div>
      </header>
      <div className={classes.body}>{children}</div>
    </section>
  );
}
