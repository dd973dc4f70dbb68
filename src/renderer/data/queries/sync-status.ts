import { useSyncExternalStore } from 'react';
import type { SyncStatus } from '@shared/couchdb-sync/types';
import { useTeam } from './team-context';

/** The state of the whole database towards the server, live. */
export function useSyncStatus(): SyncStatus {
  const { sync } = useTeam();
  return useSyncExternalStore(sync.subscribe, sync.getSnapshot);
}
