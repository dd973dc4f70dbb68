import { useCallback, useEffect, useState } from 'react';
import { Anchor, Button } from '@mantine/core';
import { drop } from '@shared/lib/drop';
import { joinTeam, readServer, setUpSampleTeam, signIn } from '@renderer/data/commands/account';
import type { ServerInfo, TeamSession } from '@renderer/data/commands/account';
import type { Outcome } from '@renderer/data/commands/http';
import { ProblemAlert } from '@renderer/ui/problem-alert';
import { useLanguage } from '@renderer/ui/use-language';
import { useTranslation } from '@renderer/ui/use-translation';
import { Choices } from './choices';
import { useFields } from './fields';
import { Frame } from './frame';
import { NewTeamForm } from './new-team-form';
import { isSameServer, serverAddress } from './same-server';
import { SignInForm } from './sign-in-form';
import { useAttempt } from './use-attempt';
import classes from './first-run.module.css';

type Step = 'start' | 'newTeam' | 'join';

/**
 * Until somebody has signed in on this machine: sample team, new team, join, or sign in to the team that the
 * server has. Answers with everything the app needs to work without a network from then on.
 */
export function FirstRun({
  onSignIn,
  onReady,
}: {
  /** Somebody tries to sign in to the team of this database; whether the password is right is not known yet. */
  onSignIn: (database: string) => void;
  onReady: (session: TeamSession) => void;
}) {
  const { t } = useTranslation(['firstRun', 'common']);
  const language = useLanguage();
  const [server, setServer] = useState<Outcome<ServerInfo> | null>(null);
  const [step, setStep] = useState<Step>('start');
  const [fields, onFields] = useFields();
  const attempt = useAttempt(onReady);

  const look = useCallback(() => drop(readServer().then(setServer)), []);
  useEffect(look, [look]);
  const lookAgain = () => {
    setServer(null);
    look();
  };

  const go = (next: Step) => {
    attempt.forget();
    setStep(next);
  };
  const user = (fields.user ?? '').trim();
  const { password, address } = fields;
  const signInHere = () => {
    if (server?.ok && server.value.team) onSignIn(`luuri-${server.value.team.id}`);
    drop(attempt.start(() => signIn(user, password)));
  };
  const join = () => {
    if (isSameServer(address, location.origin)) signInHere();
    else drop(attempt.start(() => joinTeam(serverAddress(address), user, password)));
  };

  if (server === null) {
    return (
      <Frame>
        <output className={classes.note}>{t('looking')}</output>
      </Frame>
    );
  }
  const info = server.ok ? server.value : null;
  const shared = { fields, onFields, busy: attempt.busy, problem: attempt.problem };
  if (step === 'join') {
    return (
      <Frame>
        <SignInForm
          {...shared}
          title={t('join.title')}
          note={t('join.text')}
          submit={t('join.submit')}
          withAddress
          onSubmit={join}
          onBack={() => go('start')}
        />
      </Frame>
    );
  }
  if (step === 'newTeam') {
    return (
      <Frame>
        <NewTeamForm fields={fields} onFields={onFields} attempt={attempt} onBack={() => go('start')} />
      </Frame>
    );
  }
  const elsewhere = (
    <Anchor component="button" type="button" size="sm" onClick={() => go('join')}>
      {t('join.other')}
    </Anchor>
  );
  if (info === null) {
    return (
      <Frame>
        <div className={classes.stack}>
          <ProblemAlert problem={server.ok ? null : server.problem} />
          <div className={classes.actions}>
            <Button size="sm" onClick={lookAgain}>
              {t('common:retry')}
            </Button>
            {elsewhere}
          </div>
        </div>
      </Frame>
    );
  }
  if (info.setUp) {
    return (
      <Frame>
        <SignInForm
          {...shared}
          title={info.team ? t('signIn.titleTeam', { team: info.team.name }) : t('signIn.title')}
          note={t('signIn.help')}
          submit={t('signIn.submit')}
          withAddress={false}
          onSubmit={signInHere}
        />
        {info.local ? (
          <div className={classes.choices}>
            <p className={classes.note}>{t('signIn.already')}</p>
            <div>{elsewhere}</div>
          </div>
        ) : null}
      </Frame>
    );
  }
  if (!info.local) {
    return (
      <Frame>
        <div className={`${classes.card} ${classes.stack}`}>
          <h2 className={classes.heading}>{t('waiting.title')}</h2>
          <p className={classes.note}>{t('waiting.text')}</p>
          <div>
            <Button size="sm" onClick={lookAgain}>
              {t('common:retry')}
            </Button>
          </div>
        </div>
      </Frame>
    );
  }
  return (
    <Frame>
      <Choices
        busy={attempt.busy}
        problem={attempt.problem}
        onSample={() =>
          drop(attempt.start(() => setUpSampleTeam({ teamName: t('sample.teamName'), language })))
        }
        onNewTeam={() => go('newTeam')}
        onJoin={() => go('join')}
      />
    </Frame>
  );
}
