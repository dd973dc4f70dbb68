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
const TRIAL_BYTES = 5 * 1024 * 1024;
/** Room for some work as well: a disk that was full and has hardly more is full again at once. */
const AMPLE_BYTES = 32 * 1024 * 1024;
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

/**
 * What became of an attempt to write about as much as opening a store needs: it was taken; refused by the browser, which
 * has noticed that there is too little room, and then what is stored can be read; or it failed, and then opening what is
 * stored may write to the full disk and end with all of it removed.
 */
export type Trial = 'taken' | 'refused' | 'failed';

/**
 * Tries it, beside the usual place, so that the databases there are left alone, and removes it again.
 * @param isAmple whether it has to be enough for some work as well
 */
export async function tryDisk(isAmple = false): Promise<Trial> {
  // A browser without such places has not been seen to remove anything.
  if (!buckets()) return 'taken';
  try {
    return (await canStoreElsewhere(isAmple ? AMPLE_BYTES : TRIAL_BYTES)) ? 'taken' : 'failed';
  } catch (error) {
    console.error(error);
    return error instanceof DOMException && error.name === 'QuotaExceededError' ? 'refused' : 'failed';
  }
}

/** One window at a time: it ends by removing the place. */
async function canStoreElsewhere(bytes = TRIAL_BYTES): Promise<boolean> {
  return await navigator.locks.request(TRIAL, async () => {
    const bucket = await buckets()?.open(TRIAL);
    if (!bucket) return false;
    try {
      const database = await openWithStore(TRIAL, 'trial', bucket.indexedDB);
      try {
        const transaction = database.transaction('trial', 'readwrite', { durability: 'strict' });
        const end = endOf(transaction);
        transaction.objectStore('trial').put(new Uint8Array(bytes), 'trial');
        await end;
        return true;
      } finally {
        database.close();
      }
    } finally {
      await buckets()?.delete(TRIAL);
    }
  });
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
