import { Button } from '@mantine/core';
import { IconArrowsDiff } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Change, EventDocument } from '@shared/domain/record/documents';
import type { OverwrittenChange } from '@shared/domain/timeline/overwritten';
import { editTicket, moveTicket, tagTicket } from '@shared/domain/tickets/ticket-commands';
import { formatClock, formatDate } from '@shared/i18n/format';
import { drop } from '@shared/lib/drop';
import { useRun, useSession } from '@renderer/data/queries/team-context';
import { useAct } from '@renderer/components/use-act';
import { useLanguage } from '@renderer/ui/use-language';
import { isUnsettled } from './timeline-items';
import { useFieldName } from './use-value-words';
import type { ValueWords } from './use-value-words';
import classes from './timeline.module.css';

/** "Changed by both": both values, who and when, and the one that did not stay within reach. */
export function ConflictNote({
  lost,
  words,
  nameOf,
}: {
  lost: OverwrittenChange;
  words: ValueWords;
  nameOf: (user: string) => string;
}) {
  const { t } = useTranslation('ticket');
  const language = useLanguage();
  const { user } = useSession();
  const fieldName = useFieldName();
  const run = useRun();
  const act = useAct();
  const { change, winningChange, event, winner } = lost;
  const who = ({ author, occurredAt }: EventDocument) => {
    const time = sameDay(event, winner)
      ? formatClock(occurredAt, language)
      : `${formatDate(occurredAt, language)} ${formatClock(occurredAt, language)}`;
    return author === user
      ? t('conflict.you', { time })
      : t('conflict.other', { name: nameOf(author), time });
  };
  const take = isUnsettled(lost) ? takeCommand(event.about, change) : null;
  return (
    <div className={classes.conflict}>
      <div className={classes.conflictTitle}>
        <IconArrowsDiff size={14} aria-hidden />
        {t('conflict.title', { field: fieldName(change.path), first: who(event), second: who(winner) })}
      </div>
      <dl className={classes.conflictValues}>
        <dt>{t('conflict.stayed')}</dt>
        <dd dir="auto">{words(change.path, winningChange.to)}</dd>
        <dt>{t('conflict.replaced')}</dt>
        <dd dir="auto">{words(change.path, change.to)}</dd>
      </dl>
      {take ? (
        <Button variant="default" size="compact-xs" onClick={() => drop(act(() => take(run)))}>
          {t('conflict.takeOther')}
        </Button>
      ) : null}
    </div>
  );
}

function sameDay(a: EventDocument, b: EventDocument): boolean {
  return new Date(a.occurredAt).toDateString() === new Date(b.occurredAt).toDateString();
}

type Run = ReturnType<typeof useRun>;
const editableTexts = [
  'subject',
  'description',
  'priority',
  'ticketType',
  'assignee',
  'group',
  'customerId',
  'contactId',
  'channel',
];

/** The write that brings the other value back, or null for a field that cannot be written by hand. */
function takeCommand(id: string, { path, to }: Change): ((run: Run) => Promise<unknown>) | null {
  if (path.startsWith('tags.')) {
    const tag = path.slice('tags.'.length);
    return (run) => run(tagTicket, to === true ? { id, add: [tag] } : { id, remove: [tag] });
  }
  if (path === 'archived' && typeof to === 'boolean')
    return (run) => run(editTicket, { id, values: { archived: to } });
  if (typeof to !== 'string') return null;
  if (path === 'status') return (run) => run(moveTicket, { id, status: to });
  return editableTexts.includes(path) ? (run) => run(editTicket, { id, values: { [path]: to } }) : null;
}
