import { wait } from '@shared/lib/wait';
import { openTeamDatabase } from '../database';
import { memoryStorage } from '../memory-storage';
import { isDiskFullError } from './disk-full-error';
import { NoRoom } from './open-store';
import type { OpenedStore } from './open-store';
import type { Overflow } from './overflow';
import type { Trial } from './place';
import { tryDisk } from './place';
import { reloadPage } from './reload-page';
import { useSpace } from './space';

/** Whether the disk was full in this tab: then a little room is not enough to go back to it. */
const KEY = 'luuri.full';
/** Opening takes no longer where all is well, ms. */
const LOOK_AGAIN_AFTER = 5_000;

export function rememberFull(): void {
  sessionStorage.setItem(KEY, '1');
}

export function forgetFull(): void {
  sessionStorage.removeItem(KEY);
}

/** To be awaited before a database is opened. */
export function tryDiskAtStart(): Promise<Trial> {
  return tryDisk(sessionStorage.getItem(KEY) !== null);
}

/**
 * Where no database can be opened because the disk is full, what the journal and the server have is read in memory.
 * Without a journal, over plain http, nothing would be kept. Rejects where that is not why.
 */
export async function openInMemory(team: string, overflow: Overflow, error: unknown): Promise<OpenedStore> {
  const isFull = error instanceof NoRoom || isDiskFullError(error);
  if (!isFull || !isSecureContext) throw error;
  console.error(error);
  overflow.begin();
  useSpace.getState().reportFull('some');
  return { database: await openTeamDatabase(team, overflow.over(memoryStorage())), damage: 'none' };
}

/**
 * A disk that is found full in the middle of opening may leave everything waiting for ever: then the page begins anew.
 * Opening may also be slow because there is much to do, so as little as possible is written beside it.
 */
export async function watchOpening(opening: Promise<unknown>): Promise<void> {
  let isOver = false;
  const over = () => {
    isOver = true;
  };
  opening.then(over, over);
  for (;;) {
    await wait(LOOK_AGAIN_AFTER);
    if (isOver) return;
    if ((await tryDisk()) !== 'failed' || isOver) continue;
    rememberFull();
    if (reloadPage()) return;
  }
}
