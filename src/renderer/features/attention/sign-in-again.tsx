import { useState } from 'react';
import { Button, PasswordInput } from '@mantine/core';
import { drop } from '@shared/lib/drop';
import { signInAgain } from '@renderer/data/commands/session';
import type { AccountProblem } from '@renderer/data/commands/http';
import { useTeam } from '@renderer/data/queries/team-context';
import { ProblemAlert } from '@renderer/ui/problem-alert';
import { useInitialFocus } from '@renderer/ui/use-initial-focus';
import { useTranslation } from '@renderer/ui/use-translation';
import { tellStanding } from './use-standing';
import classes from './sync-pill.module.css';

/** The same person signs in again; work behind it goes on. Each press of the button is one try, never more. */
export function SignInAgain({ onDone }: { onDone: () => void }) {
  const { t } = useTranslation(['sync', 'firstRun']);
  const team = useTeam();
  const field = useInitialFocus<HTMLInputElement>();
  const [password, setPassword] = useState('');
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<AccountProblem | null>(null);

  async function submit(): Promise<void> {
    setBusy(true);
    setProblem(null);
    const answer = await signInAgain(team, password);
    setBusy(false);
    setPassword('');
    if (answer.ok) {
      tellStanding(answer.value);
      onDone();
    } else {
      setProblem(answer.problem);
      field.current?.focus();
    }
  }

  return (
    <form
      className={classes.form}
      aria-label={t('signedOutTitle')}
      onSubmit={(event) => {
        event.preventDefault();
        if (!busy) drop(submit());
      }}
    >
      <input type="text" autoComplete="username" value={team.session.user} readOnly hidden />
      <PasswordInput
        ref={field}
        label={t('password')}
        description={t('signInAs', { user: team.session.user })}
        autoComplete="current-password"
        required
        withAsterisk={false}
        value={password}
        onChange={(event) => setPassword(event.currentTarget.value)}
        visibilityToggleButtonProps={{ 'aria-label': t('firstRun:showPassword'), tabIndex: 0 }}
      />
      <ProblemAlert problem={problem} />
      <Button type="submit" loading={busy}>
        {t('signIn')}
      </Button>
    </form>
  );
}
