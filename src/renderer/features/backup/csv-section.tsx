import { useState } from 'react';
import { Button } from '@mantine/core';
import { IconTable } from '@tabler/icons-react';
import { formatNumber } from '@shared/i18n/format';
import { drop } from '@shared/lib/drop';
import { saveCsv } from '@renderer/data/commands/backups';
import { useTeam } from '@renderer/data/queries/team-context';
import { useLanguage } from '@renderer/ui/use-language';
import { useTranslation } from '@renderer/ui/use-translation';
import { Section } from './section';
import classes from './backup.module.css';

type State = { kind: 'idle' | 'failed' } | { kind: 'running' | 'done'; rows: number };

/** Everything for a spreadsheet. */
export function CsvSection() {
  const { t } = useTranslation('backup');
  const language = useLanguage();
  const team = useTeam();
  const [state, setState] = useState<State>({ kind: 'idle' });
  const save = async () => {
    setState({ kind: 'running', rows: 0 });
    try {
      const onProgress = ({ records }: { records: number }) => setState({ kind: 'running', rows: records });
      const rows = await saveCsv(team, { onProgress });
      setState(rows === null ? { kind: 'idle' } : { kind: 'done', rows });
    } catch (error) {
      setState({ kind: 'failed' });
      throw error;
    }
  };
  return (
    <Section title={t('exportTitle')} text={t('exportText')}>
      <div className={classes.acts}>
        <Button
          variant="default"
          disabled={state.kind === 'running'}
          leftSection={<IconTable size={14} aria-hidden />}
          onClick={() => drop(save())}
        >
          {t('exportCsv')}
        </Button>
        <p className={classes.muted} role="status">
          {state.kind === 'running' ? `${t('exporting')} ${formatNumber(state.rows, language)}` : null}
          {state.kind === 'done' ? t('exported', { count: state.rows }) : null}
        </p>
      </div>
      {state.kind === 'failed' ? (
        <p className={classes.problem} role="alert">
          {t('exportFailed')}
        </p>
      ) : null}
    </Section>
  );
}
