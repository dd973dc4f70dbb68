import { Button, Progress } from '@mantine/core';
import { IconUpload } from '@tabler/icons-react';
import { formatNumber } from '@shared/i18n/format';
import { drop } from '@shared/lib/drop';
import { useTeam } from '@renderer/data/queries/team-context';
import { useSyncStatus } from '@renderer/data/queries/sync-status';
import { platform } from '@renderer/platform/platform';
import { useLanguage } from '@renderer/ui/use-language';
import { useTranslation } from '@renderer/ui/use-translation';
import { intoView } from './into-view';
import { RestoreReportView } from './restore-report';
import { useRestore } from './restore-store';
import { Section } from './section';
import classes from './backup.module.css';

/** From a file to what would happen, and then to what happened. */
export function RestoreSection() {
  const { t } = useTranslation('backup');
  const team = useTeam();
  const { phase } = useSyncStatus();
  const { step, report, failure, check, stop } = useRestore();
  const choose = async () => {
    const source = await platform.pickBackup();
    if (source) await check(team, source);
  };
  return (
    <Section title={t('restoreTitle')} text={t('restoreText')}>
      {phase === 'firstSync' ? <p className={classes.text}>{t('firstSync')}</p> : null}
      {failure ? (
        <p className={classes.problem} role="alert">
          {t(`failures.${failure}`)}
        </p>
      ) : null}
      {step === 'idle' ? (
        <div className={classes.acts}>
          <Button
            variant="default"
            leftSection={<IconUpload size={14} aria-hidden />}
            onClick={() => drop(choose())}
          >
            {t('choose')}
          </Button>
        </div>
      ) : null}
      {step === 'checking' || step === 'restoring' ? (
        <Running title={step === 'checking' ? t('checking') : t('restoring')} onStop={stop} />
      ) : null}
      {report && (step === 'checked' || step === 'done') ? (
        <RestoreReportView report={report} isDone={step === 'done'} />
      ) : null}
    </Section>
  );
}

function Running({ title, onStop }: { title: string; onStop: () => void }) {
  const { t } = useTranslation('backup');
  const language = useLanguage();
  const { progress, report } = useRestore();
  const total = report?.head.records ?? 0;
  return (
    <div className={classes.panel} ref={intoView}>
      <h3 className={classes.heading}>{title}</h3>
      <Progress
        value={total === 0 ? 100 : (100 * progress.records) / total}
        animated={total === 0}
        aria-label={title}
      />
      <p className={classes.muted} role="status">
        {t('progress', {
          records: formatNumber(progress.records, language),
          files: formatNumber(progress.files, language),
        })}
      </p>
      <div className={classes.acts}>
        <Button variant="default" onClick={onStop}>
          {t('cancel')}
        </Button>
      </div>
    </div>
  );
}
