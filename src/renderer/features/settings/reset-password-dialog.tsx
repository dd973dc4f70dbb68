import { useState } from 'react';
import type { AccountProblem } from '@renderer/data/commands/http';
import { changeMember } from '@renderer/data/commands/members';
import type { Member } from '@renderer/data/commands/members';
import { useNotices } from '@renderer/ui/notices';
import { NewPasswordField } from '@renderer/ui/password/new-password-field';
import { PASSWORD_MIN } from '@renderer/ui/password/password-strength';
import { ProblemAlert } from '@renderer/ui/problem-alert';
import { FormDialog } from '@renderer/ui/form-dialog';
import { useTranslation } from '@renderer/ui/use-translation';
import classes from './settings.module.css';

export function ResetPasswordDialog({
  member,
  onClose,
  onDone,
}: {
  member: Member;
  onClose: () => void;
  onDone: () => void;
}) {
  const { t } = useTranslation('settings');
  const [password, setPassword] = useState('');
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<AccountProblem | null>(null);
  const name = member.displayName;

  async function submit(): Promise<void> {
    if (password.length < PASSWORD_MIN) return;
    setBusy(true);
    setProblem(null);
    const answer = await changeMember(member.user, { password });
    setBusy(false);
    if (!answer.ok) {
      setProblem(answer.problem);
      return;
    }
    useNotices.getState().show({ kind: 'info', text: t('team.resetDone', { name }) });
    onDone();
  }

  return (
    <FormDialog
      title={t('team.resetTitle', { name })}
      submit={t('team.resetPassword')}
      busy={busy}
      onSubmit={submit}
      onClose={onClose}
    >
      <NewPasswordField
        label={t('team.newPassword')}
        related={[name, member.user]}
        value={password}
        onChange={setPassword}
      />
      <p className={classes.muted}>
        {t('team.resetHint')} {t('team.initialPasswordHint')}
      </p>
      <ProblemAlert problem={problem} />
    </FormDialog>
  );
}
