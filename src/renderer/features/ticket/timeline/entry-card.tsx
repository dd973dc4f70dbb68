import type { ReactNode } from 'react';
import { IconArrowBackUp, IconHistory, IconLock, IconMessage2 } from '@tabler/icons-react';
import type { EventDocument } from '@shared/domain/record/documents';
import { isErased } from '@shared/domain/record/erased';
import { PlainText } from '@renderer/components/plain-text';
import { TimeOfDay } from '@renderer/ui/moment';
import { useTranslation } from '@renderer/ui/use-translation';
import { ImportMark } from './import-mark';
import classes from './timeline.module.css';

const icons = {
  note: IconLock,
  reply: IconArrowBackUp,
  customerMessage: IconMessage2,
  importedHistory: IconHistory,
};
type EntryKind = keyof typeof icons;

/** Whether an event is something written, to be shown as a card. */
export function isEntry(event: EventDocument): event is EventDocument & { kind: EntryKind } {
  return Object.hasOwn(icons, event.kind);
}

/** A note, a reply, a message of the customer: what was written, and who wrote it to whom. */
export function EntryCard({
  event,
  author,
  contactName,
  children,
}: {
  event: EventDocument & { kind: EntryKind };
  author: string;
  /** The customer's side; empty when not known. */
  contactName: string;
  children?: ReactNode;
}) {
  const { t } = useTranslation(['ticket', 'privacy']);
  const Icon = icons[event.kind];
  const fromCustomer = event.kind === 'customerMessage';
  const who = fromCustomer
    ? contactName
      ? t('event.customerWrote', { name: contactName })
      : t('event.customer')
    : author;
  const sent = event.data?.['sent'];
  return (
    <article className={classes.entry} data-kind={event.kind} id={event._id}>
      <header className={classes.entryHead}>
        <Icon size={14} aria-hidden />
        <bdi className={classes.author}>{who}</bdi>
        <span className={classes.kind}>{t(`event.${event.kind}`)}</span>
        {fromCustomer ? (
          <span className={classes.aside}>{t('event.recordedBy', { name: author })}</span>
        ) : null}
        {sent === 'copied' || sent === 'mailClient' ? (
          <span className={classes.aside}>{t(`event.${sent}`)}</span>
        ) : null}
        <ImportMark event={event} />
        <span className={classes.time}>
          <TimeOfDay at={event.occurredAt} />
        </span>
      </header>
      {typeof event.body === 'string' ? <PlainText text={event.body} /> : null}
      {isErased(event) ? <div className={classes.aside}>{t('privacy:erase.content')}</div> : null}
      {children}
    </article>
  );
}
