import { useState } from 'react';
import type { AccountProblem } from '@renderer/data/commands/http';
import { changeMember } from '@renderer/data/commands/members';
import type { Member } from '@renderer/data/commands/members';
import { FormDialog } from '@renderer/ui/form-dialog';
import { useTranslation } from '@renderer/ui/use-translation';
import classes from './settings.module.css';

export function RemoveMemberDialog({
  member,
  onClose,
  onDone,
  onProblem,
}: {
  member: Member;
  onClose: () => void;
  onDone: () => void;
  onProblem: (problem: AccountProblem) => void;
}) {
  const { t } = useTranslation('settings');
  const [busy, setBusy] = useState(false);
  async function submit(): Promise<void> {
    setBusy(true);
    const answer = await changeMember(member.user, { active: false });
    setBusy(false);
    if (!answer.ok) onProblem(answer.problem);
    onDone();
  }
  return (
    <FormDialog
      title={t('team.removeTitle', { name: member.displayName })}
      submit={t('team.remove')}
      busy={busy}
      onSubmit={submit}
      onClose={onClose}
    >
      <p className={classes.plain}>{t('team.removeText')}</p>
    </FormDialog>
  );
}
