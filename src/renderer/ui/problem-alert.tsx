import { IconAlertCircle } from '@tabler/icons-react';
import type { catalogues } from '@shared/i18n/catalogues';
import classes from './problem-alert.module.css';
import { useTranslation } from './use-translation';

type Problem = keyof (typeof catalogues)['fi']['firstRun']['problems'];

/** What went wrong with the server or the account: what happened, what is safe, what to do. */
export function ProblemAlert({ problem }: { problem: Problem | null }) {
  const { t } = useTranslation('firstRun');
  if (problem === null) return null;
  return (
    <div className={classes.alert} role="alert">
      <IconAlertCircle size={20} className={classes.icon} aria-hidden />
      <div>
        <p className={classes.what}>{t(`problems.${problem}.what`)}</p>
        <p className={classes.next}>{t(`problems.${problem}.next`)}</p>
      </div>
    </div>
  );
}
