import type { KeyboardEvent } from 'react';
import { useEffect, useRef, useState } from 'react';
import { Autocomplete, UnstyledButton } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import { tagTicket } from '@shared/domain/tickets/ticket-commands';
import type { Ticket } from '@shared/domain/tickets/ticket';
import { drop } from '@shared/lib/drop';
import type { DraftField } from '@renderer/data/queries/draft';
import { useDraft } from '@renderer/data/queries/draft';
import { readHeaders } from '@renderer/data/queries/records';
import { useRun, useTeam } from '@renderer/data/queries/team-context';
import { useAct } from '@renderer/components/use-act';
import { useTranslation } from '@renderer/ui/use-translation';
import classes from './ticket-header.module.css';

/** A ticket's tags, each with its way out, and a field for more that knows those in use. A half-typed one is kept. */
export function TagEditor({
  ticket,
  canWrite,
  openSignal,
}: {
  ticket: Ticket;
  canWrite: boolean;
  openSignal: number;
}) {
  const { t } = useTranslation('ticket');
  const run = useRun();
  const act = useAct();
  const draft = useDraft(`${ticket._id}/tag`);
  const [opened, setOpened] = useState(false);
  const adding = opened || (draft.ready && draft.text !== '');
  useEffect(() => {
    if (openSignal > 0) setOpened(true);
  }, [openSignal]);
  const change = (values: { add?: string[]; remove?: string[] }) =>
    drop(act(() => run(tagTicket, { id: ticket._id, ...values })));
  return (
    <div className={classes.tags} role="group" aria-label={t('tags.label')}>
      {ticket.tags.map((tag) => (
        <span key={tag} className={classes.tag}>
          <bdi>{tag}</bdi>
          {canWrite ? (
            <UnstyledButton
              className={classes.tagRemove}
              aria-label={t('tags.remove', { tag })}
              onClick={() => change({ remove: [tag] })}
            >
              <IconX size={12} aria-hidden />
            </UnstyledButton>
          ) : null}
        </span>
      ))}
      {canWrite && adding ? (
        <TagField
          known={ticket.tags}
          draft={draft}
          takesFocus={opened}
          onAdd={(tag) => change({ add: [tag] })}
          onClose={() => setOpened(false)}
        />
      ) : null}
      {canWrite && !adding ? (
        <UnstyledButton className={classes.tagAdd} onClick={() => setOpened(true)}>
          <IconPlus size={12} aria-hidden />
          {t('tags.add')}
        </UnstyledButton>
      ) : null}
    </div>
  );
}

function TagField({
  known,
  draft: { text, setText, clear },
  takesFocus,
  onAdd,
  onClose,
}: {
  known: readonly string[];
  draft: DraftField;
  takesFocus: boolean;
  onAdd: (tag: string) => void;
  onClose: () => void;
}) {
  const { t } = useTranslation('ticket');
  const team = useTeam();
  const closing = useRef(false);
  const [inUse] = useState(() =>
    [...new Set(readHeaders(team, 'ticket').flatMap(({ tags }) => tags))].sort(),
  );
  const add = (tag: string) => {
    const bare = tag.trim();
    if (bare !== '' && !known.includes(bare)) onAdd(bare);
    clear();
  };
  function onKeyDown(event: KeyboardEvent): void {
    if (event.key === 'Escape') {
      event.preventDefault();
      closing.current = true;
      clear();
      onClose();
    } else if (event.key === 'Enter' && !event.defaultPrevented) {
      event.preventDefault();
      if (text.trim() === '') onClose();
      else add(text);
    }
  }
  return (
    <Autocomplete
      size="xs"
      className={classes.tagField}
      aria-label={t('tags.placeholder')}
      placeholder={t('tags.placeholder')}
      data={inUse.filter((tag) => !known.includes(tag))}
      limit={8}
      maxLength={100}
      value={text}
      onChange={setText}
      onOptionSubmit={(tag) => {
        add(tag);
        // The field writes the chosen text after this; the next moment empties it.
        queueMicrotask(clear);
      }}
      onKeyDown={onKeyDown}
      onBlur={() => {
        if (!closing.current) add(text);
        onClose();
      }}
      autoFocus={takesFocus}
    />
  );
}
