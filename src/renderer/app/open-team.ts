import i18next from 'i18next';
import { create } from 'zustand';
import { drop } from '@shared/lib/drop';
import { createWorkerStorage } from '@renderer/data/storage';
import { careForStore } from '@renderer/data/store/care';
import { openStore } from '@renderer/data/store/open-store';
import type { OpenedStore, Opening } from '@renderer/data/store/open-store';
import { reloadPage } from '@renderer/data/store/reload-page';
import { rememberTrouble } from '@renderer/data/store/store-memory';
import { watchedStorage } from '@renderer/data/store/watched-storage';
import { openTeam } from '@renderer/data/team';
import type { Team } from '@renderer/data/team';
import type { TeamSession } from '@renderer/data/team-session';
import { useNotices } from '@renderer/ui/notices';

/** Typed text gets so long to reach the disk before the page is loaded anew, ms. */
const LAST_WORDS = 1_000;

/** What the gate shows beside the team itself. */
interface GateState {
  opening: Opening;
  /** The database cannot be worked with, and beginning anew has not helped. */
  failure: { error: unknown } | null;
}

export const useGate = create<GateState>()(() => ({ opening: { kind: 'opening' }, failure: null }));

const storage = watchedStorage(createWorkerStorage(), (error) => {
  console.error(error);
  // The next start looks at each row.
  if (ready) rememberTrouble(ready.name);
  drop(beginAnew(error));
});
let ready: { name: string; store: Promise<OpenedStore> } | null = null;
let opening: { session: TeamSession; team: Promise<Team> } | null = null;
let current: Team | null = null;
let isBeginningAnew = false;

/** A team's local database, opened once: also ahead, while its server still checks a password. */
export function storeOf(name: string): Promise<OpenedStore> {
  if (ready?.name === name) return ready.store;
  if (ready) drop(ready.store.then(({ database }) => database.close()));
  const told = (state: Opening) => useGate.setState({ opening: state });
  ready = { name, store: openStore({ team: name, storage, told }) };
  return ready.store;
}

/** One team a page: React may mount twice, the team must open once. */
export function openOnce(session: TeamSession): Promise<Team> {
  if (opening?.session.database !== session.database || opening.session.user !== session.user) {
    opening = { session, team: open(session) };
  }
  return opening.team;
}

async function open(session: TeamSession): Promise<Team> {
  const { database, damage } = await storeOf(session.database);
  const team = await openTeam(session, database);
  current = team;
  const stop = careForStore({
    team: session.database,
    sync: team.sync,
    closed: () => drop(beginAnew(new Error('the browser closed the database'))),
    now: Date.now,
  });
  database.onClose.push(stop);
  if (damage !== 'none') useNotices.getState().show({ kind: 'error', text: i18next.t(`storage:${damage}`) });
  return team;
}

/** Loads the page anew, once what is being typed is on the disk or that has taken too long. */
async function beginAnew(error: unknown): Promise<void> {
  if (isBeginningAnew) return;
  isBeginningAnew = true;
  const words = current?.drafts.flush().catch(console.error) ?? Promise.resolve();
  await Promise.race([words, new Promise((resolve) => setTimeout(resolve, LAST_WORDS))]);
  if (!reloadPage()) useGate.setState({ failure: { error } });
}
