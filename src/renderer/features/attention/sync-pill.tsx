import { Popover, UnstyledButton } from '@mantine/core';
import {
  IconAlertTriangle,
  IconCheck,
  IconClock,
  IconCloudDownload,
  IconCloudOff,
  IconCloudUp,
  IconLock,
} from '@tabler/icons-react';
import type { SyncStatus } from '@shared/couchdb-sync/types';
import { formatClock, formatNumber, formatShort } from '@shared/i18n/format';
import { useSyncStatus } from '@renderer/data/queries/sync-status';
import { useLanguage } from '@renderer/ui/use-language';
import { useTranslation } from '@renderer/ui/use-translation';
import { useToday } from '@renderer/ui/use-today';
import { pillParts } from './pill-parts';
import type { PillWord } from './pill-parts';
import { usePanel } from './panel-store';
import { SyncPanel } from './sync-panel';
import { useStanding } from './use-standing';
import classes from './sync-pill.module.css';

const icons: Record<PillWord, typeof IconCheck> = {
  verified: IconCheck,
  notVerified: IconClock,
  connecting: IconClock,
  offline: IconCloudOff,
  firstSync: IconCloudDownload,
  login: IconLock,
  problem: IconAlertTriangle,
};

/** The state of the whole database towards the server, in the top bar; opens the panel that explains it. */
export function SyncPill() {
  const { t } = useTranslation('sync');
  const status = useSyncStatus();
  const language = useLanguage();
  const word = useWord(status);
  const { opened, setOpened } = usePanel();
  useStanding();
  const { tone, word: kind, waiting, attention } = pillParts(status);
  const Icon = icons[kind];
  const counts = [
    waiting > 0 ? t('unsent', { count: waiting }) : '',
    attention > 0 ? t('attention', { count: attention }) : '',
  ].filter(Boolean);
  return (
    <Popover
      opened={opened}
      onChange={setOpened}
      position="bottom-end"
      width={340}
      shadow="md"
      withinPortal
      trapFocus={false}
    >
      <Popover.Target>
        <UnstyledButton
          className={classes.pill}
          data-tone={tone}
          data-phase={status.phase}
          title={
            status.lastVerifiedAt
              ? t('verifiedAt', { time: formatClock(status.lastVerifiedAt, language) })
              : undefined
          }
          data-unsent={status.unsent}
          aria-label={[word, ...counts].join(', ')}
          onClick={() => setOpened(!opened)}
          onKeyDown={(event) => {
            // The panel closes itself only while the keyboard is inside it.
            if (event.key !== 'Escape' || !opened) return;
            // It closes the panel and nothing behind it.
            event.preventDefault();
            setOpened(false);
          }}
        >
          <Icon size={16} aria-hidden />
          <span className={classes.word}>{word}</span>{' '}
          {waiting > 0 ? (
            <span className={classes.count}>
              <IconCloudUp size={16} aria-hidden className={classes.narrowOnly} />
              <span className={classes.narrowOnly}>{waiting}</span>
              <span className={classes.label}>{t('unsent', { count: waiting })}</span>
            </span>
          ) : null}
          {attention > 0 ? (
            <span className={classes.count} data-alert>
              <IconAlertTriangle size={16} aria-hidden />
              {attention}
            </span>
          ) : null}
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown className={classes.dropdown} aria-label={t('panelTitle')}>
        <SyncPanel onClose={() => setOpened(false)} />
      </Popover.Dropdown>
    </Popover>
  );
}

function useWord(status: SyncStatus): string {
  const { t } = useTranslation('sync');
  const language = useLanguage();
  const today = useToday();
  const { word } = pillParts(status);
  switch (word) {
    case 'verified':
      return t('verifiedShort', {
        time: formatShort(status.lastVerifiedAt ?? '', today, language),
      });
    case 'notVerified':
      return t('notVerifiedShort');
    case 'connecting':
      return t('shortConnecting');
    case 'offline':
      return t('shortOffline');
    case 'firstSync':
      return t('shortFirstSync', {
        done: formatNumber(status.progress?.done ?? 0, language),
        total: formatNumber(status.progress?.total ?? 0, language),
      });
    case 'login':
      return t('shortLogin');
    case 'problem':
      return t('shortProblem');
  }
}
