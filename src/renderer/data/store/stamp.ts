import { version } from '../../../../package.json';
import { answerOf, endOf, openExisting, openWithStore } from './raw-database';

/**
 * What a store says of itself, in a small database beside it that is read before anything else is touched. Its own
 * form never changes: fields are only added, and those of newer versions are kept.
 */
export interface Stamp {
  /** Tells this store from another one that took its place. */
  id: string;
  /** The form of everything in it (`forms.ts`). */
  form: number;
  /** The version of Luuri that gave it this form. */
  writtenBy: string;
  /** At least so many records were in each collection when everything was last counted. */
  counts?: Record<string, number>;
  /** Records were lost here: all is to be compared with the server, until that has been done once. */
  compare?: true;
  /** Persons were erased: at a start their old bytes have to go (`erasure/rewrite-store.ts`). */
  rewrite?: Rewrite;
  /** Erasures (ids of `personErased` events) of which the databases hold no old bytes any more. */
  rewritten?: string[];
  /** Backups (names) that were there before that: they may hold persons who are erased. */
  oldBackups?: string[];
}

/** Databases that have to be written anew, and how far that has come. */
export interface Rewrite {
  /** Ids of `personErased` events. */
  erasures: string[];
  /** Names, in IndexedDB, of those that are not done yet. */
  databases: string[];
  /** Since it has begun: the form of everything in the store. The stamp itself then names one that no version reads. */
  form?: number;
  /** This one is copied beside, whole: so many rows. From now on the copy counts, and the original may be half. */
  copied?: { name: string; rows: number };
}

const STORE = 'stamp';
const KEY = 'stamp';

/** @param team the team's database on the server, `luuri-<team>` */
export function stampDatabase(team: string): string {
  return `luuri-store-${team}`;
}

/** A new store's stamp, not written yet. */
export function newStamp(form: number): Stamp {
  return { id: randomId(), form, writtenBy: version };
}

/** The stamp with another form, given by this version. */
export function withForm(stamp: Stamp, form: number): Stamp {
  return { ...stamp, form, writtenBy: version };
}

/** The stamp of a team's store; null when it has none. Writes nothing. */
export async function readStamp(team: string): Promise<Stamp | null> {
  const database = await openExisting(stampDatabase(team));
  if (!database) return null;
  try {
    if (!database.objectStoreNames.contains(STORE)) return null;
    const found: unknown = await answerOf(database.transaction(STORE).objectStore(STORE).get(KEY));
    return isStamp(found) ? found : null;
  } finally {
    database.close();
  }
}

/** Resolves when it is durable. */
export async function writeStamp(team: string, stamp: Stamp): Promise<void> {
  await changeStamp(team, () => stamp);
}

/** Changes the stamp as it is now; windows that do so at the same time take turns. */
export async function changeStamp(
  team: string,
  change: (now: Stamp | null) => Stamp | null,
): Promise<Stamp | null> {
  const database = await openWithStore(stampDatabase(team), STORE);
  try {
    const transaction = database.transaction(STORE, 'readwrite', { durability: 'strict' });
    const end = endOf(transaction);
    const store = transaction.objectStore(STORE);
    const found: unknown = await answerOf(store.get(KEY));
    const next = change(isStamp(found) ? found : null);
    if (next) store.put(next, KEY);
    await end;
    return next;
  } finally {
    database.close();
  }
}

function isStamp(value: unknown): value is Stamp {
  if (typeof value !== 'object' || value === null) return false;
  const { id, form, writtenBy } = value as Record<string, unknown>;
  return typeof id === 'string' && Number.isInteger(form) && typeof writtenBy === 'string';
}

function randomId(): string {
  return [...crypto.getRandomValues(new Uint8Array(8))]
    .map((byte) => byte.toString(16).padStart(2, '0'))
    .join('');
}
