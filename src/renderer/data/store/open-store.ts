import type { RxStorage } from 'rxdb';
import { drop } from '@shared/lib/drop';
import { wait } from '@shared/lib/wait';
import type { TeamDatabase } from '../database';
import { openTeamDatabase, storedDatabases } from '../database';
import { rewriteAtStart } from '../erasure/rewrite-at-start';
import { isRewriting } from '../erasure/rewrite-store';
import { isDiskFullError } from './disk-full-error';
import { FIRST_FORM, FORM, steps } from './forms';
import { mendStore } from './mend';
import { makeNewPlace } from './place';
import { answerOf, openExisting } from './raw-database';
import { reloadPage } from './reload-page';
import type { Stamp } from './stamp';
import { changeStamp, newStamp, readStamp, withForm, writeStamp } from './stamp';
import type { Progress } from './steps/step';
import { forgetTrouble, knownStore, rememberStore, rememberTrouble, wasTrouble } from './store-memory';
import { exclusively, holdStore, migratingAlone } from './store-locks';

/** What is being done while nothing can be shown yet. */
export type Opening =
  | { kind: 'opening' }
  | { kind: 'otherWindows' }
  | { kind: 'mending' }
  | ({ kind: 'migrating' | 'erasing' } & Progress);

/** What became of the store since it was open last: nothing, it was gone, or parts could not be read. */
export type Damage = 'none' | 'lost' | 'mended';

export interface OpenedStore {
  database: TeamDatabase;
  damage: Damage;
}

/** A newer version of the app has written what is stored here: nothing was touched. */
export class StoreTooNew extends Error {
  constructor(readonly writtenBy: string) {
    super(`the store was written by Luuri ${writtenBy}`);
  }
}

/** No database can be opened, here or in a new place: in all likelihood the disk is full. */
export class NoRoom extends Error {
  constructor(cause: unknown) {
    super('no database can be opened', { cause });
  }
}

interface StoreParts {
  /** The team's database on the server. */
  team: string;
  storage: RxStorage<unknown, unknown>;
  told(state: Opening): void;
  /** A store was found that may have been left in the middle of a write (`new-log.ts`). */
  beginNewLog(): Promise<void>;
  /** For what erasures have left to be done at a start. */
  erasing: Pick<Parameters<typeof rewriteAtStart>[1], 'backups' | 'hasRoom'>;
}

const CHECKPOINT = 'sync:checkpoint';
/** While databases are being opened, ms. */
const LOOK_EVERY = 3_000;
/** A store that says nothing of itself for so long is gone, ms. */
const PATIENCE = 10_000;

/**
 * Opens what this machine holds of a team, whatever state it is in: brings an older form up to date, refuses a newer
 * one before anything is written, and goes on without what is damaged or gone.
 */
export function openStore(parts: StoreParts): Promise<OpenedStore> {
  return exclusively(parts.team, async () => {
    const opened = await readyStore(parts);
    opened.database.onClose.push(holdStore(parts.team));
    return opened;
  });
}

