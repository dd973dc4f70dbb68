import { useEffect, useState } from 'react';
import { drop } from '@shared/lib/drop';
import { useTeam } from '@renderer/data/queries/team-context';
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
import { TopBar } from './top-bar';
import { useDialogs } from './dialogs';
import classes from './workspace.module.css';

/** The frame around every screen: rail, top bar, the screen, and the call dock that belongs to none of them. */
export function Workspace() {
  const team = useTeam();
  const dialogs = useDialogs();
  const [helpOpen, setHelpOpen] = useState(false);

  useEffect(() => {
    const flush = () => drop(team.drafts.flush());
    const onHide = () => {
      if (document.visibilityState === 'hidden') flush();
    };
    window.addEventListener('pagehide', flush);
    document.addEventListener('visibilitychange', onHide);
    return () => {
      window.removeEventListener('pagehide', flush);
      document.removeEventListener('visibilitychange', onHide);
    };
  }, [team]);

  return (
    <AppActionsContext value={dialogs.actions}>
      <AppKeys onHelp={() => setHelpOpen(true)} />
      <CommandPalette onHelp={() => setHelpOpen(true)} />
      <div className={classes.frame} data-ready="true">
        <Rail />
        <div className={classes.main}>
          <TopBar onHelp={() => setHelpOpen(true)} />
          <main className={classes.screen} id="content" tabIndex={-1}>
            <Routes />
          </main>
          <NoticeBar />
          <CallDock request={dialogs.callRequest} onHandled={dialogs.closeCallRequest} />
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
      <HelpDialog opened={helpOpen} onClose={() => setHelpOpen(false)} />
    </AppActionsContext>
  );
}
