import { useMemo, useSyncExternalStore } from 'react';
import { useStore } from 'zustand';
import { useHeader, useHeaders, useIsLoaded } from '@renderer/data/queries/records';
import { useSession, useTeam } from '@renderer/data/queries/team-context';
import type { Call } from '@shared/domain/calls/call';
import { isCallOpen } from '@shared/domain/calls/call';
import type { CallDesk, DockTab } from '../session/call-desk';
import { deskOf } from '../session/call-desk';
import type { KeepingState } from '../session/notes-keeper';

export function useDesk(): CallDesk {
  return deskOf(useTeam());
}

export function useDockTabs(): readonly DockTab[] {
  return useStore(useDesk().store, (state) => state.tabs);
}

/** The call of a tab: as stored, or as it began until it is. */
export function useTabCall(tab: DockTab): Call | null {
  return useHeader('call', tab.id) ?? tab.provisional;
}

/** The notes of a call in hand, as typed here. */
export function useNotes(id: string): { text: string; state: KeepingState } {
  const { notes } = useDesk().session(id);
  const text = useSyncExternalStore(notes.subscribe, notes.getText);
  const state = useSyncExternalStore(notes.subscribe, notes.getState);
  return { text, state };
}

/** Own calls that still owe something and are not in this window's dock, oldest first. */
export function useUnfinished(): { interrupted: readonly Call[]; owed: readonly Call[] } {
  const { user, devicePrefix } = useSession();
  const calls = useHeaders('call');
  const isLoaded = useIsLoaded('call');
  const tabs = useDockTabs();
  return useMemo(() => {
    const open = isLoaded ? calls.filter((call) => isCallOpen(call) && call.agent === user) : [];
    const left = open
      .filter((call) => !tabs.some((tab) => tab.id === call._id))
      .sort((a, b) => (a.startedAt < b.startedAt ? -1 : 1));
    // A call that goes on at the agent's other machine is not offered here.
    const isHere = (call: Call) => !call.device || call.device === devicePrefix;
    return {
      interrupted: left.filter((call) => call.status !== 'wrapUp' && isHere(call)),
      owed: left.filter((call) => call.status === 'wrapUp'),
    };
  }, [calls, isLoaded, tabs, user, devicePrefix]);
}
