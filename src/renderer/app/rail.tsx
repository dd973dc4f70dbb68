import type { ComponentType } from 'react';
import { VisuallyHidden } from '@mantine/core';
import {
  IconChecklist,
  IconInbox,
  IconPhone,
  IconPhoneCalling,
  IconSettings,
  IconAddressBook,
  IconArrowsDiff,
  IconAlertTriangle,
} from '@tabler/icons-react';
import { Link, useLocation } from 'wouter';
import { useOpenConflicts } from '@renderer/data/queries/conflicts';
import { useSyncStatus } from '@renderer/data/queries/sync-status';
import { keyText } from '@renderer/ui/keys/key-label';
import type { ShortcutId } from '@renderer/ui/keys/key-table';
import { useTranslation } from '@renderer/ui/use-translation';
import { useLateCallbacks } from './use-late-callbacks';
import classes from './workspace.module.css';

const places: {
  path: string;
  text: 'queue' | 'calls' | 'callbacks' | 'onboarding' | 'customers' | 'conflicts';
  key: ShortcutId;
  icon: ComponentType<{ size: number }>;
}[] = [
  { path: '/queue', text: 'queue', key: 'goQueue', icon: IconInbox },
  { path: '/calls', text: 'calls', key: 'goCalls', icon: IconPhone },
  { path: '/callbacks', text: 'callbacks', key: 'goCallbacks', icon: IconPhoneCalling },
  { path: '/onboarding', text: 'onboarding', key: 'goOnboarding', icon: IconChecklist },
  { path: '/customers', text: 'customers', key: 'goCustomers', icon: IconAddressBook },
  { path: '/conflicts', text: 'conflicts', key: 'goConflicts', icon: IconArrowsDiff },
];

/** The main menu. */
export function Rail() {
  const { t } = useTranslation(['nav', 'conflicts']);
  const [location] = useLocation();
  const late = useLateCallbacks();
  const open = useOpenConflicts();
  const { needsAttention, quarantined } = useSyncStatus();
  const isHere = (path: string) => location === path || location.startsWith(`${path}/`);
  const current = (path: string) => (isHere(path) ? ('page' as const) : undefined);
  return (
    <nav className={classes.rail} aria-label={t('main')}>
      {places.map(({ path, text, key, icon: Icon }) => (
        <Link
          key={path}
          href={path}
          className={classes.place}
          aria-current={current(path)}
          title={`${t(text)} (${keyText(key)})`}
        >
          <Icon size={20} aria-hidden />
          <span>{t(text)}</span>
          {text === 'callbacks' && late > 0 ? (
            <span className={classes.late} title={t('lateCallbacks', { count: late })}>
              <span aria-hidden>{late}</span>
              <VisuallyHidden>{t('lateCallbacks', { count: late })}</VisuallyHidden>
            </span>
          ) : null}
          {text === 'conflicts' && open > 0 ? (
            <span className={classes.openCount} title={t('conflicts:count', { count: open })}>
              <span aria-hidden>{open > 99 ? '99+' : open}</span>
              <VisuallyHidden>{t('conflicts:count', { count: open })}</VisuallyHidden>
            </span>
          ) : null}
        </Link>
      ))}
      <div className={classes.railEnd}>
        {needsAttention + quarantined > 0 ? (
          <Link href="/attention" className={classes.place} data-alert aria-current={current('/attention')}>
            <IconAlertTriangle size={20} aria-hidden />
            <span>
              {t('attention')} {needsAttention + quarantined}
            </span>
          </Link>
        ) : null}
        <Link
          href="/settings"
          className={classes.place}
          aria-current={current('/settings')}
          title={`${t('settings')} (${keyText('goSettings')})`}
        >
          <IconSettings size={20} aria-hidden />
          <span>{t('settings')}</span>
        </Link>
      </div>
    </nav>
  );
}
