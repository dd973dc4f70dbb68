import { wait } from '@shared/lib/wait';
import { platform } from '@renderer/platform/platform';
import { endSession } from './commands/account';
import { isDatabaseOf, isItemOf } from './wipe-names';

/** The item that says that a wipe has begun. */
const UNDER_WAY = 'luuri.wiping';
const SESSION_DATABASE = 'luuri-session';
/** How long another window may take to let go of a database, ms. */
const PATIENCE = 5_000;
/** A worker that has just been ended lets go of its files a moment later. */
const TRIES = 20;
const TRY_AGAIN_AFTER = 100;

/**
 * Removes everything that lies on this machine of a team: databases, files, journal and backups, copies in the local
 * storage. To be called when nothing of it is open here any more; again when it was not all. What a crash cuts off is
 * finished at the next start.
 * @returns whether all is gone: another window may hold on to something
 */
export async function wipeTeam(team: string, device: string): Promise<boolean> {
  localStorage.setItem(UNDER_WAY, JSON.stringify({ team, device }));
  for (const key of Object.keys(localStorage)) if (isItemOf(team, device, key)) localStorage.removeItem(key);
  sessionStorage.clear();
  const isEmptied = await emptyFolders(team);
  const known = await indexedDB.databases();
  const names = known.flatMap(({ name }) => (name !== undefined && isDatabaseOf(team, name) ? [name] : []));
  const gone = await Promise.all([...names, SESSION_DATABASE].map(removeDatabase));
  return (await removeFolders(team)) && isEmptied && gone.every(Boolean);
}

/** To be called before anything is opened: a wipe may not have come to its end, or databases lie in an older place. */
export async function finishWipe(): Promise<void> {
  const underWay = readUnderWay();
  if (!underWay) return;
  await wipeTeam(underWay.team, underWay.device);
  // What cut the wipe off may have come before the end of the session.
  await endSession();
  localStorage.removeItem(UNDER_WAY);
}

function readUnderWay(): { team: string; device: string } | null {
  try {
    const found: unknown = JSON.parse(localStorage.getItem(UNDER_WAY) ?? 'null');
    if (typeof found !== 'object' || found === null) return null;
    const { team, device } = found as Record<string, unknown>;
    return typeof team === 'string' && typeof device === 'string' ? { team, device } : null;
  } catch {
    return null;
  }
}

/** Journal and backups, wherever the shell keeps them. */
async function emptyFolders(team: string): Promise<boolean> {
  try {
    const journal = platform.journal(team);
    await journal?.remove(await journal.list());
    journal?.close();
    const backups = platform.backups(team);
    for (const { name } of await backups.list()) await backups.remove(name);
    return true;
  } catch (error) {
    console.error(error);
    return false;
  }
}

/** Whether another team has something stored under this origin. */
export async function holdsOtherTeams(team: string): Promise<boolean> {
  const known = await indexedDB.databases();
  return known.some(({ name = '' }) => name !== SESSION_DATABASE && !isDatabaseOf(team, name));
}

function removeDatabase(name: string): Promise<boolean> {
  return new Promise((resolve) => {
    const request = indexedDB.deleteDatabase(name);
    const giveUp = () => setTimeout(() => resolve(false), PATIENCE);
    request.onblocked = giveUp;
    request.onsuccess = () => resolve(true);
    request.onerror = () => resolve(false);
  });
}

/** Each kind of file has a folder in the origin private file system, and in it one for each team. */
async function removeFolders(team: string): Promise<boolean> {
  // Missing over plain http.
  const { storage } = navigator as Partial<Navigator>;
  if (!storage || !('getDirectory' in storage)) return true;
  const root = await storage.getDirectory();
  let areGone = true;
  for await (const folder of root.values()) {
    if (folder.kind !== 'directory') continue;
    for (const name of new Set([team, encodeURIComponent(team)])) {
      areGone = (await removeFolder(folder as FileSystemDirectoryHandle, name)) && areGone;
    }
  }
  return areGone;
}

async function removeFolder(parent: FileSystemDirectoryHandle, name: string): Promise<boolean> {
  for (let tries = 0; tries < TRIES; tries += 1) {
    try {
      await parent.removeEntry(name, { recursive: true });
      return true;
    } catch (error) {
      if (error instanceof DOMException && error.name === 'NotFoundError') return true;
      await wait(TRY_AGAIN_AFTER);
    }
  }
  return false;
}
