import type { KeyboardEvent } from 'react';
import { useEffect, useRef } from 'react';
import { Button, Tabs, Textarea } from '@mantine/core';
import { IconArrowBackUp, IconLock, IconMessage2 } from '@tabler/icons-react';
import type { EventDocument } from '@shared/domain/record/documents';
import type { Ticket } from '@shared/domain/tickets/ticket';
import { drop } from '@shared/lib/drop';
import { useTranslation } from '@renderer/ui/use-translation';
import { ChangesMeanwhile } from './changes-meanwhile';
import { ReplyActions } from './reply-actions';
import { entryKinds, useEntryDraft } from './use-entry-draft';
import type { EntryDraft, EntryKind } from './use-entry-draft';
import classes from './composer.module.css';

const icons = { note: IconLock, reply: IconArrowBackUp, customerMessage: IconMessage2 };

interface ComposerProps {
  ticket: Ticket;
  /** What happened to the ticket; null until it has been read. */
  events: readonly EventDocument[] | null;
  kind: EntryKind;
  onKind: (kind: EntryKind) => void;
  /** Takes the focus each time this grows; for shortcuts. */
  focusSignal: number;
}

/** Writing into the ticket: each kind looks its own way, has its own draft, and keeps it. */
export function Composer({ ticket, events, kind, onKind, focusSignal }: ComposerProps) {
  const { t } = useTranslation('ticket');
  const note = useEntryDraft(ticket._id, 'note');
  const reply = useEntryDraft(ticket._id, 'reply');
  const customerMessage = useEntryDraft(ticket._id, 'customerMessage');
  const drafts = { note, reply, customerMessage };
  const fields = Object.values(drafts);
  const isWritten = fields.some(({ text }) => text !== '');
  const isComposing = isWritten || fields.every(({ ready }) => ready) ? isWritten : null;
  return (
    <section className={classes.composer} data-kind={kind} aria-label={t('composer.label')}>
      <ChangesMeanwhile ticket={ticket} events={events} isComposing={isComposing} />
      <Tabs value={kind} onChange={(next) => onKind(asKind(next))} keepMounted={false}>
        <Tabs.List className={classes.tabs}>
          {entryKinds.map((id) => {
            const Icon = icons[id];
            return (
              <Tabs.Tab
                key={id}
                value={id}
                leftSection={<Icon size={14} aria-hidden />}
                className={classes.tab}
              >
                {t(`composer.${id}`)}
                {id !== kind && drafts[id].text ? (
                  <span className={classes.draft}> · {t('composer.draft')}</span>
                ) : null}
              </Tabs.Tab>
            );
          })}
        </Tabs.List>
        {entryKinds.map((id) => (
          <Tabs.Panel key={id} value={id}>
            <Field kind={id} draft={drafts[id]} ticket={ticket} focusSignal={focusSignal} />
          </Tabs.Panel>
        ))}
      </Tabs>
    </section>
  );
}

function asKind(value: string | null): EntryKind {
  return entryKinds.find((kind) => kind === value) ?? 'note';
}

const saveTexts = { note: 'saveNote', reply: 'saveReply', customerMessage: 'saveCustomerMessage' } as const;

function Field({
  kind,
  draft,
  ticket,
  focusSignal,
}: {
  kind: EntryKind;
  draft: EntryDraft;
  ticket: Ticket;
  focusSignal: number;
}) {
  const { t } = useTranslation('ticket');
  const field = useRef<HTMLTextAreaElement>(null);
  useEffect(() => {
    if (focusSignal > 0) field.current?.focus();
  }, [focusSignal]);
  async function save(data?: Record<string, unknown>): Promise<void> {
    await draft.save(data);
  }
  function onKeyDown(event: KeyboardEvent): void {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      drop(save());
    } else if (event.key === 'Escape') {
      // The text is kept as a draft; the keys go back to the ticket.
      event.preventDefault();
      field.current?.blur();
    }
  }
  return (
    <div className={classes.field} data-filled={draft.text !== ''}>
      <Textarea
        ref={field}
        variant="unstyled"
        aria-label={t(`composer.${kind}`)}
        placeholder={t(`composer.${kind}Placeholder`)}
        value={draft.text}
        onChange={(event) => draft.setText(event.currentTarget.value)}
        onKeyDown={onKeyDown}
        minRows={1}
        maxRows={10}
        dir="auto"
        classNames={{ input: classes.input ?? '' }}
      />
      <div className={classes.foot}>
        <p className={classes.hint}>{t(`composer.${kind}Hint`)}</p>
        <div className={classes.buttons}>
          {kind === 'reply' ? <ReplyActions ticket={ticket} body={draft.text} onRecord={save} /> : null}
          <Button disabled={draft.text.trim() === ''} onClick={() => drop(save())}>
            {t(`composer.${saveTexts[kind]}`)}
          </Button>
        </div>
      </div>
    </div>
  );
}
