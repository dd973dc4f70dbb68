import { backupName } from '@shared/backup/format';
import type { BackupFolder } from '@shared/backup/folder';
import { drop } from '@shared/lib/drop';

export interface DailyParts {
  database: string;
  folder: Pick<BackupFolder, 'isLasting' | 'list' | 'remove'>;
  /** Nobody types, nobody is on the phone, nothing is fetched for the first time. */
  isQuiet(): boolean;
  /** Writes a backup of everything under this name, in the place of one that has it. */
  write(name: string): Promise<unknown>;
  /** Names of backups that may hold persons who are erased. */
  outdated(): Promise<readonly string[]>;
  /** This one was written anew. */
  renewed(name: string): Promise<unknown>;
  /** Runs it in one window of the profile at a time; in the others not at all. */
  alone(work: () => Promise<void>): Promise<void>;
  timers: { after(ms: number, callback: () => void): () => void };
  /** Milliseconds since 1970. */
  now(): number;
}

/** How many of the backups that nobody asked for are kept. */
export const KEPT = 7;
const LOOK_EVERY = 5 * 60_000;

/** One backup a day, at a quiet moment; the last seven are kept, of before an erasure none. Returns the function that ends it. */
export function startDailyBackup(parts: DailyParts): () => void {
  const { timers, folder } = parts;
  let isEnded = false;
  let cancel = () => undefined as void;
  if (!folder.isLasting) return () => undefined;
  function arm(): void {
    if (!isEnded) cancel = timers.after(LOOK_EVERY, look);
  }
  function look(): void {
    drop(backUpOnceADay(parts).finally(arm));
  }
  arm();
  return () => {
    isEnded = true;
    cancel();
  };
}

/**
 * Exported for its test: writes today's backup where there is none yet, or none of after an erasure, and the moment is
 * quiet.
 */
export async function backUpOnceADay(parts: DailyParts): Promise<void> {
  const { database, folder, isQuiet, write, outdated, renewed, alone, now } = parts;
  const name = backupName(database, new Date(now()));
  if (!isQuiet()) return;
  await alone(async () => {
    const old = await outdated();
    const daily = async () => (await folder.list()).map((backup) => backup.name).filter(isDaily);
    const before = await daily();
    const isThere = before.includes(name) && !old.includes(name);
    if (isThere && !before.some((other) => old.includes(other))) return;
    if (!isThere) {
      await write(name);
      await renewed(name);
    }
    // Only now: the last good one must not go before the next is there.
    const after = (await daily()).toSorted().reverse();
    const surplus = after.filter((other, place) => place >= KEPT || (other !== name && old.includes(other)));
    for (const other of surplus) await folder.remove(other);
  });
}

/** Whether a backup has the name of one that was made by itself. */
export function isDaily(name: string): boolean {
  return /-\d{4}-\d\d-\d\d\.zip$/.test(name);
}
