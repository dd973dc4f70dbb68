import { backupName } from '@shared/backup/format';
import type { BackupFolder } from '@shared/backup/folder';
import { drop } from '@shared/lib/drop';

export interface DailyParts {
  database: string;
  folder: Pick<BackupFolder, 'isLasting' | 'list' | 'remove'>;
  /** Nobody types, nobody is on the phone, nothing is fetched for the first time. */
  isQuiet(): boolean;
  /** Writes a backup of everything under this name. */
  write(name: string): Promise<unknown>;
  /** Runs it in one window of the profile at a time; in the others not at all. */
  alone(work: () => Promise<void>): Promise<void>;
  timers: { after(ms: number, callback: () => void): () => void };
  /** Milliseconds since 1970. */
  now(): number;
}

/** How many of the backups that nobody asked for are kept. */
export const KEPT = 7;
const LOOK_EVERY = 5 * 60_000;

/** One backup a day, at a quiet moment; the last seven are kept. Returns the function that ends it. */
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

/** Exported for its test: writes today's backup where there is none yet and the moment is quiet. */
export async function backUpOnceADay(parts: DailyParts): Promise<void> {
  const { database, folder, isQuiet, write, alone, now } = parts;
  const name = backupName(database, new Date(now()));
  if (!isQuiet()) return;
  await alone(async () => {
    if ((await folder.list()).some((backup) => backup.name === name)) return;
    await write(name);
    // Only now: the last good one must not go before the next is there.
    const daily = (await folder.list()).map((backup) => backup.name).filter(isDaily);
    for (const old of daily.toSorted().reverse().slice(KEPT)) await folder.remove(old);
  });
}

/** Whether a backup has the name of one that was made by itself. */
export function isDaily(name: string): boolean {
  return /-\d{4}-\d\d-\d\d\.zip$/.test(name);
}
