import { Button, Group, Progress } from '@mantine/core';
import { drop } from '@shared/lib/drop';
import { formatNumber } from '@shared/i18n/format';
import { rejectedRowsCsv } from '@shared/import/rejected-csv';
import { platform } from '@renderer/platform/platform';
import { useLanguage } from '@renderer/ui/use-language';
import { useTranslation } from '@renderer/ui/use-translation';
import { useImporter } from './importer-store';
import { TableAccounts } from './table-accounts';
import classes from './importer.module.css';

/** The import while it runs, and its report. */
export function RunPanel() {
  const { step } = useImporter();
  return step === 'running' ? <Running /> : <Report />;
}

function Running() {
  const { t } = useTranslation('importer');
  const language = useLanguage();
  const { progress, isStopping, stop } = useImporter();
  const { done, total } = progress;
  return (
    <section className={classes.card} aria-label={t('running')}>
      <h2 className={classes.heading}>{t('running')}</h2>
      <Progress value={total === 0 ? 0 : (100 * done) / total} aria-label={t('running')} />
      <p role="status" className={classes.numbers}>
        {t('progress', { done: formatNumber(done, language), total: formatNumber(total, language) })}
      </p>
      <p className={classes.muted}>{t('keepWorking')}</p>
      <Group>
        <Button variant="default" onClick={stop} loading={isStopping} data-autofocus>
          {t('stop')}
        </Button>
      </Group>
    </section>
  );
}

function Report() {
  const { t } = useTranslation('importer');
  const { counts, failed, plan, reset } = useImporter();
  const rejected = plan?.tables.some((table) => table.rejected.length > 0) ?? false;
  const download = async () => {
    if (!plan) return;
    const content = rejectedRowsCsv(plan, (reason) => t(`reasons.${reason}`));
    await platform.saveFile({ name: 'luuri-rejected.csv', content, type: 'text/csv' });
  };
  const isStopped = counts !== null && counts.left > 0;
  const nothing = counts !== null && counts.new + counts.changed + counts.refused.length + counts.left === 0;
  return (
    <section className={classes.card} aria-label={t('finished')}>
      {isStopped ? null : <h2 className={classes.heading}>{failed ? t('failed') : t('finished')}</h2>}
      {failed ? <p role="alert">{t('failedHint')}</p> : null}
      {isStopped ? <h2 className={classes.heading}>{t('stopped')}</h2> : null}
      {nothing ? <p role="status">{t('nothingChanged')}</p> : null}
      {counts ? (
        <dl className={classes.numbers}>
          <Row label={t('written')} value={counts.new} />
          <Row label={t('changed')} value={counts.changed} />
          <Row label={t('unchanged')} value={counts.unchanged} />
          {counts.refused.length > 0 ? <Row label={t('refused')} value={counts.refused.length} /> : null}
        </dl>
      ) : null}
      {counts?.refused.slice(0, 20).map(({ id, reason }) => (
        <p key={id} className={classes.value}>
          {id}: {reason}
        </p>
      ))}
      {plan ? <TableAccounts plan={plan} /> : null}
      <Group>
        {rejected ? (
          <Button variant="default" onClick={() => drop(download())}>
            {t('downloadRejected')}
          </Button>
        ) : null}
        <Button onClick={reset} data-autofocus>
          {t('startOver')}
        </Button>
      </Group>
    </section>
  );
}

function Row({ label, value }: { label: string; value: number }) {
  const language = useLanguage();
  return (
    <div>
      <dt>{label}</dt>
      <dd>{formatNumber(value, language)}</dd>
    </div>
  );
}
