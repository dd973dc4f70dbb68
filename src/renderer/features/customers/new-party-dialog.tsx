import { TextInput } from '@mantine/core';
import { createContact, createCustomer } from '@shared/domain/customers/customer-commands';
import { useFormDraft } from '@renderer/data/queries/form-draft';
import { useRun } from '@renderer/data/queries/team-context';
import { FormDialog } from '@renderer/ui/form-dialog';
import { useSingleAct } from '@renderer/components/use-act';
import { useTranslation } from '@renderer/ui/use-translation';

interface NewPartyDialogProps {
  kind: 'customer' | 'contact';
  customerId?: string;
  onClose: () => void;
  onCreated: (id: string) => void;
}

/** The few facts that make a company or a contact; everything else is edited in place afterwards. */
export function NewPartyDialog({ kind, customerId, onClose, onCreated }: NewPartyDialogProps) {
  const { t } = useTranslation('customers');
  const { t: tc } = useTranslation('common');
  const run = useRun();
  const act = useSingleAct();
  const form = useFormDraft(`new-${kind}/${customerId ?? ''}`, { name: '', phone: '', email: '' });
  const { name, phone, email } = form.values;
  const filled = (text: string) => (text.trim() === '' ? [] : [text.trim()]);

  async function create(): Promise<void> {
    const phones = filled(phone);
    let id = '';
    const worked = await act(async () => {
      const created =
        kind === 'customer'
          ? await run(createCustomer, { name, phones }, form.madeOf)
          : await run(
              createContact,
              { name, phones, emails: filled(email), customerIds: customerId ? [customerId] : [] },
              form.madeOf,
            );
      id = created.id;
    });
    if (!worked) return;
    form.clear();
    onCreated(id);
  }
  return (
    <FormDialog
      title={kind === 'customer' ? t('newCompany') : t('newContact')}
      submit={tc('add')}
      disabled={name.trim() === ''}
      onSubmit={create}
      onClose={() => {
        form.clear();
        onClose();
      }}
    >
      <TextInput
        label={kind === 'customer' ? t('companyName') : t('contactName')}
        value={name}
        onChange={(event) => form.set({ name: event.currentTarget.value })}
        data-autofocus
        required
      />
      <TextInput
        label={tc('phone')}
        value={phone}
        onChange={(event) => form.set({ phone: event.currentTarget.value })}
      />
      {kind === 'contact' ? (
        <TextInput
          label={tc('email')}
          value={email}
          onChange={(event) => form.set({ email: event.currentTarget.value })}
        />
      ) : null}
    </FormDialog>
  );
}
