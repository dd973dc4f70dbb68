import { useState } from 'react';
import { useDropGuard } from '@renderer/components/files/use-drop-guard';
import { SyncBanner } from '@renderer/features/attention';
import { CallDock } from '@renderer/features/calls';
import { PlanCallbackDialog } from '@renderer/features/callbacks';
import { HelpDialog } from '@renderer/features/help';
import { NewTicketDialog } from '@renderer/features/ticket';
import { AppActionsContext } from '@renderer/ui/app-actions';
import { AppKeys } from './app-keys';
import { CommandPalette } from './command-palette';
import { NoticeBar } from './notice-bar';
import { Rail } from './rail';
import { Routes } from './routes';
import { SpaceBanner } from './space-banner';
import { TopBar } from './top-bar';
import { useDialogs } from './dialogs';
import { useJournalNotices } from './use-journal-notices';
import { useStages } from './use-stages';
import { useDailyBackup } from './use-daily-backup';
import { useShell } from './use-shell';
import classes from './workspace.module.css';

/** What is mounted after the frame itself: the screen that the agent looks at, then what waits for a key or a call. */
const SCREEN = 1;
const REST = 2;

/** The frame around every screen: rail, top bar, the screen, and the call dock that belongs to none of them. */
export function Workspace() {
  const dialogs = useDialogs();
  const [helpOpen, setHelpOpen] = useState(false);
  const stage = useStages(REST);
  const isWhole = stage === REST;

  return (
    <AppActionsContext value={dialogs.actions}>
      <Shell onHelp={() => setHelpOpen(true)} />
      <AppKeys onHelp={() => setHelpOpen(true)} />
      {isWhole ? <CommandPalette onHelp={() => setHelpOpen(true)} /> : null}
      <div className={classes.frame} data-ready={isWhole}>
        <Rail />
        <div className={classes.main}>
          <TopBar onHelp={() => setHelpOpen(true)} />
          <SpaceBanner />
          <SyncBanner />
          <main className={classes.screen} id="content" tabIndex={-1}>
            {stage >= SCREEN ? <Routes /> : null}
          </main>
          <NoticeBar />
          {isWhole ? <CallDock request={dialogs.callRequest} onHandled={dialogs.closeCallRequest} /> : null}
        </div>
      </div>
      {dialogs.ticketRequest ? (
        <NewTicketDialog
          prefill={dialogs.ticketRequest.prefill}
          onClose={dialogs.closeTicketRequest}
          onCreated={dialogs.ticketRequest.onCreated}
        />
      ) : null}
      {dialogs.callbackRequest ? (
        <PlanCallbackDialog prefill={dialogs.callbackRequest} onClose={dialogs.closeCallbackRequest} />
      ) : null}
      {isWhole ? <HelpDialog opened={helpOpen} onClose={() => setHelpOpen(false)} /> : null}
    </AppActionsContext>
  );
}

/** Inside the actions it needs. Renders nothing. */
function Shell({ onHelp }: { onHelp: () => void }) {
  useShell(onHelp);
  useJournalNotices();
  useDropGuard();
  useDailyBackup();
  return null;
}
