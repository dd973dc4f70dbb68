import { useCallback, useEffect, useState } from 'react';
import { Button, VisuallyHidden } from '@mantine/core';
import { IconArchive } from '@tabler/icons-react';
import { formatNumber } from '@shared/i18n/format';
import { drop } from '@shared/lib/drop';
import type { KeptBackup } from '@renderer/data/commands/backups';
import { backUpTeam, folderOf, isDaily, nameNow, outdatedOf } from '@renderer/data/commands/backups';
import { useTeam } from '@renderer/data/queries/team-context';
import { platform } from '@renderer/platform/platform';
import { useLanguage } from '@renderer/ui/use-language';
import { useTranslation } from '@renderer/ui/use-translation';
import { BackupRow } from './backup-row';
import { useRestore } from './restore-store';
import { Section } from './section';
import classes from './backup.module.css';

type State =
  | { kind: 'idle' | 'failed' }
  | { kind: 'running'; records: number }
  | { kind: 'made'; records: number; filesMissing: number };

/** The backups on this computer. */
export function KeptBackups() {
  const { t } = useTranslation('backup');
  const language = useLanguage();
  const team = useTeam();
  const [folder] = useState(() => folderOf(team));
  const [backups, setBackups] = useState<KeptBackup[]>([]);
  const [outdated, setOutdated] = useState<readonly string[]>([]);
  const [state, setState] = useState<State>({ kind: 'idle' });
  const { check, step } = useRestore();
  const look = useCallback(async () => {
    setOutdated(await outdatedOf(team));
    setBackups(await folder.list());
  }, [folder, team]);
  useEffect(() => drop(look()), [look]);

  const backUp = async () => {
    setState({ kind: 'running', records: 0 });
    try {
      const head = await backUpTeam(team, {
        name: nameNow(team, 'everything'),
        scope: 'everything',
        onProgress: ({ records }) => setState({ kind: 'running', records }),
      });
      setState({ kind: 'made', ...head });
    } catch (error) {
      setState({ kind: 'failed' });
      throw error;
    } finally {
      await look();
    }
  };

  // The daily ones go by themselves.
  const outdatedByHand = backups.filter(({ name }) => !isDaily(name) && outdated.includes(name)).length;
  return (
    <Section title={t('here')} text={folder.isLasting ? t('hereText') : t('notLasting')}>
      {folder.isLasting && platform.kind === 'browser' ? (
        <p className={classes.text}>{t('browserNote')}</p>
      ) : null}
      <div className={classes.acts}>
        <Button
          leftSection={<IconArchive size={14} aria-hidden />}
          disabled={state.kind === 'running'}
          onClick={() => drop(backUp())}
        >
          {t('backUpNow')}
        </Button>
        <p className={classes.muted} role="status">
          {state.kind === 'running' ? `${t('running')} ${formatNumber(state.records, language)}` : null}
          {state.kind === 'made' ? t('made', { count: state.records }) : null}{' '}
          {state.kind === 'made' && state.filesMissing > 0
            ? t('filesMissing', { count: state.filesMissing })
            : null}
        </p>
      </div>
      {state.kind === 'failed' ? (
        <p className={classes.problem} role="alert">
          {t('failed')}
        </p>
      ) : null}
      {outdatedByHand > 0 ? (
        <p className={classes.problem}>{t('outdated', { count: outdatedByHand })}</p>
      ) : null}
      {backups.length === 0 ? (
        <p className={classes.muted}>{t('none')}</p>
      ) : (
        <table className={classes.table}>
          <thead>
            <tr>
              <th scope="col">{t('when')}</th>
              <th scope="col">{t('kind')}</th>
              <th scope="col">{t('size')}</th>
              <th scope="col">
                <VisuallyHidden>{t('acts')}</VisuallyHidden>
              </th>
            </tr>
          </thead>
          <tbody>
            {backups.map((backup) => (
              <BackupRow
                key={backup.name}
                backup={backup}
                isOutdated={outdated.includes(backup.name)}
                canRestore={step !== 'checking' && step !== 'restoring'}
                onSaveCopy={() => drop(folder.saveCopy(backup.name))}
                onRestore={() => drop(folder.open(backup.name).then((source) => check(team, source)))}
                onRemove={() => drop(folder.remove(backup.name).then(look))}
              />
            ))}
          </tbody>
        </table>
      )}
    </Section>
  );
}