async function readyStore({ team, storage, told, beginNewLog, erasing }: StoreParts): Promise<OpenedStore> {
  told({ kind: 'opening' });
  const found = await rewriteAtStart(await stampOrMove(team), {
    ...{ team, beginNewLog, ...erasing },
    told: (progress) => told({ kind: 'erasing', ...progress }),
  });
  // A database is missing until this has come to its end.
  if (found && isRewriting(found)) throw new NoRoom(new Error('the databases are not written anew'));
  if (found && found.form > FORM) throw new StoreTooNew(found.writtenBy);
  if (found) drop(beginNewLog());
  const known = knownStore(team);
  const isLost = known !== null && found?.id !== known;
  const names = storedDatabases(team);
  const form = found?.form ?? ((await holdsRows(names)) ? FIRST_FORM : FORM);
  // Written before there is anything to be of this form, and after everything is.
  let stamp = found ?? newStamp(form);
  if (form < FORM) stamp = await bringUp(team, stamp, told);
  else if (!found) await writeStamp(team, stamp);

  let damage: Damage = isLost ? 'lost' : 'none';
  if (wasTrouble(team)) {
    told({ kind: 'mending' });
    if ((await mendStore(names, () => readStamp(team))) > 0) {
      if (!isLost) damage = 'mended';
      // Until everything has been compared with the server, be it at another start.
      await changeStamp(team, (now) => ({ ...(now ?? stamp), compare: true }));
    }
    forgetTrouble(team);
  }
  const coming = openTeamDatabase(team, storage);
  const database = await Promise.race([coming, removal(team, stamp.id, coming)]).catch((error: unknown) => {
    console.error(error);
    // Nothing is wrong with the store, and a page that begins anew would find the same disk.
    if (isDiskFullError(error)) throw error;
    rememberTrouble(team);
    return beginAnew(error);
  });
  if (isLost) {
    // Only now are there databases in which rows of forgotten ones can have appeared.
    await mendStore(names, () => readStamp(team));
    await forgetPosition(database);
  }
  rememberStore(team, stamp.id);
  return { database, damage };
}

/**
 * Whether a store that the browser has closed could be opened again by a page that begins anew: here, or in a new
 * place.
 */
export async function canBeginAnew(team: string): Promise<boolean> {
  try {
    await readStamp(team);
    return true;
  } catch (error) {
    console.error(error);
    return makeNewPlace();
  }
}

/**
 * Chromium that finds a file damaged removes all databases, also those that are just being opened, and whoever opens them
 * may then wait for ever. Rejects when that has happened; never resolves.
 */
async function removal(team: string, id: string, opening: Promise<unknown>): Promise<never> {
  const over = () => 'over' as const;
  const end = opening.then(over, over);
  for (;;) {
    if ((await Promise.race([end, wait(LOOK_EVERY)])) === 'over') return new Promise(() => {});
    const found = await Promise.race([
      end,
      readStamp(team).catch(() => null),
      wait(PATIENCE).then(() => null),
    ]);
    if (found !== 'over' && found?.id !== id)
      throw new Error('the store was removed while it was being opened');
  }
}

/** What is found at the next start can be mended there; until then nothing is answered. */
function beginAnew(error: unknown): Promise<never> {
  if (!reloadPage()) throw error;
  return new Promise(() => {});
}

/** A place in which no database can be opened any more is left for a new one; the page has to begin anew there. */
async function stampOrMove(team: string): Promise<Stamp | null> {
  try {
    return await readStamp(team);
  } catch (error) {
    console.error(error);
  }
  // Chromium removes what it finds damaged, and the second try opens the empty place.
  try {
    return await readStamp(team);
  } catch (error) {
    if (!(await makeNewPlace())) throw new NoRoom(error);
    return beginAnew(error);
  }
}

async function holdsRows(names: readonly string[]): Promise<boolean> {
  for (const name of names) {
    const database = await openExisting(name);
    if (!database) continue;
    try {
      if (!database.objectStoreNames.contains('docs')) continue;
      if ((await answerOf(database.transaction('docs').objectStore('docs').count())) > 0) return true;
    } finally {
      database.close();
    }
  }
  return false;
}

async function bringUp(team: string, from: Stamp, told: StoreParts['told']): Promise<Stamp> {
  return migratingAlone(
    team,
    () => told({ kind: 'otherWindows' }),
    async () => {
      let stamp = from;
      for (const step of steps) {
        if (step.form <= stamp.form) continue;
        await step.run(storedDatabases(team), (progress) => told({ kind: 'migrating', ...progress }));
        stamp = withForm(stamp, step.form);
        await writeStamp(team, stamp);
      }
      return stamp;
    },
  );
}

/** What the sync had read of the server was in a store that is gone: it begins anew. */
async function forgetPosition(database: TeamDatabase): Promise<void> {
  await database.collections.local.findOne(CHECKPOINT).remove();
}
