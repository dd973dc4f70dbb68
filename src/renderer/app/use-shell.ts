import { useEffect, useRef } from 'react';
import { spotlight } from '@mantine/spotlight';
import { useLocation } from 'wouter';
import { drop } from '@shared/lib/drop';
import { SESSION_KEY } from '@renderer/data/team-session';
import { readHeaders } from '@renderer/data/queries/records';
import { useTeam } from '@renderer/data/queries/team-context';
import { platform } from '@renderer/platform/platform';
import type { AppLink, MenuCommand } from '@renderer/platform/platform-port';
import { useAppActions } from '@renderer/ui/app-actions';
import { useNotices } from '@renderer/ui/notices';
import { usePreferences } from '@renderer/ui/preferences';
import { useLanguage } from '@renderer/ui/use-language';
import { useTranslation } from '@renderer/ui/use-translation';

/**
 * Joins the page with the world outside it: the system-wide call key, links, the application menu, sleep and
 * waking, and the way the window goes away.
 */
export function useShell(onHelp: () => void): void {
  useOutsideRequests(onHelp);
  useAppearance();
  useFlushOnLeaving();
  useLeaveWithOthers();
}

function useOutsideRequests(onHelp: () => void): void {
  const team = useTeam();
  const actions = useAppActions();
  const [, navigate] = useLocation();
  const { t } = useTranslation('nav');
  const showNotice = useNotices((notices) => notices.show);

  function openLink(link: AppLink): void {
    switch (link.kind) {
      case 'record':
        actions.open(link.id);
        break;
      case 'call':
        // Anybody can make such a link: nothing is written before the agent says that it is a call.
        showNotice({
          kind: 'info',
          text: t('callLink', { number: link.number }),
          action: { label: t('logCall'), run: () => actions.logCall({ phone: link.number }) },
        });
        break;
      case 'ticket': {
        const number = link.number.toUpperCase();
        const ticket = readHeaders(team, 'ticket').find((each) => each.number.toUpperCase() === number);
        if (ticket) actions.open(ticket._id);
        break;
      }
    }
  }
  const commands: Record<MenuCommand, () => void> = {
    newTicket: () => actions.newTicket(),
    logCall: () => actions.logCall(),
    search: () => spotlight.open(),
    settings: () => navigate('/settings'),
    keys: onHelp,
    about: () => navigate('/settings/about'),
  };

  // The shell is told once that the page listens; what it then calls is always the newest.
  const latest = useRef({ openLink, commands, actions });
  useEffect(() => {
    latest.current = { openLink, commands, actions };
  });
  useEffect(() => {
    const unsubscribes = [
      platform.onCallHotkey(() => latest.current.actions.logCall()),
      platform.onOpenLink((link) => latest.current.openLink(link)),
      platform.onMenuCommand((command) => latest.current.commands[command]()),
      platform.onPower((state) => {
        if (state === 'resume') team.sync.syncNow();
      }),
    ];
    drop(platform.ready());
    return () => {
      for (const unsubscribe of unsubscribes) unsubscribe();
    };
  }, [team]);
}

/** Menus and dialogs of the shell speak and look like the page. */
function useAppearance(): void {
  const language = useLanguage();
  const theme = usePreferences((preferences) => preferences.theme);
  useEffect(() => {
    drop(platform.setAppearance({ language, theme: theme === 'auto' ? 'system' : theme }));
  }, [language, theme]);
}

/** What is waiting to be written is written when the window is hidden or goes away. */
function useFlushOnLeaving(): void {
  const team = useTeam();
  useEffect(() => {
    const flush = () => drop(team.drafts.flush().then(() => platform.flushStorage()));
    const onVisibility = () => {
      if (document.visibilityState === 'hidden') flush();
    };
    window.addEventListener('pagehide', flush);
    document.addEventListener('visibilitychange', onVisibility);
    return () => {
      window.removeEventListener('pagehide', flush);
      document.removeEventListener('visibilitychange', onVisibility);
    };
  }, [team]);
}

/** Who signs out in one window has signed out in all of them: a window left open would go on writing. */
function useLeaveWithOthers(): void {
  useEffect(() => {
    const onStorage = ({ key, newValue }: StorageEvent) => {
      if (key === SESSION_KEY && newValue === null) location.assign('/');
    };
    window.addEventListener('storage', onStorage);
    return () => window.removeEventListener('storage', onStorage);
  }, []);
}
