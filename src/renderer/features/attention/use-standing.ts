import { useEffect } from 'react';
import i18next from 'i18next';
import { drop } from '@shared/lib/drop';
import { checkStanding } from '@renderer/data/commands/session';
import type { Standing } from '@renderer/data/commands/session';
import { useHeader } from '@renderer/data/queries/records';
import { useSyncStatus } from '@renderer/data/queries/sync-status';
import { useTeam } from '@renderer/data/queries/team-context';
import { useNotices } from '@renderer/ui/notices';

/** Asks the server again who this is whenever the connection comes up and whenever one's own card changes. */
export function useStanding(): void {
  const team = useTeam();
  const isLive = useSyncStatus().phase === 'live';
  const role = useHeader('agent', `agent:${team.session.user}`)?.role;
  useEffect(() => {
    if (isLive) drop(checkStanding(team).then(tellStanding));
  }, [team, isLive, role]);
}

/** Says what a changed standing means; nothing when it is as it was. */
export function tellStanding(standing: Standing): void {
  if (standing.kind === 'same') return;
  const text =
    standing.kind === 'otherUser'
      ? i18next.t('sync:otherUser', { user: standing.user })
      : i18next.t('sync:roleChanged');
  const { notices, show } = useNotices.getState();
  if (notices.some((notice) => notice.text === text)) return;
  const action = { label: i18next.t('nav:reload'), run: () => location.reload() };
  show({ kind: standing.kind === 'otherUser' ? 'error' : 'info', text, action });
}
