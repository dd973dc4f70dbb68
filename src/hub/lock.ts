import { mkdir, open, readFile, rm } from 'node:fs/promises';
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

/**
 * Makes this process the only user of a data folder.
 * @returns how to give it back
 */
export async function lockFolder(folder: string): Promise<() => Promise<void>> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const path = join(folder, 'hub.lock');
  for (let attempt = 0; attempt < 5; attempt += 1) {
    try {
      const file = await open(path, 'wx', 0o600);
      await file.writeFile(String(process.pid));
      await file.close();
      return () => rm(path, { force: true });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
    const holder = Number(await readFile(path, 'utf8').catch(() => ''));
    if (holder > 0 && isRunning(holder)) throw new FolderInUseError(folder, holder);
    // Left behind by a hub that was killed. LevelDB's own lock stands behind this one if two get here at once.
    await rm(path, { force: true });
  }
  throw new Error(`could not lock ${folder}`);
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
