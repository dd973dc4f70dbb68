import { useState } from 'react';
import { Group, Select } from '@mantine/core';
import { startRun } from '@shared/domain/onboarding/checklist-commands';
import { momentOf } from '@shared/lib/local-time';
import { AgentSelect } from '@renderer/components/agent-select';
import { DayField } from '@renderer/components/day-field';
import { DayTimeFields } from '@renderer/components/day-time-fields';
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

/** Starts a checklist for a customer. */
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
  const [templateId, setTemplateId] = useState<string | null>(null);
  const [customerId, setCustomerId] = useState<string | null>(props.customerId || null);
  const [contactId, setContactId] = useState<string | null>(null);
  const [owner, setOwner] = useState(user);
  const [dueAt, setDueAt] = useState('');
  const [credentialsSent, setCredentialsSent] = useState('');
  const chosenTemplate = templateId ?? templates[0]?._id ?? null;
  const people = contacts.filter(
    (contact) => customerId !== null && contact.customerIds.includes(customerId),
  );
  const chosenContact = contactId ?? (people.length === 1 ? (people[0]?._id ?? null) : null);

  async function start(): Promise<void> {
    if (!chosenTemplate || !customerId) return;
    let id = '';
    const worked = await act(async () => {
      const started = await run(startRun, {
        templateId: chosenTemplate,
        customerId,
        contactId: chosenContact ?? '',
        owner,
        dueAt,
        credentialsSentAt: momentOf(credentialsSent, '00:00'),
      });
      id = started.id;
    });
    if (worked) props.onStarted(id);
  }
  return (
    <FormDialog
      title={t('start')}
      submit={t('begin')}
      disabled={!chosenTemplate || !customerId}
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
        value={customerId}
        onChange={(id) => {
          setCustomerId(id);
          setContactId(null);
        }}
        data-autofocus={props.customerId === '' ? true : undefined}
      />
      <Select
        label={t('template')}
        placeholder={t('chooseTemplate')}
        data={templates.map((template) => ({
          value: template._id,
          label: localized(template.name, language),
        }))}
        value={chosenTemplate}
        onChange={setTemplateId}
        data-autofocus={props.customerId === '' ? undefined : true}
      />
      <Select
        label={tc('contact')}
        placeholder={t('chooseContact')}
        disabled={people.length === 0}
        clearable
        data={people.map((contact) => ({ value: contact._id, label: contact.name }))}
        value={chosenContact}
        onChange={setContactId}
      />
      <AgentSelect label={t('owner')} value={owner} onChange={setOwner} />
      <Group gap="sm" align="flex-start">
        <DayTimeFields dayLabel={t('due')} timeLabel={t('nextCallTime')} value={dueAt} onChange={setDueAt} />
        <DayField
          label={t('credentialsSent')}
          value={credentialsSent}
          onChange={setCredentialsSent}
          w={150}
        />
      </Group>
    </FormDialog>
  );
}
