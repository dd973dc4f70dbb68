import { useEffect, useState, useSyncExternalStore } from 'react';
import { DRAFT_ROWS } from '../drafts';
import { useSyncStatus } from './sync-status';
import { useTeam } from './team-context';

/** What only this machine has. */
export interface UnsentWork {
  /** Records and events, those that the server refused included. */
  changes: number;
  /** Contents of files. */
  files: number;
  /** Texts that are being written. */
  drafts: number;
}

/** What would be gone with this machine, live. */
export function useUnsentWork(): UnsentWork {
  const { database, files } = useTeam();
  const { unsent } = useSyncStatus();
  const places = useSyncExternalStore(files.places.subscribe, files.places.getSnapshot);
  const [drafts, setDrafts] = useState(0);
  useEffect(() => {
    const query = database.collections.local.find({ selector: DRAFT_ROWS });
    const subscription = query.$.subscribe((rows) => {
      setDrafts(rows.filter(({ value }) => typeof value === 'string' && value.trim() !== '').length);
    });
    return () => subscription.unsubscribe();
  }, [database]);
  const waiting = [...places.values()].filter(({ state }) => state === 'waiting' || state === 'refused');
  return { changes: unsent, files: waiting.length, drafts };
}
