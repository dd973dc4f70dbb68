import { useEffect } from 'react';
import { Button } from '@mantine/core';
import type { EventDocument } from '@shared/domain/record/documents';
import type { Ticket } from '@shared/domain/tickets/ticket';
import { formatClock } from '@shared/i18n/format';
import { useValueWords } from '@renderer/components/record-words/use-value-words';
import { usePersonNames } from '@renderer/data/queries/people';
import { useSession } from '@renderer/data/queries/team-context';
import { useLanguage } from '@renderer/ui/use-language';
import { useTranslation } from '@renderer/ui/use-translation';
import { toldChanges } from '../timeline/timeline-items';
import { useChangeWords } from '../timeline/use-change-words';
import { newsFor, useComposing, writtenKind } from './meanwhile';
import classes from './composer.module.css';

/** More would push the text field about. */
const MOST_SHOWN = 3;

interface ChangesMeanwhileProps {
  ticket: Ticket;
  /** Null until they have been read. */
  events: readonly EventDocument[] | null;
  /** Whether something is being written into the ticket; null as long as that is not known. */
  isComposing: boolean | null;
}

/** What colleagues did to the ticket while one writes into it. It grows upwards: the field stays where it is. */
export function ChangesMeanwhile({ ticket, events, isComposing }: ChangesMeanwhileProps) {
  const { t } = useTranslation('ticket');
  const language = useLanguage();
  const { user } = useSession();
  const nameOf = usePersonNames();
  const changeWords = useChangeWords(useValueWords());
  const known = useComposing(({ known: all }) => all[ticket._id]);
  const { see, end } = useComposing.getState();
  const hasBegun = known !== undefined;
  useEffect(() => {
    if (isComposing === false) end(ticket._id);
    else if (isComposing && !hasBegun && events) see(ticket._id, events);
  }, [isComposing, hasBegun, events, ticket._id, see, end]);

  const news = newsFor(user, events ?? [], known).flatMap((event) => {
    const kind = writtenKind(event);
    const told = toldChanges(event).map((change) => changeWords(event.about, change, event.author));
    const words = kind ? [t(`meanwhile.${kind}`), ...told] : told;
    const [author, time] = [nameOf(event.author), formatClock(event.occurredAt, language)];
    return words.map((change, index) => ({ key: `${event._id} ${index}`, author, change, time }));
  });
  return (
    <div className={classes.news} role="status" aria-label={t('meanwhile.label')} data-testid="meanwhile">
      {news.length > 0 ? (
        <>
          <ul>
            {news.length > MOST_SHOWN ? (
              <li>{t('meanwhile.earlier', { count: news.length - MOST_SHOWN })}</li>
            ) : null}
            {news.slice(-MOST_SHOWN).map(({ key, ...line }) => (
              <li key={key}>{t('meanwhile.line', line)}</li>
            ))}
          </ul>
          <Button
            variant="subtle"
            color="gray"
            size="compact-xs"
            // The field keeps the cursor: whoever says "seen" by the mouse goes on writing.
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => events && see(ticket._id, events)}
          >
            {t('meanwhile.seen')}
          </Button>
        </>
      ) : null}
    </div>
  );
}
