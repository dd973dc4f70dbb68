import { Button, Progress } from '@mantine/core';
import { IconPhonePlus } from '@tabler/icons-react';
import { useLocation } from 'wouter';
import { editRun } from '@shared/domain/onboarding/checklist-commands';
import type { Run } from '@shared/domain/onboarding/checklist';
import { runProgress } from '@shared/domain/onboarding/checklist';
import { formatMoment } from '@shared/i18n/format';
import { drop } from '@shared/lib/drop';
import { AgentSelect } from '@renderer/components/agent-select';
import { RecordConflicts } from '@renderer/components/conflict/record-conflicts';
import { CustomerPanel } from '@renderer/components/customer-panel';
import { HeaderMarks } from '@renderer/components/record-marks';
import { SavedMoment } from '@renderer/components/saved-moment';
import { SavedText } from '@renderer/components/saved-text';
import { useHeader, useIsLoaded } from '@renderer/data/queries/records';
import { useRun, useSession } from '@renderer/data/queries/team-context';
import { BackButton } from '@renderer/ui/back-button';
import { useAppActions } from '@renderer/ui/app-actions';
import { EmptyState } from '@renderer/ui/empty-state';
import { localized, useLanguage } from '@renderer/ui/use-language';
import { useAct } from '@renderer/components/use-act';
import { useTranslation } from '@renderer/ui/use-translation';
import { FinishRun } from './finish-run';
import { StepList } from './step-list';
import classes from './run.module.css';

/** One onboarding: steps to go through while talking, the customer beside them. */
export function RunPage({ id }: { id: string }) {
  const { t } = useTranslation('onboarding');
  const run = useHeader('run', id);
  const isLoaded = useIsLoaded('run');
  if (!run && !isLoaded) return null;
  if (!run) return <EmptyState title={t('missingTitle')} text={t('missingText')} />;
  return <OpenRun run={run} />;
}

function OpenRun({ run }: { run: Run }) {
  const { t } = useTranslation('onboarding');
  const language = useLanguage();
  const [, navigate] = useLocation();
  const { role } = useSession();
  const { logCall } = useAppActions();
  const customer = useHeader('customer', run.customerId);
  const contact = useHeader('contact', run.contactId);
  const execute = useRun();
  const act = useAct();
  const { settled, total } = runProgress(run);
  const readOnly = role === 'viewer';
  const save = (values: Partial<Pick<Run, 'owner' | 'nextCallAt' | 'notes'>>) =>
    act(() => execute(editRun, { id: run._id, values }));

  return (
    <article className={classes.run} aria-label={localized(run.title, language)}>
      <header className={classes.runHeader}>
        <BackButton onClick={() => navigate('/onboarding')}>
          <span className={classes.backText}>{t('backToList')}</span>
        </BackButton>
        <div className={classes.runTitle}>
          <h1 className={classes.heading} dir="auto">
            {customer?.name ?? t('customerMissing')}
          </h1>
          <span className={classes.muted}>{localized(run.title, language)}</span>
        </div>
        <div className={classes.headerProgress}>
          <span className={classes.muted}>{t('progress', { settled, total })}</span>
          <Progress value={total === 0 ? 0 : (settled / total) * 100} size="sm" aria-hidden />
        </div>
        <HeaderMarks id={run._id} />
        {readOnly ? null : (
          <Button
            leftSection={<IconPhonePlus size={14} aria-hidden />}
            onClick={() =>
              logCall({
                direction: 'out',
                runId: run._id,
                customerId: run.customerId,
                contactId: run.contactId,
                phone: contact?.phones[0] ?? customer?.phones[0] ?? '',
              })
            }
          >
            {t('callNow')}
          </Button>
        )}
      </header>
      <div className={classes.runBody}>
        <div className={classes.stepsColumn}>
          {readOnly ? <p className={classes.muted}>{t('readOnly')}</p> : null}
          <RecordConflicts id={run._id} />
          <StepList run={run} readOnly={readOnly} />
        </div>
        <aside className={classes.sideColumn} aria-label={t('owner')}>
          <AgentSelect
            label={t('owner')}
            value={run.owner}
            disabled={readOnly}
            onChange={(owner) => drop(save({ owner }))}
          />
          {run.dueAt ? (
            <p className={classes.muted}>{t('dueBy', { time: formatMoment(run.dueAt, language) })}</p>
          ) : null}
          <SavedMoment
            label={t('nextCall')}
            timeLabel={t('nextCallTime')}
            value={run.nextCallAt}
            readOnly={readOnly}
            onSave={(nextCallAt) => drop(save({ nextCallAt }))}
          />
          <SavedText
            label={t('runNotes')}
            value={run.notes}
            draftKey={`${run._id}/notes`}
            readOnly={readOnly}
            onSave={(notes) => save({ notes })}
            multiline
          />
          <FinishRun run={run} readOnly={readOnly} />
          <CustomerPanel customerId={run.customerId} contactId={run.contactId} />
        </aside>
      </div>
    </article>
  );
}
