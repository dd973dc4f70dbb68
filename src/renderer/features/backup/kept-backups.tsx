import { useCallback, useEffect, useState } from 'react';
import { Button } from '@mantine/core';
import { IconArchive } from '@tabler/icons-react';
import { formatMoment, formatNumber } from '@shared/i18n/format';
import { formatSize } from '@shared/i18n/format-size';
import { drop } from '@shared/lib/drop';
import type { KeptBackup } from '@renderer/data/commands/backups';
import { backUpTeam, folderOf, isDaily, nameNow } from '@renderer/data/commands/backups';
import { useTeam } from '@renderer/data/queries/team-context';
import { platform } from '@renderer/platform/platform';
import { useLanguage } from '@renderer/ui/use-language';
import { useTranslation } from '@renderer/ui/use-translation';
import { useRestore } from './restore-store';
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
  /** The one that a second click would delete. */
  const [going, setGoing] = useState('');
  const [state, setState] = useState<State>({ kind: 'idle' });
  const { check, step } = useRestore();
  const isBusy = step === 'checking' || step === 'restoring';
  const look = useCallback(() => folder.list().then(setBackups), [folder]);
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

  return (
    <section className={classes.section} aria-labelledby="backup-here">
      <h2 className={classes.heading} id="backup-here">
        {t('here')}
      </h2>
      <p className={classes.text}>{folder.isLasting ? t('hereText') : t('notLasting')}</p>
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
        {state.kind === 'failed' ? <p role="alert">{t('failed')}</p> : null}
      </div>
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
                <span className={classes.hidden}>{t('acts')}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {backups.map((backup) => (
              <Row key={backup.name} backup={backup} />
            ))}
          </tbody>
        </table>
      )}
    </section>
  );

  function Row({ backup: { name, at, bytes } }: { backup: KeptBackup }) {
    const when = formatMoment(at, language);
    return (
      <tr>
        <td>{when}</td>
        <td>{isDaily(name) ? t('daily') : t('byHand')}</td>
        <td>{formatSize(bytes, language)}</td>
        <td>
          <div className={classes.rowActs}>
            <Button
              size="compact-sm"
              variant="default"
              aria-label={t('saveCopyOf', { when })}
              onClick={() => drop(folder.saveCopy(name))}
            >
              {t('saveCopy')}
            </Button>
            <Button
              size="compact-sm"
              variant="default"
              disabled={isBusy}
              aria-label={t('restoreOf', { when })}
              onClick={() => drop(folder.open(name).then((source) => check(team, source)))}
            >
              {t('restoreThis')}
            </Button>
            <Button
              size="compact-sm"
              variant="subtle"
              color="gray"
              aria-label={going === name ? t('removeSureOf', { when }) : t('removeOf', { when })}
              onClick={() => (going === name ? drop(folder.remove(name).then(look)) : setGoing(name))}
              onBlur={() => setGoing('')}
            >
              {going === name ? t('removeSure') : t('remove')}
            </Button>
          </div>
        </td>
      </tr>
    );
  }
}
