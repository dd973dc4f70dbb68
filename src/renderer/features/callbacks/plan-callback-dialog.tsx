import { useState } from 'react';
import { Group, TextInput } from '@mantine/core';
import { AgentSelect } from '@renderer/components/agent-select';
import { CallbackWhen } from '@renderer/components/callback-when';
import { GroupSelect } from '@renderer/components/group-select';
import { PartyPicker } from '@renderer/components/party-picker';
import { useFormDraft } from '@renderer/data/queries/form-draft';
import { useHeader } from '@renderer/data/queries/records';
import { useRun, useSession } from '@renderer/data/queries/team-context';
import type { Prefill } from '@renderer/ui/app-actions';
import { FormDialog } from '@renderer/ui/form-dialog';
import { useSingleAct } from '@renderer/components/use-act';
import { planCallback } from '@shared/domain/calls/callback-commands';
import { useTranslation } from '@renderer/ui/use-translation';

/** A promise to call somebody back. */
export function PlanCallbackDialog({ prefill, onClose }: { prefill: Prefill; onClose: () => void }) {
  const { t } = useTranslation(['callbacks', 'common']);
  const { user } = useSession();
  const run = useRun();
  const act = useSingleAct();
  const ticket = useHeader('ticket', prefill.ticketId ?? '');
  const call = useHeader('call', prefill.callId ?? '');
  const [asked, setAsked] = useState(false);
  const form = useFormDraft(`callback/${prefill.ticketId ?? prefill.callId ?? 'new'}`, {
    phone: prefill.phone ?? call?.phone ?? '',
    callerName: call?.callerName ?? '',
    contactId: prefill.contactId ?? call?.contactId ?? ticket?.contactId ?? '',
    customerId: prefill.customerId ?? call?.customerId ?? ticket?.customerId ?? '',
    topic: '',
    dueAt: '',
    owner: user,
    group: '',
  });
  const { topic, dueAt, owner, group, ...party } = form.values;

  async function save(): Promise<void> {
    setAsked(true);
    if (dueAt === '') return;
    const ticketIds = prefill.ticketId ? [prefill.ticketId] : (call?.ticketIds ?? []);
    const fields = {
      ...party,
      dueAt,
      owner,
      group,
      ticketIds,
      topic: topic || prefill.subject || '',
      callId: prefill.callId ?? '',
      runId: prefill.runId ?? '',
    };
    if (!(await act(() => run(planCallback, fields, form.madeOf)))) return;
    form.clear();
    onClose();
  }
  return (
    <FormDialog title={t('planTitle')} submit={t('common:save')} onSubmit={save} onClose={onClose}>
      <PartyPicker party={party} formKey="callback" label={t('who')} startsFocused onChange={form.set} />
      <TextInput
        label={t('topic')}
        data-autofocus
        value={topic}
        placeholder={prefill.subject ?? ''}
        dir="auto"
        onChange={(event) => form.set({ topic: event.currentTarget.value })}
      />
      <CallbackWhen
        value={dueAt}
        onChange={(next) => form.set({ dueAt: next })}
        error={asked && dueAt === '' ? t('dateMissing') : undefined}
      />
      <Group gap={8} grow>
        <AgentSelect label={t('owner')} value={owner} onChange={(next) => form.set({ owner: next })} />
        <GroupSelect label={t('group')} value={group} onChange={(next) => form.set({ group: next })} />
      </Group>
    </FormDialog>
  );
}
