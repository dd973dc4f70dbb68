import type { ComponentType, ReactNode } from 'react';
import classes from './banner.module.css';

interface BannerProps {
  /** Red where something has stopped, amber where it may. */
  tone: 'amber' | 'red';
  icon: ComponentType<{ size: number; 'aria-hidden': true }>;
  label: string;
  title: string;
  text: string;
  acts?: ReactNode;
}

/** Under the top bar, over every screen: what happened, what is safe, what to do. */
export function Banner({ tone, icon: Icon, label, title, text, acts }: BannerProps) {
  return (
    <section className={classes.banner} data-tone={tone} aria-label={label} role="status">
      <Icon size={18} aria-hidden />
      <div className={classes.words}>
        <strong>{title}</strong>
        <span>{text}</span>
      </div>
      {acts ? <div className={classes.acts}>{acts}</div> : null}
    </section>
  );
}
