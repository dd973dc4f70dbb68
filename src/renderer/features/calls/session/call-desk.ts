import { createStore } from 'zustand';
import type { StoreApi } from 'zustand';
import { ulid } from 'ulid';
import { readHeader } from '@renderer/data/queries/records';
import type { useTeam } from '@renderer/data/queries/team-context';
import type { Call } from '@shared/domain/calls/call';
import { editCall, endCall, holdCall, wrapUpCall } from '@shared/domain/calls/call-commands';
import type { Prefill } from '@renderer/ui/app-actions';
import type { z } from 'zod';
import type { CallSession } from './call-session';
import { createCallSession } from './call-session';
import { provisionalCall, startArgsOf } from './start-args';
import { recoverCopies } from './recover-copies';
import { createSafetyCopies, joinNotes } from './safety-copy';

type Team = ReturnType<typeof useTeam>;

/** A call in the dock. `talk`: somebody is on the phone. `wrapUp`: the talking is over. */
export interface DockTab {
  id: string;
  stage: 'talk' | 'wrapUp';
  /** Where the cursor belongs in the wrap-up: a call logged afterwards has its notes still to be written. */
  startsIn: 'notes' | 'wrapUp';
  /** How the call began, shown until the database has it. */
  provisional: Call | null;
}

interface DeskState {
  tabs: readonly DockTab[];
  activeId: string;
  expanded: boolean;
  /** Grows when the cursor belongs into the notes. */
  focusNotes: number;
}

/** The calls in hand in this window. Everything durable goes through it, in order for each call. */
export interface CallDesk {
  store: StoreApi<DeskState>;
  session(id: string): CallSession;
  /** A call begins now. A live one before it is put on hold: one can talk to one person only. */
  start(prefill: Prefill): Promise<void>;
  /** A call that was talked earlier: goes straight to its wrap-up. ISO moments. */
  startPast(past: { startedAt: string; endedAt: string; direction: 'in' | 'out' }): Promise<void>;
  /** Takes an open call into the dock: to go on with it, or to wrap it up. */
  take(call: Call, stage: 'talk' | 'wrapUp', endedAt?: string): Promise<void>;
  show(id: string): void;
  /** Puts the cursor into the notes of the call that is shown: the talk goes on. */
  focusNotes(): void;
  setExpanded(expanded: boolean): void;
  hold(id: string, held: boolean): Promise<void>;
  end(id: string): Promise<void>;
  edit(id: string, values: z.input<typeof editCall.args>['values']): Promise<void>;
  wrapUp(values: z.input<typeof wrapUpCall.args>): Promise<void>;
  /** Leaves the wrap-up for later: it stays owed. */
  setAside(id: string): Promise<void>;
  discard(id: string): Promise<void>;
  flush(): Promise<void>;
}

const desks = new WeakMap<Team, CallDesk>();

export function deskOf(team: Team): CallDesk {
  let desk = desks.get(team);
  if (!desk) {
    desk = createCallDesk(team);
    desks.set(team, desk);
  }
  return desk;
}

