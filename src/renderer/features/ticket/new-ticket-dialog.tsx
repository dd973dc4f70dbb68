import type { KeyboardEvent } from 'react';
import {
  Alert,
  Button,
  Input,
  Kbd,
  Modal,
  SegmentedControl,
  TagsInput,
  Textarea,
  TextInput,
} from '@mantine/core';
import { priorities } from '@shared/domain/tickets/ticket';
import { drop } from '@shared/lib/drop';
import { AgentSelect } from '@renderer/components/agent-select';
import { GroupSelect } from '@renderer/components/group-select';
import { PartyPicker } from '@renderer/components/party-picker';
import { PriorityIcon, usePriorityName } from '@renderer/components/priority-chip';
import type { Prefill } from '@renderer/ui/app-actions';
import { DialogButtons } from '@renderer/ui/form-dialog';
import { keyText } from '@renderer/ui/keys/key-label';
import { useTranslation } from '@renderer/ui/use-translation';
import { TypeAndChannel } from './create/type-and-channel';
import { useNewTicket } from './create/use-new-ticket';
import classes from './create/new-ticket.module.css';

/** A new ticket, quickly: subject first, the rest by Tab, Ctrl+Enter makes it. Closing loses nothing. */
export function NewTicketDialog(props: {
  prefill: Prefill;
  onClose: () => void;
  onCreated: (id: string) => void;
}) {
  const { prefill, onClose } = props;
  const { t } = useTranslation(['ticket', 'common']);
  const priorityName = usePriorityName();
  const { form, set, isRestored, startOver, lacksSubject, create } = useNewTicket(prefill, (id) => {
    onClose();
    props.onCreated(id);
  });
  function onKeyDown(event: KeyboardEvent): void {
    if (event.key !== 'Enter') return;
    const isField = event.target instanceof HTMLInputElement;
    if (event.ctrlKey || event.metaKey) {
      event.preventDefault();
      drop(create());
    } else if (isField) {
      // Enter chooses in the lists; it must not make the ticket half-way.
      event.preventDefault();
    }
  }
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('ticket:create.title')}
      size="lg"
      closeButtonProps={{ 'aria-label': t('common:close') }}
    >
      <form
        className={classes.form}
        onKeyDown={onKeyDown}
        onSubmit={(event) => {
          event.preventDefault();
          drop(create());
        }}
      >
        {isRestored ? (
          <Alert color="accent" className={classes.restored}>
            {t('ticket:create.restored')}{' '}
            <Button variant="default" size="compact-xs" onClick={startOver}>
              {t('ticket:create.startOver')}
            </Button>
          </Alert>
        ) : null}
        <TextInput
          label={t('ticket:subject')}
          value={form.subject}
          onChange={(event) => set({ subject: event.currentTarget.value })}
          error={lacksSubject ? t('ticket:create.subjectMissing') : undefined}
          maxLength={1000}
          dir="auto"
          data-autofocus
        />
        <TypeAndChannel form={form} onChange={set} />
        <Input.Wrapper label={t('common:priority')} labelElement="div" size="xs">
          <SegmentedControl
            fullWidth
            size="xs"
            aria-label={t('common:priority')}
            value={form.priority}
            onChange={(priority) => set({ priority })}
            data={priorities.map((id) => ({
              value: id,
              label: (
                <span className={classes.priority}>
                  <PriorityIcon priority={id} />
                  {priorityName(id)}
                </span>
              ),
            }))}
          />
        </Input.Wrapper>
        <PartyPicker
          label={t('ticket:create.party')}
          formKey="ticket"
          party={{ phone: '', callerName: '', contactId: form.contactId, customerId: form.customerId }}
          onChange={({ contactId, customerId }) =>
            set({
              ...(contactId === undefined ? {} : { contactId }),
              ...(customerId === undefined ? {} : { customerId }),
            })
          }
        />
        <Textarea
          label={t('ticket:description')}
          value={form.description}
          onChange={(event) => set({ description: event.currentTarget.value })}
          minRows={4}
          maxRows={12}
          dir="auto"
        />
        <div className={classes.pair}>
          <GroupSelect label={t('common:group')} value={form.group} onChange={(group) => set({ group })} />
          <AgentSelect
            label={t('common:assignee')}
            value={form.assignee}
            onChange={(assignee) => set({ assignee })}
          />
        </div>
        <TagsInput
          size="xs"
          label={t('common:tags')}
          placeholder={form.tags.length === 0 ? t('ticket:create.tagsHint') : ''}
          value={form.tags}
          onChange={(tags) => set({ tags: tags.map((tag) => tag.trim().slice(0, 100)).filter(Boolean) })}
          acceptValueOnBlur
        />
        <DialogButtons>
          <span className={classes.hint}>
            {prefill.callId ? t('ticket:create.fromCall') : t('ticket:create.keptHint')}
          </span>
          <Button variant="default" onClick={onClose}>
            {t('common:close')}
          </Button>
          <Button type="submit">
            {t('ticket:create.submit')}
            <Kbd size="xs" className={classes.kbd}>
              {keyText('wrapUp')}
            </Kbd>
          </Button>
        </DialogButtons>
      </form>
    </Modal>
  );
}
