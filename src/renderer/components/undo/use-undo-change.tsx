import { useState } from 'react';
import type { ReactNode } from 'react';
import { Button } from '@mantine/core';
import type { Change, EventDocument, HeaderDocument } from '@shared/domain/record/documents';
import { stampOf } from '@shared/domain/record/merge';
import { canUndo, writtenSince } from '@shared/domain/timeline/undo';
import { formatMoment } from '@shared/i18n/format';
import { drop } from '@shared/lib/drop';
import { usePersonNames } from '@renderer/data/queries/people';
import { useSession } from '@renderer/data/queries/team-context';
import { useLanguage } from '@renderer/ui/use-language';
import { useTranslation } from '@renderer/ui/use-translation';
import { useUndo } from './use-undo';
import classes from './undo-change.module.css';

interface UndoParts {
  /** At the end of the event's line; null where there is nothing to take back. */
  button: ReactNode;
  /** Under it, when somebody wrote the same field afterwards: what, who, when, and whether to undo all the same. */
  question: ReactNode;
}

interface UndoContext {
  /** The record that the event is about; undefined when this machine does not have it. */
  header: HeaderDocument | undefined;
  /** Everything that happened to it. */
  events: readonly EventDocument[];
  /** Says a change after its author's name. */
  words: (about: string, change: Change, author: string) => string;
  /** Of the button: where it has its place. */
  className?: string | undefined;
}

/** Takes back what one event changed, also long afterwards. */
export function useUndoChange(
  event: EventDocument,
  { header, events, words, className = '' }: UndoContext,
): UndoParts {
  const { t } = useTranslation(['undo', 'common']);
  const language = useLanguage();
  const { role } = useSession();
  const nameOf = usePersonNames();
  const { undo } = useUndo();
  const [asked, setAsked] = useState(false);
  if (role === 'viewer' || !header || !canUndo(header, event)) return { button: null, question: null };
  const since = writtenSince(header, event);
  const say = (told: EventDocument) => (path: string) =>
    (told.changes ?? [])
      .filter((change) => change.path === path)
      .map((change) => words(told.about, change, told.author));
  const later = since.flatMap(({ path }) => {
    const told = events.find(({ at, changes }) => at === stampOf(header, path) && changes !== undefined);
    if (!told) return [];
    const time = formatMoment(told.occurredAt, language);
    return say(told)(path).map((change) => t('laterChange', { author: nameOf(told.author), change, time }));
  });
  const isAsking = asked && since.length > 0;
  const takeBack = async () => {
    // The record may have changed since this was drawn: then it is asked, too.
    setAsked(since.length > 0 || (await undo(event._id)) === 'changedSince');
  };
  const [first] = event.changes ?? [];
  return {
    button: (
      <Button
        variant="default"
        size="compact-xs"
        className={`${classes.undo} ${className}`}
        aria-label={t('undoThis', { change: first ? words(event.about, first, event.author) : '' })}
        aria-expanded={isAsking}
        onClick={() => drop(takeBack())}
      >
        {t('common:undo')}
      </Button>
    ),
    question: isAsking ? (
      <div className={classes.question} role="status">
        <span>
          {t('changedSinceBy')} <bdi>{later.join('. ')}</bdi>
        </span>
        <Button variant="default" size="compact-xs" onClick={() => drop(undo(event._id, true))}>
          {t('anyway')}
        </Button>
        <Button variant="subtle" color="gray" size="compact-xs" onClick={() => setAsked(false)}>
          {t('common:cancel')}
        </Button>
      </div>
    ) : null,
  };
}
