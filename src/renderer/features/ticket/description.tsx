import { useState } from 'react';
import { ActionIcon } from '@mantine/core';
import { IconPencil } from '@tabler/icons-react';
import type { Ticket } from '@shared/domain/tickets/ticket';
import { editTicket } from '@shared/domain/tickets/ticket-commands';
import { PlainText } from '@renderer/components/plain-text';
import { SavedText } from '@renderer/components/saved-text';
import { useDraft } from '@renderer/data/queries/draft';
import { useRun } from '@renderer/data/queries/team-context';
import { useAct } from '@renderer/components/use-act';
import { useTranslation } from '@renderer/ui/use-translation';
import classes from './ticket-view.module.css';

/** What the ticket is about, at the top of what happened. */
export function Description({ ticket, canWrite }: { ticket: Ticket; canWrite: boolean }) {
  const { t } = useTranslation('ticket');
  const run = useRun();
  const act = useAct();
  const [editing, setEditing] = useState(false);
  const draftKey = `${ticket._id}/description`;
  const kept = useDraft(draftKey);
  const isUnfinished = kept.ready && kept.text !== '' && kept.text !== ticket.description;
  if (canWrite && (editing || isUnfinished)) {
    return (
      <div
        className={classes.description}
        onBlur={(event) => {
          if (!event.currentTarget.contains(event.relatedTarget)) setEditing(false);
        }}
      >
        <SavedText
          label={t('description')}
          value={ticket.description}
          draftKey={draftKey}
          multiline
          onSave={async (description) => {
            const saved = await act(() => run(editTicket, { id: ticket._id, values: { description } }));
            if (saved && kept.clearSaved(description)) setEditing(false);
            return saved;
          }}
        />
      </div>
    );
  }
  return (
    <section className={classes.description} aria-label={t('description')}>
      {ticket.description ? (
        <PlainText text={ticket.description} />
      ) : (
        <span className={classes.muted}>{t('noDescription')}</span>
      )}
      {canWrite ? (
        <ActionIcon
          variant="subtle"
          color="gray"
          size="sm"
          className={classes.editDescription}
          aria-label={t('editDescription')}
          title={t('editDescription')}
          onClick={() => setEditing(true)}
        >
          <IconPencil size={14} />
        </ActionIcon>
      ) : null}
    </section>
  );
}
