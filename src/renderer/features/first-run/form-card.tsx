import type { ReactNode } from 'react';
import { Button } from '@mantine/core';
import type { AccountProblem } from '@renderer/data/commands/http';
import { ProblemAlert } from '@renderer/ui/problem-alert';
import { useTranslation } from '@renderer/ui/use-translation';
import classes from './first-run.module.css';

/** A step with fields: heading, fields, what went wrong, and the two ways on. */
export function FormCard({
  title,
  note,
  submit,
  busy,
  problem,
  onSubmit,
  onBack,
  children,
}: {
  title: string;
  note?: string;
  submit: string;
  busy: boolean;
  problem: AccountProblem | null;
  onSubmit: () => void;
  /** Absent where there is nothing to go back to. */
  onBack?: (() => void) | undefined;
  children: ReactNode;
}) {
  const { t } = useTranslation('common');
  return (
    <form
      className={`${classes.card} ${classes.stack}`}
      aria-label={title}
      onSubmit={(event) => {
        event.preventDefault();
        if (!busy) onSubmit();
      }}
    >
      <h2 className={classes.heading}>{title}</h2>
      {note ? <p className={classes.note}>{note}</p> : null}
      {children}
      <ProblemAlert problem={problem} />
      <div className={classes.actions}>
        <Button type="submit" size="sm" loading={busy}>
          {submit}
        </Button>
        {onBack ? (
          <Button variant="subtle" color="gray" size="sm" onClick={onBack}>
            {t('back')}
          </Button>
        ) : null}
      </div>
    </form>
  );
}
