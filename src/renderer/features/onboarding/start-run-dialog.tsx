import { Group, Select } from '@mantine/core';
import { startRun } from '@shared/domain/onboarding/checklist-commands';
import { momentOf } from '@shared/lib/local-time';
import { AgentSelect } from '@renderer/components/agent-select';
import { DayField } from '@renderer/components/day-field';
import { DayTimeFields } from '@renderer/components/day-time-fields';
import { useFormDraft } from '@renderer/data/queries/form-draft';
import { useHeaders } from '@renderer/data/queries/records';
import { useRun, useSession } from '@renderer/data/queries/team-context';
import { FormDialog } from '@renderer/ui/form-dialog';
import { localized, useLanguage } from '@renderer/ui/use-language';
import { useSingleAct } from '@renderer/components/use-act';
import { useTranslation } from '@renderer/ui/use-translation';

interface StartRunDialogProps {
  /** The customer to start for, or empty. */
  customerId: string;
  onClose: () => void;
  onStarted: (id: string) => void;
}

/** Nobody has chosen whom to call: then the only contact there is. */
const UNCHOSEN = '?';

/** Starts a checklist for a customer. What was chosen and typed is kept until it is started. */
export function StartRunDialog(props: StartRunDialogProps) {
  const { t } = useTranslation('onboarding');
  const { t: tc } = useTranslation('common');
  const language = useLanguage();
  const { user } = useSession();
  const run = useRun();
  const act = useSingleAct();
  const templates = useHeaders('template');
  const customers = useHeaders('customer');
  const contacts = useHeaders('contact');
  const form = useFormDraft(`start-run/${props.customerId}`, {
    ...{ templateId: '', customerId: props.customerId, contactId: UNCHOSEN },
    ...{ owner: user, dueAt: '', credentialsSent: '' },
  });
  const { customerId, owner, dueAt, credentialsSent } = form.values;
  const templateId = form.values.templateId || (templates[0]?._id ?? '');
  const people = contacts.filter(({ customerIds }) => customerIds.includes(customerId));
  const only = people.length === 1 ? (people[0]?._id ?? '') : '';
  const contactId = form.values.contactId === UNCHOSEN ? only : form.values.contactId;

  async function start(): Promise<void> {
    if (!templateId || !customerId) return;
    let id = '';
    const worked = await act(async () => {
      const credentialsSentAt = momentOf(credentialsSent, '00:00');
      const fields = { templateId, customerId, contactId, owner, dueAt, credentialsSentAt };
      ({ id } = await run(startRun, fields, form.madeOf));
    });
    if (!worked) return;
    form.clear();
    props.onStarted(id);
  }
  return (
    <FormDialog
      title={t('start')}
      submit={t('begin')}
      disabled={!templateId || !customerId}
      onSubmit={start}
      onClose={props.onClose}
    >
      <Select
        label={tc('customer')}
        placeholder={t('chooseCustomer')}
        searchable
        limit={50}
        data={customers
          .map((customer) => ({ value: customer._id, label: customer.name }))
          .sort((a, b) => a.label.localeCompare(b.label, language))}
        value={customerId || null}
        onChange={(id) => form.set({ customerId: id ?? '', contactId: UNCHOSEN })}
        data-autofocus={props.customerId === '' ? true : undefined}
      />
      <Select
        label={t('template')}
        placeholder={t('chooseTemplate')}
        data={templates.map((template) => ({
          value: template._id,
          label: localized(template.name, language),
        }))}
        value={templateId || null}
        onChange={(id) => form.set({ templateId: id ?? '' })}
        data-autofocus={props.customerId === '' ? undefined : true}
      />
      <Select
        label={tc('contact')}
        placeholder={t('chooseContact')}
        disabled={people.length === 0}
        clearable
        data={people.map((contact) => ({ value: contact._id, label: contact.name }))}
        value={contactId || null}
        onChange={(id) => form.set({ contactId: id ?? '' })}
      />
      <AgentSelect label={t('owner')} value={owner} onChange={(next) => form.set({ owner: next })} />
      <Group gap="sm" align="flex-start">
        <DayTimeFields
          dayLabel={t('due')}
          timeLabel={t('nextCallTime')}
          value={dueAt}
          onChange={(next) => form.set({ dueAt: next })}
        />
        <DayField
          label={t('credentialsSent')}
          value={credentialsSent}
          onChange={(next) => form.set({ credentialsSent: next })}
          w={150}
        />
      </Group>
    </FormDialog>
  );
}
