import { useCallback, useSyncExternalStore } from 'react';
import type { Conflict } from '@shared/domain/timeline/conflicts';
import { useTeam } from './team-context';

export type { Conflict } from '@shared/domain/timeline/conflicts';

/** Everything that was changed by two at once, live, the latest first. */
export function useConflicts(): readonly Conflict[] {
  const { conflicts } = useTeam();
  return useSyncExternalStore(conflicts.subscribe, conflicts.all);
}

/** The same of one record. */
export function useConflictsOf(id: string): readonly Conflict[] {
  const { conflicts } = useTeam();
  const read = useCallback(() => conflicts.about(id), [conflicts, id]);
  return useSyncExternalStore(conflicts.subscribe, read);
}

/** Whether what is stored here has been looked through; an empty list before that means nothing. */
export function useConflictsReady(): boolean {
  const { conflicts } = useTeam();
  return useSyncExternalStore(conflicts.subscribe, conflicts.isReady);
}

/** How many nobody has decided yet. */
export function useOpenConflicts(): number {
  return useConflicts().filter(({ state }) => state === 'open').length;
}

/** Whether a record has one that nobody has decided yet. */
export function useHasConflict(id: string): boolean {
  return useConflictsOf(id).some(({ state }) => state === 'open');
}
