import { storedDatabases } from '../database';
import { deleteDatabase } from '../store/raw-database';
import type { Rewrite, Stamp } from '../store/stamp';
import { changeStamp } from '../store/stamp';
import type { Progress } from '../store/steps/step';
import { copyDatabase, rowsIn } from './copy-database';

/** Larger than every form there will be: no other version opens a store of which a database may be missing. */
const UNDER_WAY = 1_000_000;

export interface RewriteParts {
  team: string;
  told(progress: Progress): void;
  /** Names of the backups in this machine's folder. */
  backups(): Promise<string[]>;
}

/** Whether a rewriting was cut off: then the store must not be opened before it has come to its end. */
export function isRewriting(stamp: Stamp): boolean {
  return stamp.form === UNDER_WAY && stamp.rewrite?.form !== undefined;
}

/**
 * Removes the old bytes of rows that were overwritten, by writing each database that the stamp names anew. Chromium's
 * LevelDB overwrites nothing; but what belonged to a database that is deleted it does remove, about a second later or,
 * when it is killed before that, after its next start (docs/adr/0021). So each is copied beside, deleted, copied back
 * under its name, and the copy deleted.
 *
 * To be run while nothing has the store open. It may be killed at any point and is then run again: until the copy is
 * durable, counted and named in the stamp, the original counts and is not touched; from then on the copy counts, until
 * the original is durable, counted and off the list.
 *
 * Where a copy cannot be made (a disk with little room), everything stays as it was, for another start. Rejects when a
 * database could not be brought back: then the store cannot be opened before the next run has done so.
 * @returns the stamp afterwards
 */
export async function rewriteStore(stamp: Stamp, { team, told, backups }: RewriteParts): Promise<Stamp> {
  const wanted = stamp.rewrite;
  if (!wanted) return stamp;
  if (!isRewriting(stamp)) {
    const oldBackups = await backups();
    await change(team, (now, rewrite) => ({ ...begun(now, rewrite), oldBackups }));
  }
  // A run that was killed may have left one that is done with.
  const left = storedDatabases(team).filter((name) => name !== wanted.copied?.name);
  for (const name of left) await deleteDatabase(aside(name));
  const progress = { done: 0, total: 2 * (await rowsOf(wanted)) };
  const copied = (rows: number) => {
    progress.done += rows;
    told({ ...progress });
  };
  copied(0);
  for (const name of wanted.databases) {
    const isBeside = (await hasCopy(wanted, name)) ? true : await putBeside(team, name, copied);
    if (isBeside === null) return change(team, ended);
    if (isBeside) {
      await deleteDatabase(name);
      await copyDatabase(aside(name), name, copied);
    }
    await change(team, (now, { copied: _done, ...rewrite }) => {
      const databases = rewrite.databases.filter((other) => other !== name);
      return { ...now, rewrite: { ...rewrite, databases } };
    });
    await deleteDatabase(aside(name));
  }
  return change(team, (now, rewrite) => {
    const { rewrite: _done, ...rest } = ended(now, rewrite);
    const rewritten = [...new Set([...(now.rewritten ?? []), ...rewrite.erasures])];
    return { ...rest, rewritten };
  });
}

/** Copies one database beside. @returns false when there is none, null when it could not be copied */
async function putBeside(
  team: string,
  name: string,
  copied: (rows: number) => void,
): Promise<boolean | null> {
  try {
    await deleteDatabase(aside(name));
    if ((await rowsIn(name)) === null) return false;
    const rows = await copyDatabase(name, aside(name), copied);
    await change(team, (now, rewrite) => ({ ...now, rewrite: { ...rewrite, copied: { name, rows } } }));
    return true;
  } catch (error) {
    console.error(error);
    await deleteDatabase(aside(name));
    return null;
  }
}

/**
 * Whether the run before has left a copy of this one that counts. A damaged disk may have taken rows of it since: it
 * counts as long as the original, which may be half or gone by now, has no more.
 */
async function hasCopy({ copied }: Rewrite, name: string): Promise<boolean> {
  if (copied?.name !== name) return false;
  const rows = await rowsIn(aside(name));
  return rows !== null && rows >= ((await rowsIn(name)) ?? 0);
}

const aside = (name: string) => `${name}--aside`;

async function rowsOf({ databases, copied }: Rewrite): Promise<number> {
  const counts = await Promise.all(
    databases.map(async (name) => (name === copied?.name ? copied.rows : await rowsIn(name))),
  );
  return counts.reduce<number>((sum, rows) => sum + (rows ?? 0), 0);
}

function begun(now: Stamp, rewrite: Rewrite): Stamp {
  return { ...now, form: UNDER_WAY, rewrite: { ...rewrite, form: now.form } };
}

function ended(now: Stamp, { form, ...rewrite }: Rewrite): Stamp {
  return { ...now, form: form ?? now.form, rewrite };
}

async function change(team: string, next: (now: Stamp, rewrite: Rewrite) => Stamp): Promise<Stamp> {
  const changed = await changeStamp(team, (now) => (now?.rewrite ? next(now, now.rewrite) : null));
  if (!changed) throw new Error('the stamp of the store is gone');
  return changed;
}
