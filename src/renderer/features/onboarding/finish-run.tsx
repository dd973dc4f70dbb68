import { useState } from 'react';
import { Button, Select, Textarea } from '@mantine/core';
import { finishRun } from '@shared/domain/onboarding/checklist-commands';
import type { Run, RunOutcome } from '@shared/domain/onboarding/checklist';
import { runOutcomes, runProgress } from '@shared/domain/onboarding/checklist';
import { drop } from '@shared/lib/drop';
import { useDraft } from '@renderer/data/queries/draft';
import { useRun } from '@renderer/data/queries/team-context';
import { useAct } from '@renderer/components/use-act';
import { useTranslation } from '@renderer/ui/use-translation';
import classes from './run.module.css';

/** How the onboarding ended, in the team's terms and in the customer's own words. */
export function FinishRun({ run, readOnly }: { run: Run; readOnly: boolean }) {
  const { t } = useTranslation('onboarding');
  const execute = useRun();
  const act = useAct();
  const words = useDraft(`${run._id}/confirmation`);
  const [outcome, setOutcome] = useState<RunOutcome | null>(null);
  const { requiredLeft, failed, blocked } = runProgress(run);
  const proposed: RunOutcome = failed + blocked + requiredLeft > 0 ? 'succeededWithOpenIssues' : 'succeeded';
  const chosen = outcome ?? proposed;

  async function finish(): Promise<void> {
    const values = { id: run._id, outcome: chosen, customerConfirmation: words.text };
    if (await act(() => execute(finishRun, values))) words.clearSaved(values.customerConfirmation);
  }
  if (run.outcome) {
    return (
      <section className={classes.finish}>
        <strong>{t('finishedAs', { outcome: t(`outcomes.${run.outcome}`) })}</strong>
        {run.customerConfirmation ? (
          <p className={classes.quote} dir="auto">
            {run.customerConfirmation}
          </p>
        ) : null}
        {readOnly ? null : (
          <Button
            variant="default"
            onClick={() => drop(act(() => execute(finishRun, { id: run._id, outcome: '' })))}
          >
            {t('reopen')}
          </Button>
        )}
      </section>
    );
  }
  if (readOnly) return null;
  return (
    <section className={classes.finish}>
      {requiredLeft > 0 ? (
        <p className={classes.muted}>{t('requiredLeft', { count: requiredLeft })}</p>
      ) : null}
      <Select
        label={t('outcome')}
        value={chosen}
        data={runOutcomes.map((value) => ({ value, label: t(`outcomes.${value}`) }))}
        onChange={(value) => setOutcome(value as RunOutcome)}
      />
      <Textarea
        label={t('confirmation')}
        placeholder={t('confirmationHint')}
        value={words.text}
        onChange={(event) => words.setText(event.currentTarget.value)}
      />
      <Button variant="default" onClick={() => drop(finish())}>
        {t('finish')}
      </Button>
    </section>
  );
}
