import { useDeferredValue } from 'react';
import { CustomerPanel } from '@renderer/components/customer-panel';
import { FileList } from '@renderer/components/files/file-list';
import { useFileTarget } from '@renderer/components/files/use-file-target';
import { useRecordFiles } from '@renderer/data/queries/files';
import type { Call } from '@shared/domain/calls/call';
import { useTranslation } from '@renderer/ui/use-translation';
import type { DockTab } from '../session/call-desk';
import { NotesField } from './notes-field';
import { TicketsSection } from './tickets-section';
import { WhoSection } from './who-section';
import { WrapUpForm } from './wrap-up-form';
import classes from './call-panel.module.css';

/** The whole log of one call: who, notes, and beside them what is known or, after the call, what is owed. */
export function CallPanel({ tab, call, onNewTicket }: { tab: DockTab; call: Call; onNewTicket: () => void }) {
  const { t } = useTranslation('calls');
  const files = useRecordFiles(call._id);
  const { targetProps, add, adding } = useFileTarget({ about: call._id, canWrite: true });
  const wrapsUp = tab.stage === 'wrapUp';
  // The notes take keys in the first frame; what stands beside them is drawn right after it.
  const isWhole = useDeferredValue(true, false);
  return (
    <div
      className={classes.panel}
      role="group"
      aria-label={t('panel')}
      data-stage={tab.stage}
      {...targetProps}
    >
      {isWhole ? <WhoSection call={call} /> : <div className={classes.who} />}
      <NotesField id={call._id} key={call._id} />
      <div className={classes.side}>
        {wrapsUp ? <WrapUpForm call={call} takesFocus={tab.startsIn === 'wrapUp'} key={call._id} /> : null}
        {isWhole ? <TicketsSection call={call} onNewTicket={onNewTicket} /> : null}
        {isWhole && (call.customerId || call.contactId) ? (
          <CustomerPanel customerId={call.customerId} contactId={call.contactId} ticketsFirst />
        ) : null}
        {isWhole ? <FileList files={files} canWrite add={add} adding={adding} /> : null}
      </div>
    </div>
  );
}
