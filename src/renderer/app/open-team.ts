import i18next from 'i18next';
import { create } from 'zustand';
import type { Journal } from '@shared/journal/journal';
import { drop } from '@shared/lib/drop';
import { machineFor, watchErasures } from '@renderer/data/erasure/watch-erasures';
import { createWorkerStorage } from '@renderer/data/storage';
import { careForStore } from '@renderer/data/store/care';
import { beginNewLog } from '@renderer/data/store/new-log';
import { canBeginAnew, openStore } from '@renderer/data/store/open-store';
import type { Damage, OpenedStore, Opening } from '@renderer/data/store/open-store';
import { reloadPage } from '@renderer/data/store/reload-page';
import { useSpace, watchSpace } from '@renderer/data/store/space';
import { rememberTrouble } from '@renderer/data/store/store-memory';
import { watchedStorage } from '@renderer/data/store/watched-storage';
import { openTeam } from '@renderer/data/team';
import type { Team } from '@renderer/data/team';
import type { TeamSession } from '@renderer/data/team-session';
import { useNotices } from '@renderer/ui/notices';

/** Typed text gets so long to reach the disk before the page is loaded anew, ms. */
const LAST_WORDS = 1_000;
/** After a disk refused, ms. */
const TRY_AGAIN_AFTER = 2_000;

/** What the gate shows beside the team itself. */
interface GateState {
  opening: Opening;
  /** The database cannot be worked with, and beginning anew has not helped. */
  failure: { error: unknown } | null;
}

export const useGate = create<GateState>()(() => ({ opening: { kind: 'opening' }, failure: null }));

const workerStorage = createWorkerStorage(() => {
  if (ready) drop(beginAnew(ready.name, new Error('the storage worker has ended')));
});
const storage = watchedStorage(workerStorage, (error) => {
  console.error(error);
  if (!ready) return;
  // The next start looks at each row.
  rememberTrouble(ready.name);
  drop(beginAnew(ready.name, error));
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
  const erasing = machineFor(name);
  ready = { name, store: openStore({ team: name, storage, told, beginNewLog, erasing }) };
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
    closed: () => drop(beginAnew(session.database, new Error('the browser closed the database'))),
    now: Date.now,
  });
  database.onClose.push(stop, watchSpace(), watchErasures(team));
  if (damage !== 'none') tell(damage, team);
  return team;
}

function tell(damage: Exclude<Damage, 'none'>, { journal }: Team): void {
  const texts = [
    i18next.t(`storage:${damage}`),
    i18next.t(`storage:${journal ? 'restored' : 'notRestored'}`),
  ];
  useNotices.getState().show({ kind: 'error', text: texts.join(' ') });
}

/**
 * Loads the page anew when that can help, once what is being typed is on the disk. On a full disk it cannot: then
 * everything stays as it is, and what is typed goes to the journal, which has room of its own.
 */
async function beginAnew(team: string, error: unknown): Promise<void> {
  if (isBeginningAnew) return;
  isBeginningAnew = true;
  while (!(await canBeginAnew(team))) {
    useSpace.getState().report('full');
    await pause(TRY_AGAIN_AFTER);
  }
  await (current?.journal ? onDisk(current.journal) : lastWords(current));
  if (!reloadPage()) useGate.setState({ failure: { error } });
}

async function onDisk(journal: Pick<Journal, 'flush'>): Promise<void> {
  for (;;) {
    try {
      return await journal.flush();
    } catch {
      // The journal says itself that it fails.
      await pause(TRY_AGAIN_AFTER);
    }
  }
}

/** Without a journal there is only the database, which may not answer any more. */
async function lastWords(team: Team | null): Promise<void> {
  await Promise.race([team?.drafts.flush().catch(console.error), pause(LAST_WORDS)]);
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
