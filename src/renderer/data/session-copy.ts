import { drop } from '@shared/lib/drop';
import { endOf, openWithStore } from './store/raw-database';
import { forgetSession, isSession, loadSession, saveSession } from './team-session';
import type { TeamSession } from './team-session';

/**
 * The session is read from localStorage, at once; but browsers write that to disk late (Chromium up to a minute), and
 * a machine that crashes before would ask for a sign-in that needs the network. So a copy lies in IndexedDB.
 */
const DATABASE = 'luuri-session';
const STORE = 'session';
const KEY = 'last';

/** Keeps who is signed in: for the next start, and for the start after a crash. */
export function keepSession(session: TeamSession): void {
  saveSession(session);
  drop(inStore('readwrite', (store) => store.put(session, KEY)));
}

/** The session of the last sign-in when localStorage has lost it, else null; localStorage has it again then. */
export async function recoverSession(): Promise<TeamSession | null> {
  try {
    const found: unknown = await inStore('readonly', (store) => store.get(KEY));
    if (!isSession(found)) return null;
    saveSession(found);
    return loadSession();
  } catch (error) {
    // A browser that keeps nothing can still be signed in to.
    console.error(error);
    return null;
  }
}

/** After signing out: neither copy is left. */
export async function dropSession(): Promise<void> {
  forgetSession();
  await inStore('readwrite', (store) => store.delete(KEY));
}

async function inStore<Result>(
  mode: IDBTransactionMode,
  act: (store: IDBObjectStore) => IDBRequest<Result>,
): Promise<Result> {
  const database = await openWithStore(DATABASE, STORE);
  try {
    const transaction = database.transaction(STORE, mode, { durability: 'strict' });
    const request = act(transaction.objectStore(STORE));
    await endOf(transaction);
    return request.result;
  } finally {
    database.close();
  }
}
