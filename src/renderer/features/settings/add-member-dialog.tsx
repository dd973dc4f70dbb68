import { useState } from 'react';
import { Radio, Stack, TextInput } from '@mantine/core';
import { isUserName, suggestUserName } from '@shared/domain/team/user-name';
import type { Role } from '@shared/domain/team/team';
import type { AccountProblem } from '@renderer/data/commands/http';
import { addMember } from '@renderer/data/commands/members';
import { useFormDraft } from '@renderer/data/queries/form-draft';
import { NewPasswordField } from '@renderer/ui/password/new-password-field';
import { PASSWORD_MIN } from '@renderer/ui/password/password-strength';
import { ProblemAlert } from '@renderer/ui/problem-alert';
import { FormDialog } from '@renderer/ui/form-dialog';
import { useTranslation } from '@renderer/ui/use-translation';
import { roles } from './member-table';
import type { Person } from './people';
import classes from './settings.module.css';

/** @param person somebody the records know already, who gets the account; null for a new person */
export function AddMemberDialog({
  person,
  onClose,
  onDone,
}: {
  person: Person | null;
  onClose: () => void;
  onDone: () => void;
}) {
  const { t } = useTranslation(['settings', 'firstRun', 'common']);
  // All but the password, which is kept nowhere.
  const form = useFormDraft(`new-member/${person?.user ?? ''}`, {
    name: person?.displayName ?? '',
    user: person?.user ?? '',
    isUserTyped: person ? 'yes' : '',
    role: person?.role ?? 'agent',
  });
  const { name, role } = form.values;
  const [password, setPassword] = useState('');
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<AccountProblem | null>(null);
  const user = form.values.isUserTyped ? form.values.user : suggestUserName(name);
  const wrong = user !== '' && !isUserName(user) ? t('firstRun:userWrong') : null;
  const taken = problem === 'conflict' ? t('team.userTaken') : null;

  async function submit(): Promise<void> {
    if (!isUserName(user) || password.length < PASSWORD_MIN) return;
    setBusy(true);
    setProblem(null);
    const answer = await addMember({ user, displayName: name, role: role as Role, password });
    setBusy(false);
    if (answer.ok) {
      form.clear();
      onDone();
    } else setProblem(answer.problem);
  }

  return (
    <FormDialog
      title={t('team.addTitle')}
      submit={t('common:add')}
      busy={busy}
      onSubmit={submit}
      onClose={() => {
        form.clear();
        onClose();
      }}
    >
      <TextInput
        label={t('common:name')}
        data-autofocus
        required
        withAsterisk={false}
        maxLength={200}
        value={name}
        onChange={(event) => form.set({ name: event.currentTarget.value })}
      />
      <TextInput
        label={t('team.user')}
        description={t('firstRun:userHint')}
        error={wrong ?? taken}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        required
        withAsterisk={false}
        readOnly={person !== null}
        autoCapitalize="none"
        autoComplete="off"
        spellCheck={false}
        value={user}
        onChange={(event) => {
          form.set({ user: event.currentTarget.value, isUserTyped: 'yes' });
          setProblem(null);
        }}
      />
      <Radio.Group label={t('team.role')} value={role} onChange={(value) => form.set({ role: value })}>
        <Stack gap={8} mt={4}>
          {roles.map((each) => (
            <Radio
              key={each}
              size="sm"
              value={each}
              label={t(`roles.${each}`)}
              description={t(`team.roleHints.${each}`)}
            />
          ))}
        </Stack>
      </Radio.Group>
      <NewPasswordField
        label={t('team.initialPassword')}
        related={[name, user]}
        value={password}
        onChange={setPassword}
      />
      <p className={classes.muted}>{t('team.initialPasswordHint')}</p>
      <ProblemAlert problem={problem === 'conflict' ? null : problem} />
    </FormDialog>
  );
}
