import { useEffect, useState } from 'react';
import { Button } from '@mantine/core';
import { drop } from '@shared/lib/drop';
import type { Team } from '@renderer/data/team';
import { keepSession, recoverSession } from '@renderer/data/session-copy';
import { askToKeep } from '@renderer/data/store/ask-to-keep';
import { NoRoom, StoreTooNew } from '@renderer/data/store/open-store';
import { loadSession } from '@renderer/data/team-session';
import { TeamContext } from '@renderer/data/queries/team-context';
import { FirstRun } from '@renderer/features/first-run';
import { useTranslation } from '@renderer/ui/use-translation';
import { openOnce, storeOf, useGate } from './open-team';
import { NoRoomScreen, OpeningScreen, StoreScreen, TooNewScreen } from './store-screen';
import { Workspace } from './workspace';

/** First run until somebody has signed in on this machine; from then on the team, with or without a network. */
export function TeamGate() {
  const [session, setSession] = useState(loadSession);
  const [looking, setLooking] = useState(session === null);
  const [team, setTeam] = useState<Team | null>(null);
  const { opening, failure } = useGate();
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
    drop(openOnce(session).then(setTeam), (error: unknown) => {
      console.error(error);
      useGate.setState({ failure: { error } });
    });
    drop(askToKeep(false));
  }, [session]);

  if (looking) return null;
  if (!session) {
    return (
      <FirstRun
        // A failure shows when the team is opened.
        onSignIn={(database) => drop(storeOf(database), () => {})}
        onReady={(ready) => {
          keepSession(ready);
          setSession(ready);
          drop(askToKeep(true));
        }}
      />
    );
  }
  if (failure?.error instanceof StoreTooNew) {
    return <TooNewScreen team={session.database} writtenBy={failure.error.writtenBy} />;
  }
  if (failure?.error instanceof NoRoom) return <NoRoomScreen team={session.database} />;
  if (failure) {
    return (
      <StoreScreen
        title={t('storeFailedTitle')}
        text={t('storeFailedText')}
        action={<Button onClick={() => location.reload()}>{t('reload')}</Button>}
      />
    );
  }
  if (!team) return <OpeningScreen opening={opening} />;
  return (
    <TeamContext value={team}>
      <Workspace />
    </TeamContext>
  );
}
