import { endOf, openWithStore } from './raw-database';

/**
 * Where the browser keeps this origin's databases. Normally that is its usual place. A place whose files are damaged
 * may refuse to open any database for ever, and a page cannot remove it: then we move to a new one beside it, a
 * storage bucket, which has files of its own. What lies in the old place is not touched.
 */
interface StorageBucket {
  readonly indexedDB: IDBFactory;
}

interface StorageBuckets {
  keys(): Promise<string[]>;
  open(name: string, options?: { persisted: boolean; durability: 'strict' }): Promise<StorageBucket>;
  delete(name: string): Promise<void>;
}

const TRIAL = 'luuri-trial';
const TRIAL_BYTES = 8 * 1024 * 1024;
const NAME = /^luuri-(\d+)$/;

/** Has to be awaited before anything opens a database, in the page and in each worker. */
export async function enterPlace(): Promise<void> {
  try {
    const last = (await numbers()).at(-1);
    if (last !== undefined) await enter(last);
  } catch (error) {
    // On a full disk nobody tells which places there are. Whoever opens a database hears of that.
    console.error(error);
  }
}

/**
 * Makes a new, empty place for everything that is opened after the page has been loaded anew. False, and nothing is made,
 * where no database can be written there either: then the disk is full, and the place of before is as good as ever.
 */
export async function makeNewPlace(): Promise<boolean> {
  try {
    if (!(await canStoreElsewhere())) return false;
    await openPlace(((await numbers()).at(-1) ?? 1) + 1);
    return true;
  } catch (error) {
    console.error(error);
    return false;
  }
}

/** Throws away all places but the usual one, with what lies in them. */
export async function leavePlaces(): Promise<void> {
  for (const number of await numbers()) await buckets()?.delete(`luuri-${number}`);
}

/** Writes about as much as opening a store needs, and removes it again. */
async function canStoreElsewhere(): Promise<boolean> {
  const bucket = await buckets()?.open(TRIAL);
  if (!bucket) return false;
  try {
    const database = await openWithStore('trial', 'trial', bucket.indexedDB);
    try {
      const transaction = database.transaction('trial', 'readwrite', { durability: 'strict' });
      transaction.objectStore('trial').put(new Uint8Array(TRIAL_BYTES), 'trial');
      await endOf(transaction);
      return true;
    } finally {
      database.close();
    }
  } finally {
    await buckets()?.delete(TRIAL);
  }
}

function openPlace(number: number): Promise<StorageBucket> | undefined {
  return buckets()?.open(`luuri-${number}`, { persisted: true, durability: 'strict' });
}

async function enter(number: number): Promise<void> {
  const bucket = await openPlace(number);
  // Libraries look for it in this place.
  if (bucket) Object.defineProperty(globalThis, 'indexedDB', { value: bucket.indexedDB, configurable: true });
}

async function numbers(): Promise<number[]> {
  const names = (await buckets()?.keys()) ?? [];
  const found = names.map((name) => Number(NAME.exec(name)?.[1] ?? 0)).filter((number) => number > 1);
  return found.toSorted((a, b) => a - b);
}

function buckets(): StorageBuckets | undefined {
  return (navigator as Navigator & { storageBuckets?: StorageBuckets }).storageBuckets;
}