function createCallDesk(team: Team): CallDesk {
  const { run, session: who } = team;
  const copies = createSafetyCopies(who.database, team.items);
  const sessions = new Map<string, CallSession>();
  const store = createStore<DeskState>()(() => ({ tabs: [], activeId: '', expanded: false, focusNotes: 0 }));
  recoverCopies({ copies, team, isInHand: (id) => sessions.has(id) });

  function open(tab: DockTab): void {
    store.setState(({ tabs, focusNotes }) => ({
      tabs: [...tabs.filter((other) => other.id !== tab.id), tab],
      activeId: tab.id,
      expanded: true,
      focusNotes: focusNotes + 1,
    }));
  }

  function close(id: string): void {
    sessions.delete(id);
    store.setState(({ tabs, activeId, expanded }) => {
      const left = tabs.filter((tab) => tab.id !== id);
      const next = activeId === id ? (left.at(-1)?.id ?? '') : activeId;
      return { tabs: left, activeId: next, expanded: expanded && left.length > 0 };
    });
  }

  function setStage(id: string, stage: DockTab['stage']): void {
    store.setState(({ tabs }) => ({ tabs: tabs.map((tab) => (tab.id === id ? { ...tab, stage } : tab)) }));
  }

  function sessionFor(id: string): CallSession {
    let session = sessions.get(id);
    if (!session) {
      const stored = readHeader(team, 'call', id)?.notes ?? '';
      const copy = copies.all().find((candidate) => candidate.callId === id);
      const text = copy ? joinNotes(stored, copy) : stored;
      session = createCallSession({ ...base, callId: id, start: null, text, saved: stored });
      sessions.set(id, session);
    }
    return session;
  }
  const base = { user: who.user, run, copies };

  function begin(
    prefill: Prefill,
    startedAt: string,
    place: Pick<DockTab, 'stage' | 'startsIn'>,
  ): { id: string; session: CallSession } {
    const id = `call:${ulid()}`;
    const start = { ...startArgsOf(team, prefill), id, startedAt };
    const session = createCallSession({ ...base, callId: id, start, text: '', saved: '' });
    sessions.set(id, session);
    open({ id, ...place, provisional: provisionalCall(start, who) });
    return { id, session };
  }

  async function holdOthers(id: string): Promise<void> {
    const others = store.getState().tabs.filter((tab) => tab.id !== id && tab.stage === 'talk');
    await Promise.all(others.map((tab) => setHeld(tab.id, true)));
  }

  function setHeld(id: string, held: boolean): Promise<unknown> {
    return sessionFor(id).inOrder(() => run(holdCall, { id, held }));
  }

  const desk: CallDesk = {
    store,
    session: sessionFor,
    async start(prefill) {
      const { id, session } = begin(prefill, new Date().toISOString(), {
        stage: 'talk',
        startsIn: 'wrapUp',
      });
      await Promise.all([session.inOrder(() => Promise.resolve()), holdOthers(id)]);
    },
    async startPast({ startedAt, endedAt, direction }) {
      const { id, session } = begin({ direction }, startedAt, {
        stage: 'wrapUp',
        startsIn: 'notes',
      });
      await session.inOrder(() => run(endCall, { id, endedAt }));
    },
    async take(call, stage, endedAt) {
      const id = call._id;
      open({ id, stage: call.status === 'wrapUp' ? 'wrapUp' : stage, startsIn: 'wrapUp', provisional: null });
      const session = sessionFor(id);
      if (call.status === 'wrapUp') return;
      if (stage === 'wrapUp')
        await session.inOrder(() => run(endCall, { id, ...(endedAt ? { endedAt } : {}) }));
      else await Promise.all([setHeld(id, false), holdOthers(id)]);
    },
    show(id) {
      store.setState(({ focusNotes }) => ({ activeId: id, expanded: true, focusNotes: focusNotes + 1 }));
    },
    focusNotes: () => store.setState(({ focusNotes }) => ({ focusNotes: focusNotes + 1 })),
    setExpanded: (expanded) => store.setState({ expanded }),
    async hold(id, held) {
      await Promise.all([setHeld(id, held), held ? null : holdOthers(id)]);
    },
    async end(id) {
      setStage(id, 'wrapUp');
      store.setState({ activeId: id, expanded: true });
      const { notes, inOrder } = sessionFor(id);
      const endedAt = new Date().toISOString();
      await notes.flush();
      await inOrder(() => run(endCall, { id, endedAt }));
    },
    async edit(id, values) {
      await sessionFor(id).inOrder(() => run(editCall, { id, values }));
    },
    async wrapUp(values) {
      const { notes, inOrder } = sessionFor(values.id);
      await notes.flush();
      await inOrder(() => run(wrapUpCall, values));
      close(values.id);
    },
    async setAside(id) {
      await sessionFor(id).notes.flush();
      close(id);
    },
    async discard(id) {
      const { notes, inOrder } = sessionFor(id);
      await notes.flush();
      await inOrder(() => run(editCall, { id, values: { archived: true } }));
      close(id);
    },
    async flush() {
      await Promise.all([...sessions.values()].map((session) => session.notes.flush()));
    },
  };
  return desk;
}
