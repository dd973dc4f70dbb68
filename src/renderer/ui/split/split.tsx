import type { ReactNode } from 'react';
import { Button } from '@mantine/core';
import { IconArrowLeft } from '@tabler/icons-react';
import { useTranslation } from '../use-translation';
import classes from './split.module.css';

/** A list with the chosen record whole beside it; in a narrow window first the one, then the other. */
export function Split({
  hasDetail,
  list,
  detail,
}: {
  /** Whether something is chosen: what a narrow window shows. */
  hasDetail: boolean;
  list: ReactNode;
  detail: ReactNode;
}) {
  return (
    <div className={classes.split} data-detail={hasDetail}>
      <div className={classes.main}>{list}</div>
      <div className={classes.side} data-split-detail>
        {detail}
      </div>
    </div>
  );
}

/** Takes the keys from the list to the acts of what is chosen in it. */
export function enterDetail(): void {
  // What was chosen by the same key is drawn first.
  requestAnimationFrame(() => {
    document.querySelector<HTMLElement>('[data-split-detail] [data-first-act]')?.focus();
  });
}

/** The chosen record, with the way back to the list that only a narrow window needs. */
export function SplitDetail({
  label,
  onBack,
  children,
}: {
  label: string;
  onBack: () => void;
  children: ReactNode;
}) {
  const { t } = useTranslation('common');
  return (
    <article className={classes.detail} aria-label={label}>
      <Button
        className={classes.back}
        size="compact-sm"
        variant="subtle"
        leftSection={<IconArrowLeft size={14} aria-hidden />}
        onClick={onBack}
      >
        {t('back')}
      </Button>
      {children}
    </article>
  );
}
