import { useEffect, useLayoutEffect } from 'react';
import { useStore } from 'zustand';
import { warmUpParties } from '@renderer/data/queries/find-party';
import { useIsLoaded } from '@renderer/data/queries/records';
import { useRun, useTeam } from '@renderer/data/queries/team-context';
import { useAppActions } from '@renderer/ui/app-actions';
import type { Prefill } from '@renderer/ui/app-actions';
import { useShortcut } from '@renderer/ui/keys/use-shortcut';
import { useNotices } from '@renderer/ui/notices';
import { useAct } from '@renderer/components/use-act';
import { editCall } from '@shared/domain/calls/call-commands';
import { linkCallToTicket } from '@shared/domain/tickets/ticket-commands';
import { drop } from '@shared/lib/drop';
import { useTranslation } from '@renderer/ui/use-translation';
import { CallPanel } from './dock/call-panel';
import { isInDialog } from './dock/is-in-dialog';
import { LiveStrip } from './dock/live-strip';
import { InterruptedCall } from './dock/unfinished-calls';
import { useDesk, useDockTabs, useTabCall, useUnfinished } from './dock/use-dock';
import { useKeepOnLeave } from './dock/use-keep-on-leave';
import type { DockTab } from './session/call-desk';
import classes from './dock/call-dock.module.css';

/** The calls in hand. Belongs to no screen: it stays while the agent moves about. */
export function CallDock({ request, onHandled }: { request: Prefill | null; onHandled: () => void }) {
  const { t } = useTranslation('calls');
  const desk = useDesk();
  const act = useAct();
  const tabs = useDockTabs();
  const activeId = useStore(desk.store, (state) => state.activeId);
  const { interrupted, owed } = useUnfinished();
  useKeepOnLeave(desk);
  useWarmUp();

  // Before the browser paints: the cursor is in the notes in the frame of the key press.
  useLayoutEffect(() => {
    if (!request) return;
    drop(act(() => desk.start(request)));
    onHandled();
  }, [request, onHandled, desk, act]);

  const active = tabs.find((tab) => tab.id === activeId);
  if (tabs.length === 0 && interrupted.length === 0 && owed.length === 0) return null;
  return (
    <section className={classes.dock} aria-label={t('dock')} data-testid="call-dock">
      {interrupted.length > 0 && !active ? (
        <div className={classes.interruptedList} role="group" aria-label={t('unfinishedList')}>
          {interrupted.map((call) => (
            <InterruptedCall key={call._id} call={call} />
          ))}
        </div>
      ) : null}
      {active ? (
        // While somebody talks, what was left open waits in the count beside the clock.
        <ActiveCall tab={active} tabs={tabs} owed={[...interrupted, ...owed]} />
      ) : (
        <LiveStripAlone owed={owed} tabs={tabs} />
      )}
    </section>
  );
}

function LiveStripAlone({ tabs, owed }: Pick<Parameters<typeof LiveStrip>[0], 'tabs' | 'owed'>) {
  if (owed.length === 0 && tabs.length === 0) return null;
  const nothing = () => undefined;
  return (
    <LiveStrip
      tabs={tabs}
      owed={owed}
      active={null}
      onHold={nothing}
      onWrapUp={nothing}
      onDiscard={nothing}
    />
  );
}

function ActiveCall({
  tab,
  tabs,
  owed,
}: { tab: DockTab } & Pick<Parameters<typeof LiveStrip>[0], 'tabs' | 'owed'>) {
  const { t } = useTranslation(['calls', 'common']);
  const desk = useDesk();
  const run = useRun();
  const act = useAct();
  const { newTicket } = useAppActions();
  const expanded = useStore(desk.store, (state) => state.expanded);
  const call = useTabCall(tab);
  const talks = tab.stage === 'talk';
  const hold = () => drop(act(() => desk.hold(tab.id, call?.status !== 'held')));
  const wrapUp = () => drop(act(() => desk.end(tab.id)));

  async function discard(): Promise<void> {
    if (!(await act(() => desk.discard(tab.id)))) return;
    const restore = () => drop(act(() => run(editCall, { id: tab.id, values: { archived: false } })));
    useNotices.getState().show({
      kind: 'info',
      text: t('discarded'),
      action: { label: t('common:undo'), undoes: true, run: restore },
    });
  }
  function ticketFromCall(): void {
    if (!call) return;
    const { customerId, contactId, phone } = call;
    const description = desk.session(tab.id).notes.getText();
    newTicket({ callId: tab.id, customerId, contactId, phone, description }, (ticketId) => {
      drop(act(() => run(linkCallToTicket, { callId: tab.id, ticketId, linked: true })));
      desk.focusNotes();
    });
  }
  useShortcut('hold', hold, talks);
  useShortcut(
    'wrapUp',
    (event) => {
      if (!isInDialog(event.target)) wrapUp();
    },
    talks,
  );
  useShortcut('ticketFromCall', (event) => {
    if (!isInDialog(event.target)) ticketFromCall();
  });

  if (!call) return null;
  return (
    <>
      {expanded ? <CallPanel key={tab.id} tab={tab} call={call} onNewTicket={ticketFromCall} /> : null}
      <LiveStrip
        tabs={tabs}
        owed={owed}
        active={{ tab, call }}
        onHold={hold}
        onWrapUp={wrapUp}
        onDiscard={() => drop(discard())}
      />
    </>
  );
}

/** Reads the names ahead while nobody waits. */
function useWarmUp(): void {
  const team = useTeam();
  const isLoaded = useIsLoaded('contact');
  useEffect(() => {
    if (!isLoaded) return;
    const idle = requestIdleCallback(() => warmUpParties(team));
    return () => cancelIdleCallback(idle);
  }, [team, isLoaded]);
}
