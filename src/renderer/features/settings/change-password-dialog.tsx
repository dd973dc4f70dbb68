import { useState } from 'react';
import { PasswordInput } from '@mantine/core';
import type { AccountProblem } from '@renderer/data/commands/http';
import { changeOwnPassword } from '@renderer/data/commands/session';
import { useTeam } from '@renderer/data/queries/team-context';
import { FormDialog } from '@renderer/ui/form-dialog';
import { useNotices } from '@renderer/ui/notices';
import { NewPasswordField } from '@renderer/ui/password/new-password-field';
import { PASSWORD_MIN } from '@renderer/ui/password/password-strength';
import { ProblemAlert } from '@renderer/ui/problem-alert';
import { useTranslation } from '@renderer/ui/use-translation';
import classes from './settings.module.css';

/** One's own password: the present one is asked for, so that an open screen alone does not give an account away. */
export function ChangePasswordDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation(['settings', 'firstRun']);
  const team = useTeam();
  const [current, setCurrent] = useState('');
  const [next, setNext] = useState('');
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<AccountProblem | null>(null);

  async function submit(): Promise<void> {
    setBusy(true);
    setProblem(null);
    const answer = await changeOwnPassword(team, current, next);
    setBusy(false);
    if (!answer.ok) {
      setProblem(answer.problem);
      return;
    }
    useNotices.getState().show({ kind: 'info', text: t('me.passwordChanged') });
    onClose();
  }

  return (
    <FormDialog
      title={t('me.changePassword')}
      submit={t('me.changePassword')}
      busy={busy}
      disabled={current === '' || next.length < PASSWORD_MIN}
      onSubmit={submit}
      onClose={onClose}
    >
      <PasswordInput
        data-autofocus
        label={t('me.currentPassword')}
        size="xs"
        required
        withAsterisk={false}
        autoComplete="current-password"
        maxLength={1000}
        value={current}
        error={problem === 'wrongPassword' ? t('me.currentWrong') : null}
        onChange={(event) => {
          setCurrent(event.currentTarget.value);
          setProblem(null);
        }}
        visibilityToggleButtonProps={{ 'aria-label': t('firstRun:showPassword'), tabIndex: 0 }}
      />
      <NewPasswordField
        label={t('team.newPassword')}
        related={[team.session.user]}
        value={next}
        onChange={setNext}
      />
      <p className={classes.muted}>{t('me.changePasswordHint')}</p>
      {problem === 'notFound' ? (
        <p className={classes.note} role="alert">
          {t('team.unsupported')}
        </p>
      ) : (
        <ProblemAlert problem={problem === 'wrongPassword' ? null : problem} />
      )}
    </FormDialog>
  );
}
