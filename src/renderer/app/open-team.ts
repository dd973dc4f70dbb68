import i18next from 'i18next';
import { create } from 'zustand';
import type { Journal } from '@shared/journal/journal';
import { drop } from '@shared/lib/drop';
import { openTeamDatabase } from '@renderer/data/database';
import { machineFor, watchErasures } from '@renderer/data/erasure/watch-erasures';
import { memoryStorage } from '@renderer/data/memory-storage';
import { createWorkerStorage } from '@renderer/data/storage';
import { careForStore } from '@renderer/data/store/care';
import { beginNewLog } from '@renderer/data/store/new-log';
import { canBeginAnew, NoRoom, openStore } from '@renderer/data/store/open-store';
import type { Damage, OpenedStore, Opening } from '@renderer/data/store/open-store';
import { createOverflow } from '@renderer/data/store/overflow';
import { tryDisk } from '@renderer/data/store/place';
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
const TRY_AGAIN_AFTER = 10_000;
/** Opening takes no longer where all is well, ms. */
const LOOK_AGAIN_AFTER = 5_000;

/** What the gate shows beside the team itself. */
interface GateState {
  opening: Opening;
  /** The database cannot be worked with, and beginning anew has not helped. */
  failure: { error: unknown } | null;
}

export const useGate = create<GateState>()(() => ({ opening: { kind: 'opening' }, failure: null }));

const workerStorage = createWorkerStorage(() => {
  drop(beginAnew(new Error('the storage worker has ended')));
});
/** Whether the disk was full in this tab: then a little room is not enough to go back to it. */
const FULL_KEY = 'luuri.full';
/** Tried beside everything else that a start does; the answer is awaited before a database is opened. */
const room = tryDisk(sessionStorage.getItem(FULL_KEY) !== null);
const overflow = createOverflow(() => {
  sessionStorage.setItem(FULL_KEY, '1');
  useSpace.getState().reportFull('all');
  drop(beginAnew(null));
});
const storage = watchedStorage(overflow.over(workerStorage), (error) => {
  console.error(error);
  if (!ready) return;
  // The next start looks at each row.
  if (!overflow.isOn()) rememberTrouble(ready.name);
  drop(beginAnew(error));
});
let ready: { name: string; store: Promise<OpenedStore> } | null = null;
let opening: { session: TeamSession; team: Promise<Team> } | null = null;
let current: Team | null = null;
let isBeginningAnew = false;
/** Why the database cannot be worked with any more. */
let ended: unknown = null;

/** A team's local database, opened once: also ahead, while its server still checks a password. */
export function storeOf(name: string): Promise<OpenedStore> {
  if (ready?.name === name) return ready.store;
  if (ready) drop(ready.store.then(({ database }) => database.close()));
  const told = (state: Opening) => useGate.setState({ opening: state });
  const open = async () => {
    const trial = await room;
    if (trial !== 'taken') overflow.begin();
    if (trial === 'failed') throw new NoRoom(trial);
    const machine = machineFor(name);
    const hasRoom = () => (trial === 'taken' ? machine.hasRoom() : Promise.resolve(false));
    return openStore({ team: name, storage, told, beginNewLog, erasing: { ...machine, hasRoom } });
  };
  ready = { name, store: open().catch((error: unknown) => openInMemory(name, error)) };
  return ready.store;
}

/**
 * Where no database can be opened because the disk is full, work goes on with what the journal and the server have.
 * Without a journal, over plain http, nothing would be kept.
 */
async function openInMemory(name: string, error: unknown): Promise<OpenedStore> {
  if (!(error instanceof NoRoom) || !isSecureContext) throw error;
  console.error(error);
  overflow.begin();
  useSpace.getState().reportFull('some');
  return { database: await openTeamDatabase(name, overflow.over(memoryStorage())), damage: 'none' };
}

/** One team a page: React may mount twice, the team must open once. */
export function openOnce(session: TeamSession): Promise<Team> {
  if (opening?.session.database !== session.database || opening.session.user !== session.user) {
    opening = { session, team: open(session) };
    drop(watchOpening(opening.team));
  }
  return opening.team;
}

/** A disk that is found full in the middle of opening may leave everything waiting for ever. */
async function watchOpening(team: Promise<Team>): Promise<void> {
  let isOver = false;
  const over = () => {
    isOver = true;
  };
  team.then(over, over);
  for (;;) {
    await pause(LOOK_AGAIN_AFTER);
    if (isOver) return;
    if ((await tryDisk(true)) !== 'failed' || isOver) continue;
    sessionStorage.setItem(FULL_KEY, '1');
    if (reloadPage()) return;
  }
}

async function open(session: TeamSession): Promise<Team> {
  const { database, damage } = await storeOf(session.database);
  const team = await openTeam(session, database, overflow);
  current = team;
  if (useSpace.getState().shown === 'some') return team;
  const stop = careForStore({
    team: session.database,
    sync: team.sync,
    mayWrite: () => !overflow.isOn(),
    closed: () => drop(beginAnew(new Error('the browser closed the database'))),
    now: Date.now,
  });
  database.onClose.push(stop, watchSpace());
  // What is held in memory says nothing of what lies on the disk.
  if (!overflow.isOn()) database.onClose.push(watchErasures(team));
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
 * Loads the page anew when that can help, once what is being typed is on the disk. While the disk is full nothing is
 * written and, as long as it can be read, nothing opened again: the journal takes what is typed and saved.
 * @param error why the database cannot be worked with; null when it only cannot be written
 */
async function beginAnew(error: unknown): Promise<void> {
  ended ??= error;
  if (isBeginningAnew) return;
  isBeginningAnew = true;
  for (;;) {
    const isTaken = (await tryDisk(overflow.isOn())) === 'taken';
    const canOpen = isTaken && ready !== null && (await canBeginAnew(ready.name));
    if (!canOpen) overflow.begin();
    // Without a journal nothing would be left of what is being typed; before a team is open there is nothing.
    if (canOpen || (ended && (!current || current.journal))) {
      if (canOpen) sessionStorage.removeItem(FULL_KEY);
      await (current?.journal ? onDisk(current.journal) : lastWords(current));
      if (reloadPage()) return;
      if (!overflow.isOn()) return useGate.setState({ failure: { error: ended } });
    }
    await pause(TRY_AGAIN_AFTER);
  }
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
