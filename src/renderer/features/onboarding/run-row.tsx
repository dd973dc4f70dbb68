import { Progress } from '@mantine/core';
import { runProgress } from '@shared/domain/onboarding/checklist';
import type { Run } from '@shared/domain/onboarding/checklist';
import { RowMarks } from '@renderer/components/record-marks';
import { usePersonName } from '@renderer/data/queries/people';
import { useHeader } from '@renderer/data/queries/records';
import { useAppActions } from '@renderer/ui/app-actions';
import { Chip } from '@renderer/ui/chip';
import { Moment } from '@renderer/ui/moment';
import { localized, useLanguage } from '@renderer/ui/use-language';
import { useTranslation } from '@renderer/ui/use-translation';
import { nextMoment } from './group-runs';
import classes from './onboarding.module.css';

/** One run in the overview; opens it. */
export function RunRow({ run }: { run: Run }) {
  const { t } = useTranslation('onboarding');
  const language = useLanguage();
  const { open } = useAppActions();
  const customer = useHeader('customer', run.customerId);
  const owner = usePersonName(run.owner);
  const { settled, total, blocked, failed } = runProgress(run);
  return (
    <button type="button" data-run-row className={classes.runRow} onClick={() => open(run._id)}>
      <span className={classes.runWho}>
        <span className={classes.runCustomer} dir="auto">
          {customer?.name ?? t('customerMissing')}
        </span>
        <span className={classes.muted}>{localized(run.title, language)}</span>
      </span>
      <span className={classes.runChips}>
        {run.outcome ? <Chip tone="green">{t(`outcomes.${run.outcome}`)}</Chip> : null}
        {blocked > 0 ? <Chip tone="amber">{t('blockedCount', { count: blocked })}</Chip> : null}
        {failed > 0 ? <Chip tone="red">{t('failedCount', { count: failed })}</Chip> : null}
      </span>
      <span className={classes.runProgress}>
        <span className={classes.muted}>{t('progress', { settled, total })}</span>
        <Progress value={total === 0 ? 0 : (settled / total) * 100} size="sm" aria-hidden />
      </span>
      <span className={classes.runOwner}>{owner}</span>
      <span className={classes.runState}>
        <RowMarks id={run._id} />
      </span>
      <span className={classes.runDate}>
        <Moment at={run.finishedAt || nextMoment(run)} />
      </span>
    </button>
  );
}
