import type { ReactNode } from 'react';
import type { EventDocument } from '@shared/domain/record/documents';
import { isErased } from '@shared/domain/record/erased';
import { EDITED_MEANWHILE, OVERWRITTEN } from '@shared/domain/record/merge-notes';
import type { Ticket } from '@shared/domain/tickets/ticket';
import { formatMoment } from '@shared/i18n/format';
import type { ValueWords } from '@renderer/components/record-words/use-value-words';
import { EventFile } from '@renderer/components/files/event-file';
import { useFileEventWords } from '@renderer/components/files/use-file-words';
import { useUndoChange } from '@renderer/components/undo/use-undo-change';
import { PlainText } from '@renderer/components/plain-text';
import { TimeOfDay } from '@renderer/ui/moment';
import { useLanguage } from '@renderer/ui/use-language';
import { useTranslation } from '@renderer/ui/use-translation';
import { CallCard } from './call-card';
import { ImportMark } from './import-mark';
import { toldChanges } from './timeline-items';
import { useChangeWords } from './use-change-words';
import classes from './timeline.module.css';

/** An event in a line of words; calls with their card. Kinds of newer versions are shown as text. */
export function EventLine({
  event,
  author,
  words,
  ticket,
  events,
  children,
}: {
  event: EventDocument;
  author: string;
  words: ValueWords;
  ticket: Ticket;
  /** Everything that happened to the ticket. */
  events: readonly EventDocument[];
  children?: ReactNode;
}) {
  const changeWords = useChangeWords(words);
  const said = useKindWords(event);
  const undo = useUndoChange(event, {
    header: ticket,
    events,
    words: changeWords,
    className: classes.undo,
  });
  const callId = event.data?.['callId'];
  const changes = toldChanges(event).map((change) => changeWords(event.about, change, event.author));
  const lines = said ? [said, ...changes] : changes;
  const showsCall =
    typeof callId === 'string' && event.kind !== 'callbackPlanned' && event.data?.['linked'] !== false;
  if (lines.length === 0 && !event.body) return null;
  return (
    <div className={classes.line} id={event._id}>
      <span className={classes.dot} aria-hidden />
      <div className={classes.lineBody}>
        {lines.map((line, index) => (
          <div key={index} className={classes.lineText}>
            <span className={classes.sentence}>
              <bdi className={classes.author}>{author}</bdi> <bdi>{line}</bdi>
              {index === 0 ? <EventFile event={event} /> : null}
              {index === 0 ? <ImportMark event={event} /> : null}
            </span>
            {index === 0 ? (
              <span className={classes.lineEnd}>
                {undo.button}
                <span className={classes.time}>
                  <TimeOfDay at={event.occurredAt} />
                </span>
              </span>
            ) : null}
          </div>
        ))}
        {undo.question}
        {typeof event.body === 'string' && event.body ? <PlainText text={event.body} /> : null}
        {showsCall ? <CallCard callId={callId} /> : null}
        {children}
      </div>
    </div>
  );
}

/** What the kind says by itself; empty where the changes say it all. */
function useKindWords(event: EventDocument): string {
  const { t } = useTranslation(['ticket', 'undo', 'privacy']);
  const language = useLanguage();
  const fileWords = useFileEventWords();
  if (isErased(event)) return t('privacy:erase.content');
  switch (event.kind) {
    case 'created':
    case 'callLogged':
    case 'ticketLinked':
      return t(`event.${event.kind}`);
    case 'callLinked':
      return event.data?.['linked'] === false ? t('event.callUnlinked') : t('event.callLinked');
    case 'callbackPlanned': {
      const due = String(event.data?.['dueAt'] ?? '');
      return t('event.callbackPlanned', {
        time: Number.isNaN(Date.parse(due)) ? due : formatMoment(due, language),
      });
    }
    case 'fileAdded':
    case 'fileRemoved':
    case 'fileRestored':
      return fileWords(event);
    case OVERWRITTEN:
      return t('event.overwritten');
    case 'changed':
      if (event.data?.['undoes'] !== undefined) return t('undo:undid');
      return event.data?.['because'] === EDITED_MEANWHILE ? t('event.editedMeanwhile') : '';
    default:
      return t('event.unknown', { kind: event.kind.slice(0, 60) });
  }
}
