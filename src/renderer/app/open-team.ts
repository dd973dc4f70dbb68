import i18next from 'i18next';
import { create } from 'zustand';
import { drop } from '@shared/lib/drop';
import { wait } from '@shared/lib/wait';
import { machineFor, watchErasures } from '@renderer/data/erasure/watch-erasures';
import { untilOnDisk } from '@renderer/data/journal/on-disk';
import { createWorkerStorage } from '@renderer/data/storage';
import { careForStore } from '@renderer/data/store/care';
import {
  forgetFull,
  openInMemory,
  rememberFull,
  tryDiskAtStart,
  watchOpening,
} from '@renderer/data/store/full-disk';
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
/** Tried beside everything else that a start does. */
const room = tryDiskAtStart();
const overflow = createOverflow(() => {
  rememberFull();
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
  ready = { name, store: open().catch((error: unknown) => openInMemory(name, overflow, error)) };
  return ready.store;
}

/** One team a page: React may mount twice, the team must open once. */
export function openOnce(session: TeamSession): Promise<Team> {
  if (opening?.session.database !== session.database || opening.session.user !== session.user) {
    opening = { session, team: open(session) };
    drop(watchOpening(opening.team));
  }
  return opening.team;
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
      if (canOpen) forgetFull();
      await (current?.journal ? untilOnDisk(current.journal) : lastWords(current));
      if (reloadPage()) return;
      if (!overflow.isOn()) return useGate.setState({ failure: { error: ended } });
    }
    await wait(TRY_AGAIN_AFTER);
  }
}

/** Without a journal there is only the database, which may not answer any more. */
async function lastWords(team: Team | null): Promise<void> {
  await Promise.race([team?.drafts.flush().catch(console.error), wait(LAST_WORDS)]);
}
