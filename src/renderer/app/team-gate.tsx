import { useEffect, useState } from 'react';
import { Button } from '@mantine/core';
import { drop } from '@shared/lib/drop';
import { createWorkerStorage } from '@renderer/data/storage';
import { openTeamDatabase } from '@renderer/data/database';
import type { TeamDatabase } from '@renderer/data/database';
import { openTeam } from '@renderer/data/team';
import type { Team } from '@renderer/data/team';
import { keepSession, recoverSession } from '@renderer/data/session-copy';
import { loadSession } from '@renderer/data/team-session';
import type { TeamSession } from '@renderer/data/team-session';
import { TeamContext } from '@renderer/data/queries/team-context';
import { FirstRun } from '@renderer/features/first-run';
import { EmptyState } from '@renderer/ui/empty-state';
import { useTranslation } from '@renderer/ui/use-translation';
import { Workspace } from './workspace';

const storage = createWorkerStorage();
let ready: { name: string; database: Promise<TeamDatabase> } | null = null;
let opening: { session: TeamSession; team: Promise<Team> } | null = null;

/** The team's local database, opened once: also ahead, while its server still checks a password. */
function databaseOf(name: string): Promise<TeamDatabase> {
  if (ready?.name === name) return ready.database;
  if (ready) drop(ready.database.then((other) => other.close()));
  ready = { name, database: openTeamDatabase(name, storage) };
  return ready.database;
}

/** One team a page: React may mount twice, the team must open once. */
function openOnce(session: TeamSession): Promise<Team> {
  if (opening?.session.database !== session.database || opening.session.user !== session.user) {
    const team = databaseOf(session.database).then((database) => openTeam(session, database));
    opening = { session, team };
  }
  return opening.team;
}

/** First run until somebody has signed in on this machine; from then on the team, with or without a network. */
export function TeamGate() {
  const [session, setSession] = useState(loadSession);
  const [looking, setLooking] = useState(session === null);
  const [team, setTeam] = useState<Team | null>(null);
  const [failed, setFailed] = useState(false);
  const { t } = useTranslation('nav');

  useEffect(() => {
    if (!looking) return;
    drop(
      recoverSession().then((found) => {
        setSession(found);
        setLooking(false);
      }),
    );
  }, [looking]);

  useEffect(() => {
    if (!session) return;
    drop(openOnce(session).then(setTeam), (error) => {
      console.error(error);
      setFailed(true);
    });
  }, [session]);

  if (looking) return null;
  if (!session) {
    return (
      <FirstRun
        // A failure shows when the team is opened.
        onSignIn={(database) => drop(databaseOf(database), () => {})}
        onReady={(ready) => {
          keepSession(ready);
          setSession(ready);
        }}
      />
    );
  }
  if (failed) {
    return (
      <EmptyState
        title={t('storeFailedTitle')}
        text={t('storeFailedText')}
        action={<Button onClick={() => location.reload()}>{t('reload')}</Button>}
      />
    );
  }
  if (!team) return null;
  return (
    <TeamContext value={team}>
      <Workspace />
    </TeamContext>
  );
}
