import { useMemo, useState } from 'react';
import { Button } from '@mantine/core';
import type { EventDocument } from '@shared/domain/record/documents';
import type { Ticket } from '@shared/domain/tickets/ticket';
import { formatDate } from '@shared/i18n/format';
import { useValueWords } from '@renderer/components/record-words/use-value-words';
import { ConflictCard } from '@renderer/components/conflict/conflict-card';
import { usePersonNames } from '@renderer/data/queries/people';
import { useHeader } from '@renderer/data/queries/records';
import { useLanguage } from '@renderer/ui/use-language';
import { useTranslation } from '@renderer/ui/use-translation';
import { EntryCard, isEntry } from './entry-card';
import { EventLine } from './event-line';
import { conflictsByEvent, timelineDays, withoutRepeats } from './timeline-items';
import classes from './timeline.module.css';

/** How many of the newest events are drawn at first, and more at a time. */
const STEP = 150;

/** What happened to the ticket, by day, oldest first. */
export function Timeline({ ticket, events }: { ticket: Ticket; events: readonly EventDocument[] }) {
  const { t } = useTranslation('ticket');
  const [shown, setShown] = useState(STEP);
  const nameOf = usePersonNames();
  const contact = useHeader('contact', ticket.contactId);
  const words = useValueWords();
  const collided = useMemo(() => conflictsByEvent(events), [events]);
  const told = useMemo(() => withoutRepeats(events, collided), [events, collided]);
  const days = useMemo(() => timelineDays(told.slice(-shown)), [told, shown]);
  const hidden = told.length - shown;
  return (
    <div className={classes.timeline}>
      {hidden > 0 ? (
        <Button variant="subtle" onClick={() => setShown(shown + STEP)}>
          {t('showEarlier', { count: Math.min(hidden, STEP) })}
        </Button>
      ) : null}
      {days.map((day) => (
        <section key={day.events[0]?._id} className={classes.day}>
          <h3 className={classes.dayName}>
            <DayName at={day.at} />
          </h3>
          {day.events.map((event) => {
            const author = nameOf(event.author);
            const conflicts = (collided.get(event._id) ?? []).map((conflict) => (
              <ConflictCard key={conflict.id} conflict={conflict} />
            ));
            return isEntry(event) ? (
              <EntryCard key={event._id} event={event} author={author} contactName={contact?.name ?? ''}>
                {conflicts}
              </EntryCard>
            ) : (
              <EventLine
                key={event._id}
                event={event}
                author={author}
                words={words}
                ticket={ticket}
                events={events}
              >
                {conflicts}
              </EventLine>
            );
          })}
        </section>
      ))}
    </div>
  );
}

function DayName({ at }: { at: string }) {
  const { t } = useTranslation(['ticket', 'common']);
  const language = useLanguage();
  if (!at) return <>{t('common:unknown')}</>;
  const near = nearDay(at);
  return <>{near ? t(`ticket:${near}`) : formatDate(at, language)}</>;
}

function nearDay(at: string): 'today' | 'yesterday' | null {
  const day = new Date(at).toDateString();
  const today = new Date();
  if (day === today.toDateString()) return 'today';
  const before = new Date(today.getFullYear(), today.getMonth(), today.getDate() - 1);
  return day === before.toDateString() ? 'yesterday' : null;
}
