import { useState } from 'react';
import { Button } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { drop } from '@shared/lib/drop';
import { exportRecords } from '@renderer/data/commands/export-records';
import type { ExportScope } from '@renderer/data/commands/export-records';
import { useTeam } from '@renderer/data/queries/team-context';
import { useTranslation } from '@renderer/ui/use-translation';
import classes from './attention-page.module.css';

type State = { kind: 'idle' } | { kind: 'running' | 'done'; count: number } | { kind: 'failed' };

/** What is on this machine, as a file: for somebody who may not send any more, or wants a copy before something. */
export function ExportSection() {
  const { t } = useTranslation('sync');
  const team = useTeam();
  const [state, setState] = useState<State>({ kind: 'idle' });
  const start = (scope: ExportScope) => {
    setState({ kind: 'running', count: 0 });
    const told = (count: number) => setState({ kind: 'running', count });
    const done = exportRecords(team, scope, told).then(
      (count) => setState(count === null ? { kind: 'idle' } : { kind: 'done', count }),
      (error: unknown) => {
        setState({ kind: 'failed' });
        throw error;
      },
    );
    drop(done);
  };
  const busy = state.kind === 'running';
  return (
    <section className={classes.section} aria-labelledby="export-title" id="export">
      <h2 className={classes.sectionTitle} id="export-title">
        {t('export.title')}
      </h2>
      <p className={classes.intro}>{t('export.text')}</p>
      <div className={classes.actions}>
        {(['unsent', 'everything'] as const).map((scope) => (
          <Button
            key={scope}
            variant="default"
            disabled={busy}
            leftSection={<IconDownload size={14} aria-hidden />}
            onClick={() => start(scope)}
          >
            {t(`export.${scope}`)}
          </Button>
        ))}
      </div>
      <p className={classes.server} role="status">
        {state.kind === 'running' ? t('export.running', { count: state.count }) : null}
        {state.kind === 'done' ? t('export.done', { count: state.count }) : null}
        {state.kind === 'failed' ? t('export.failed') : null}
      </p>
    </section>
  );
}
