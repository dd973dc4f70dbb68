import { useMemo, useState } from 'react';
import type { ReactNode } from 'react';
import { Tabs } from '@mantine/core';
import type { EventDocument } from '@shared/domain/record/documents';
import type { Ticket } from '@shared/domain/tickets/ticket';
import { filesOf } from '@shared/domain/files/record-files';
import { FileList } from '@renderer/components/files/file-list';
import { useFileTarget } from '@renderer/components/files/use-file-target';
import { useHeader, useIsLoaded } from '@renderer/data/queries/records';
import { useSession } from '@renderer/data/queries/team-context';
import { useTimeline } from '@renderer/data/queries/timeline';
import { EmptyState } from '@renderer/ui/empty-state';
import { useTranslation } from '@renderer/ui/use-translation';
import { useWidth } from '@renderer/ui/use-width';
import { Composer } from './composer/composer';
import type { EntryKind } from './composer/use-entry-draft';
import { Description } from './description';
import { Facts } from './side/facts';
import { LinkedCallbacks, LinkedCalls } from './side/linked';
import { PartySection } from './side/party-section';
import { TicketHeader } from './ticket-header';
import { Timeline } from './timeline/timeline';
import { conflictsByEvent } from './timeline/timeline-items';
import { useTicketEdits } from './use-ticket-edits';
import type { TicketEdits } from './use-ticket-edits';
import { useTicketKeys } from './use-ticket-keys';
import classes from './ticket-view.module.css';

/** Room for the side column beside the timeline, px. */
const WIDE = 860;
const noEvents: readonly EventDocument[] = [];

/**
 * The ticket itself: in the queue's preview and on its own screen.
 * @param isFull whether this is its own screen
 */
export function TicketView({ id, isFull = false }: { id: string; isFull?: boolean }) {
  const { t } = useTranslation('ticket');
  const ticket = useHeader('ticket', id);
  const isLoaded = useIsLoaded('ticket');
  if (ticket) return <KnownTicket ticket={ticket} isFull={isFull} />;
  return isLoaded ? <EmptyState title={t('missingTitle')} text={t('missingText')} /> : null;
}

function KnownTicket({ ticket, isFull }: { ticket: Ticket; isFull: boolean }) {
  const { t } = useTranslation(['ticket', 'files']);
  const { role, user } = useSession();
  const canWrite = role !== 'viewer';
  const events = useTimeline(ticket._id);
  const edits = useTicketEdits(ticket);
  const [kind, setKind] = useState<EntryKind>('note');
  const [part, setPart] = useState<string | null>('timeline');
  const { ref, width } = useWidth<HTMLElement>();
  const signals = useTicketKeys({
    canWrite,
    edits,
    user,
    onWrite: (wanted) => {
      setKind(wanted);
      setPart('timeline');
    },
  });
  const conflictEventId = useMemo(() => {
    const conflicts = [...conflictsByEvent(events ?? noEvents).values()].flat();
    return conflicts.find(({ state }) => state === 'open')?.lost.event._id ?? '';
  }, [events]);
  const files = useMemo(() => filesOf(events ?? noEvents), [events]);
  const { targetProps, add, adding } = useFileTarget({ about: ticket._id, canWrite, takesPagePaste: true });
  const story = (
    <div className={classes.story}>
      <div className={classes.scroller} tabIndex={0} role="region" aria-label={t('timeline')}>
        <div className={classes.scrolled}>
          <Description ticket={ticket} canWrite={canWrite} />
          {events ? <Timeline ticket={ticket} events={events} /> : null}
        </div>
      </div>
      {canWrite ? (
        <Composer ticket={ticket} events={events} kind={kind} onKind={setKind} focusSignal={signals.write} />
      ) : (
        <p className={classes.readOnly}>{t('readOnly')}</p>
      )}
    </div>
  );
  const present = files.filter(({ removed }) => !removed).length;
  const fileList = (
    <div className={classes.files}>
      <FileList files={files} canWrite={canWrite} add={add} adding={adding} />
    </div>
  );
  return (
    <article
      className={classes.view}
      ref={ref}
      aria-label={t('ticket', { number: ticket.number })}
      {...targetProps}
    >
      <TicketHeader
        ticket={ticket}
        edits={edits}
        canWrite={canWrite}
        signals={signals}
        isFull={isFull}
        conflictEventId={conflictEventId}
      />
      {width === null ? null : width >= WIDE ? (
        <div className={classes.columns}>
          {story}
          <aside className={classes.side} aria-label={t('details')}>
            <Side ticket={ticket} edits={edits} canWrite={canWrite} files={fileList} />
          </aside>
        </div>
      ) : (
        <Tabs value={part} onChange={setPart} className={classes.parts}>
          <Tabs.List>
            <Tabs.Tab value="timeline">{t('timeline')}</Tabs.Tab>
            <Tabs.Tab value="details">{t('details')}</Tabs.Tab>
            <Tabs.Tab value="files">
              {present === 0 ? t('files:title') : t('files:titleCount', { count: present })}
            </Tabs.Tab>
          </Tabs.List>
          <Tabs.Panel value="timeline" className={classes.part}>
            {story}
          </Tabs.Panel>
          <Tabs.Panel value="details" className={classes.sidePart}>
            <Side ticket={ticket} edits={edits} canWrite={canWrite} />
          </Tabs.Panel>
          <Tabs.Panel value="files" className={classes.sidePart}>
            {fileList}
          </Tabs.Panel>
        </Tabs>
      )}
    </article>
  );
}

function Side({
  ticket,
  edits,
  canWrite,
  files,
}: {
  ticket: Ticket;
  edits: TicketEdits;
  canWrite: boolean;
  /** Where they have no tab of their own. */
  files?: ReactNode;
}) {
  return (
    <>
      {files}
      <PartySection ticket={ticket} edits={edits} canWrite={canWrite} />
      <LinkedCallbacks ticket={ticket} canWrite={canWrite} />
      <LinkedCalls ticketId={ticket._id} />
      <Facts ticket={ticket} edits={edits} canWrite={canWrite} />
    </>
  );
}
