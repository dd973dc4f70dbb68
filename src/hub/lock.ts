import { mkdir, open, readFile, rm, stat } from 'node:fs/promises';
import { uptime } from 'node:os';
import { join } from 'node:path';

/** A data folder that another hub has open. */
export class FolderInUseError extends Error {
  constructor(
    readonly folder: string,
    readonly pid: number,
  ) {
    super(`${folder} is in use by another hub (process ${pid})`);
  }
}

/** Folders that this very process holds: its number alone could also be left over from before a restart. */
const held = new Set<string>();

/**
 * Makes this process the only user of a data folder.
 * @returns how to give it back
 */
export async function lockFolder(folder: string): Promise<() => Promise<void>> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const path = join(folder, 'hub.lock');
  for (let attempt = 0; attempt < 5; attempt += 1) {
    if (await claim(path)) {
      held.add(path);
      return async () => {
        held.delete(path);
        await rm(path, { force: true });
      };
    }
    const holder = await holderOf(path);
    if (holder !== undefined) throw new FolderInUseError(folder, holder);
    // Left behind by a hub that was killed. LevelDB's own lock stands behind this one if two get here at once.
    await rm(path, { force: true });
  }
  throw new Error(`could not lock ${folder}`);
}

async function claim(path: string): Promise<boolean> {
  try {
    const file = await open(path, 'wx', 0o600);
    await file.writeFile(String(process.pid));
    await file.close();
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

/** The running process that holds the lock; undefined when nobody does. */
async function holderOf(path: string): Promise<number | undefined> {
  const holder = Number(await readFile(path, 'utf8').catch(() => ''));
  if (!(holder > 0)) return undefined;
  // Numbers are given out again: after a boot to anybody, in a container often to this very process.
  if (holder === process.pid) return held.has(path) ? holder : undefined;
  const written = await stat(path).then(
    ({ mtimeMs }) => mtimeMs,
    () => 0,
  );
  if (written < Date.now() - uptime() * 1000) return undefined;
  return isRunning(holder) ? holder : undefined;
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
