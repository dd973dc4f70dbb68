import type { KeyboardEvent } from 'react';
import { useRef, useState } from 'react';
import { TextInput, UnstyledButton } from '@mantine/core';
import { IconPencil } from '@tabler/icons-react';
import type { Ticket } from '@shared/domain/tickets/ticket';
import { editTicket } from '@shared/domain/tickets/ticket-commands';
import { drop } from '@shared/lib/drop';
import { useDraft } from '@renderer/data/queries/draft';
import { useRun } from '@renderer/data/queries/team-context';
import { useAct } from '@renderer/components/use-act';
import { useTranslation } from '@renderer/ui/use-translation';
import classes from './ticket-header.module.css';

/** The subject as a heading; a click or Enter edits it in place. Half-typed ones are kept. */
export function SubjectField({ ticket, canWrite }: { ticket: Ticket; canWrite: boolean }) {
  const { t } = useTranslation('ticket');
  const run = useRun();
  const act = useAct();
  const draft = useDraft(`${ticket._id}/subject`);
  const [opened, setOpened] = useState(false);
  const isCancelled = useRef(false);
  const [typed, setTyped] = useState(false);
  const isKept = draft.ready && draft.text !== '';
  const isEditing = opened || isKept;
  // A field that was only opened keeps no draft: later it would hold an old subject against a colleague's new one.
  const text = typed || isKept ? draft.text : ticket.subject;

  function close(): void {
    setOpened(false);
    setTyped(false);
    draft.clear();
  }
  async function save(): Promise<void> {
    if (isCancelled.current) return;
    // Kept as typed, spaces and all.
    const subject = text;
    if (subject.trim() === '' || subject === ticket.subject) return close();
    if (await act(() => run(editTicket, { id: ticket._id, values: { subject } }))) close();
  }
  function onKeyDown(event: KeyboardEvent<HTMLInputElement>): void {
    if (event.key === 'Enter') {
      event.preventDefault();
      event.currentTarget.blur();
    } else if (event.key === 'Escape') {
      event.preventDefault();
      isCancelled.current = true;
      close();
    }
  }

  if (isEditing) {
    return (
      <TextInput
        aria-label={t('subject')}
        value={text}
        maxLength={1000}
        onChange={(event) => {
          setTyped(true);
          draft.setText(event.currentTarget.value);
        }}
        onBlur={() => drop(save())}
        onKeyDown={onKeyDown}
        autoFocus={opened}
        dir="auto"
        classNames={{ input: classes.subjectInput ?? '' }}
      />
    );
  }
  if (!canWrite) {
    return (
      <h2 className={classes.subject} dir="auto">
        {ticket.subject}
      </h2>
    );
  }
  return (
    <h2 className={classes.subject} dir="auto">
      <UnstyledButton
        className={classes.subjectButton}
        title={t('editSubject')}
        onClick={() => {
          isCancelled.current = false;
          setOpened(true);
        }}
      >
        {ticket.subject}
        <IconPencil size={14} className={classes.pencil} aria-hidden />
      </UnstyledButton>
    </h2>
  );
}
