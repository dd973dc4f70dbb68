import { useEffect, useState } from 'react';
import type { ComponentProps } from 'react';
import { Button, Group, Progress } from '@mantine/core';
import { formatNumber } from '@shared/i18n/format';
import { drop } from '@shared/lib/drop';
import { version } from '../../../package.json';
import { dropSession } from '@renderer/data/session-copy';
import { copyStore } from '@renderer/data/store/copy-store';
import { canBeginAnew } from '@renderer/data/store/open-store';
import type { Opening } from '@renderer/data/store/open-store';
import { EmptyState } from '@renderer/ui/empty-state';
import { useLanguage } from '@renderer/ui/use-language';
import { useTranslation } from '@renderer/ui/use-translation';
import classes from './store-screen.module.css';

/** How often a full disk is tried again, ms. */
const LOOK_AGAIN = 3_000;
/** Who waits longer than this wonders, ms. */
const LONG = 2_000;

/** The whole window, as long as there is no team to show in it. */
export function StoreScreen(props: ComponentProps<typeof EmptyState>) {
  return (
    <div className={classes.screen}>
      <EmptyState {...props} />
    </div>
  );
}

/** What is being done with this computer's data while nothing else can be shown. */
export function OpeningScreen({ opening }: { opening: Opening }) {
  const { t } = useTranslation('storage');
  const language = useLanguage();
  const isLong = useIsLong();
  if (opening.kind === 'otherWindows') {
    return <StoreScreen title={t('otherWindowsTitle')} text={t('otherWindowsText')} />;
  }
  if (opening.kind === 'mending') return <StoreScreen title={t('mending')} />;
  if (opening.kind === 'opening') return isLong ? <StoreScreen title={t('opening')} /> : null;
  const { kind, done, total } = opening;
  return (
    <StoreScreen
      title={t(kind)}
      text={t(`${kind}Text`)}
      action={
        <div className={classes.progress}>
          <Progress value={total > 0 ? (done / total) * 100 : 0} aria-label={t(kind)} />
          <span>
            {t('migrated', { done: formatNumber(done, language), total: formatNumber(total, language) })}
          </span>
        </div>
      }
    />
  );
}

/** Opening is nearly always too short to be read about. */
function useIsLong(): boolean {
  const [isLong, setIsLong] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setIsLong(true), LONG);
    return () => clearTimeout(timer);
  }, []);
  return isLong;
}

/** No database can be opened: as soon as one can, the page begins anew. */
export function NoRoomScreen({ team }: { team: string }) {
  const { t } = useTranslation('storage');
  useEffect(() => {
    const timer = setInterval(() => {
      drop(canBeginAnew(team).then((can) => can && location.reload()));
    }, LOOK_AGAIN);
    return () => clearInterval(timer);
  }, [team]);
  return <StoreScreen title={t('noRoomTitle')} text={t('noRoomText')} />;
}

/** A newer version wrote what is here. Nothing was touched; one can save a copy of it. */
export function TooNewScreen({ team, writtenBy }: { team: string; writtenBy: string }) {
  const { t } = useTranslation(['storage', 'nav']);
  const [state, setState] = useState<'idle' | 'busy' | 'saved' | 'failed'>('idle');
  const copy = () => {
    setState('busy');
    drop(
      copyStore(team).then((isSaved) => setState(isSaved ? 'saved' : 'idle')),
      (error) => {
        console.error(error);
        setState('failed');
      },
    );
  };
  return (
    <StoreScreen
      title={t('tooNewTitle')}
      text={t('tooNewText', { version: writtenBy, own: version })}
      action={
        <>
          <Group justify="center">
            <Button onClick={() => location.reload()}>{t('nav:reload')}</Button>
            <Button variant="default" loading={state === 'busy'} onClick={copy}>
              {t('saveCopy')}
            </Button>
            <Button
              variant="subtle"
              color="gray"
              onClick={() => drop(dropSession().then(() => location.assign('/')))}
            >
              {t('nav:signOut')}
            </Button>
          </Group>
          <p className={classes.outcome} role="status">
            {state === 'saved' ? t('copySaved') : state === 'failed' ? t('copyFailed') : null}
          </p>
        </>
      }
    />
  );
}
