import { useState } from 'react';
import { TextInput } from '@mantine/core';
import { saveSetting } from '@shared/domain/team/team-commands';
import type { Member } from '@renderer/data/commands/members';
import { useHeader } from '@renderer/data/queries/records';
import { useRun } from '@renderer/data/queries/team-context';
import { useAct } from '@renderer/components/use-act';
import { FormDialog } from '@renderer/ui/form-dialog';
import { useTranslation } from '@renderer/ui/use-translation';

/** A person's card, which works without the network; the account itself is the server's. */
export function AgentDialog({ member, onClose }: { member: Member; onClose: () => void }) {
  const { t } = useTranslation(['settings', 'common']);
  const id = `agent:${member.user}`;
  const agent = useHeader('agent', id);
  const run = useRun();
  const act = useAct();
  const [edits, setEdits] = useState<{ name?: string; phone?: string; email?: string }>({});
  const values = {
    name: edits.name ?? agent?.name ?? member.displayName,
    phone: edits.phone ?? agent?.phone ?? '',
    email: edits.email ?? agent?.email ?? '',
  };
  async function submit(): Promise<void> {
    if (await act(() => run(saveSetting, { id, values: edits }))) onClose();
  }
  return (
    <FormDialog
      title={t('team.editTitle', { name: member.displayName })}
      submit={t('common:save')}
      busy={false}
      onSubmit={submit}
      onClose={onClose}
    >
      {(['name', 'phone', 'email'] as const).map((field) => (
        <TextInput
          key={field}
          label={t(`common:${field}`)}
          required={field === 'name'}
          withAsterisk={false}
          value={values[field]}
          onChange={(event) => setEdits({ ...edits, [field]: event.currentTarget.value })}
        />
      ))}
    </FormDialog>
  );
}
