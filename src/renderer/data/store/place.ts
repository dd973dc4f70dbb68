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
  open(name: string, options: { persisted: boolean; durability: 'strict' }): Promise<StorageBucket>;
}

const NAME = /^luuri-(\d+)$/;

/** Has to be awaited before anything opens a database, in the page and in each worker. */
export async function enterPlace(): Promise<void> {
  const last = (await numbers()).at(-1);
  if (last !== undefined) await enter(last);
}

/** Opens a new, empty place for everything that is opened from now on. False where the browser has no other. */
export async function moveToNewPlace(): Promise<boolean> {
  if (!buckets()) return false;
  await enter(((await numbers()).at(-1) ?? 1) + 1);
  return true;
}

async function enter(number: number): Promise<void> {
  const bucket = await buckets()?.open(`luuri-${number}`, { persisted: true, durability: 'strict' });
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
