import { Button } from '@mantine/core';
import { useLocation } from 'wouter';
import { drop } from '@shared/lib/drop';
import { useTeam } from '@renderer/data/queries/team-context';
import { BackButton } from '@renderer/ui/back-button';
import { EmptyState } from '@renderer/ui/empty-state';
import { Page } from '@renderer/ui/page';
import { useTranslation } from '@renderer/ui/use-translation';
import { ChooseFiles } from './choose-files';
import { useImporter } from './importer-store';
import { Preview } from './preview';
import { ProblemNote } from './problem-note';
import { RunPanel } from './run-panel';
import classes from './importer.module.css';

/** Settings → Import: choose files, look at what would happen, run it. */
export function ImporterPage() {
  const { t } = useTranslation(['importer', 'nav']);
  const [, navigate] = useLocation();
  const team = useTeam();
  const { step, plan, problem, run, reset } = useImporter();
  if (team.session.role !== 'lead') {
    return (
      <Page title={t('title')}>
        <EmptyState title={t('title')} text={t('leadsOnly')} />
      </Page>
    );
  }
  const backButton = (
    <BackButton variant="default" onClick={() => navigate('/settings')}>
      {t('nav:settings')}
    </BackButton>
  );
  const actions =
    step === 'preview' ? (
      <>
        <Button variant="default" onClick={reset}>
          {t('startOver')}
        </Button>
        <Button disabled={!plan} onClick={() => drop(run(team))}>
          {plan ? t('runCount', { count: plan.documents.length }) : t('run')}
        </Button>
      </>
    ) : (
      backButton
    );
  return (
    <Page title={t('title')} actions={actions}>
      <div className={classes.content}>
        {step === 'choose' || step === 'reading' ? (
          <>
            <ProblemNote problem={problem} />
            <ChooseFiles />
          </>
        ) : null}
        {step === 'preview' ? <Preview /> : null}
        {step === 'running' || step === 'done' ? <RunPanel /> : null}
      </div>
    </Page>
  );
}
