import { TextInput } from '@mantine/core';
import type { Member } from '@renderer/data/commands/members';
import { useHeader } from '@renderer/data/queries/records';
import { FormDialog } from '@renderer/ui/form-dialog';
import { useTranslation } from '@renderer/ui/use-translation';
import { useSettingForm } from './use-setting-form';

/** A person's card, which works without the network; the account itself is the server's. */
export function AgentDialog({ member, onClose }: { member: Member; onClose: () => void }) {
  const { t } = useTranslation(['settings', 'common']);
  const id = `agent:${member.user}`;
  const { name, phone, email } = useHeader('agent', id) ?? { name: member.displayName, phone: '', email: '' };
  const form = useSettingForm(id, { name, phone, email });
  async function submit(): Promise<void> {
    if (await form.save()) onClose();
  }
  return (
    <FormDialog
      title={t('team.editTitle', { name: member.displayName })}
      submit={t('common:save')}
      busy={false}
      onSubmit={submit}
      onClose={() => {
        form.discard();
        onClose();
      }}
    >
      {(['name', 'phone', 'email'] as const).map((field) => (
        <TextInput
          key={field}
          label={t(`common:${field}`)}
          required={field === 'name'}
          withAsterisk={false}
          value={form.values[field]}
          onChange={(event) => form.set({ [field]: event.currentTarget.value })}
        />
      ))}
    </FormDialog>
  );
}
