/** What a machine holds of one team, by the names it is stored under. Other teams on the machine keep theirs. */

const SESSION_DATABASE = 'luuri-session';
/** How long another window may take to let go of a database, ms. */
const PATIENCE = 5_000;
/** A worker that has just been ended lets go of its files a moment later. */
const TRIES = 20;
const TRY_AGAIN_AFTER = 100;

/** Whether a database of this origin is this team's: its records, its files, what is kept beside them. */
export function isDatabaseOf(team: string, name: string): boolean {
  const parts = name.split(team);
  const [before = '', after] = [parts[0], parts.at(-1) ?? ''];
  return parts.length === 2 && /^(|.*[-_])$/.test(before) && /^(-files)?(-v\d+)?(--.*)?$/.test(after);
}

/** Whether an item of the local storage is this team's, or tells who was signed in. */
export function isItemOf(team: string, device: string, key: string): boolean {
  const own = ['luuri.session', 'luuri.devices', `luuri.ticketCounter.${device}`];
  return own.includes(key) || key.split(/[.:/]/).includes(team);
}

/**
 * Removes everything that lies on this machine of a team: databases, files, journal and backups, copies in the local
 * storage. To be called when nothing of it is open here any more; again when it was not all.
 * @returns whether all is gone: another window may hold on to something
 */
export async function wipeTeam(team: string, device: string): Promise<boolean> {
  for (const key of Object.keys(localStorage)) if (isItemOf(team, device, key)) localStorage.removeItem(key);
  sessionStorage.clear();
  const known = await indexedDB.databases();
  const names = known.flatMap(({ name }) => (name !== undefined && isDatabaseOf(team, name) ? [name] : []));
  const gone = await Promise.all([...names, SESSION_DATABASE].map(removeDatabase));
  return (await removeFolders(team)) && gone.every(Boolean);
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
    if (folder.kind === 'directory') areGone = (await removeFolder(folder, team)) && areGone;
  }
  return areGone;
}

async function removeFolder(parent: FileSystemDirectoryHandle, team: string): Promise<boolean> {
  for (let tries = 0; tries < TRIES; tries += 1) {
    try {
      await parent.removeEntry(encodeURIComponent(team), { recursive: true });
      return true;
    } catch (error) {
      if (error instanceof DOMException && error.name === 'NotFoundError') return true;
      await new Promise((resolve) => setTimeout(resolve, TRY_AGAIN_AFTER));
    }
  }
  return false;
}
