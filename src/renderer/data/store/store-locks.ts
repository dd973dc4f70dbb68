/** Web Locks exist only where the page is a secure context. */
function locksHere(): LockManager | undefined {
  return (navigator as Partial<Navigator>).locks;
}

const opening = (team: string) => `luuri-store-opening:${team}`;
const inUse = (team: string) => `luuri-store:${team}`;

/** One window at a time opens a team's store: what it finds missing, it makes, and the next one finds it. */
export async function exclusively<T>(team: string, work: () => Promise<T>): Promise<T> {
  const locks = locksHere();
  return locks ? await locks.request(opening(team), work) : work();
}

/** Says for as long as this window lives, or until the answer is called, that the store is in use. */
export function holdStore(team: string): () => void {
  let release = () => {};
  const held = new Promise<void>((resolve) => (release = resolve));
  void locksHere()?.request(inUse(team), { mode: 'shared' }, () => held);
  return release;
}

/**
 * Does what no other window may see half done: waits until none has the store open.
 * @param waits called when there is one
 */
export async function migratingAlone<T>(team: string, waits: () => void, work: () => Promise<T>): Promise<T> {
  const locks = locksHere();
  if (!locks) return work();
  const { held = [] } = await locks.query();
  if (held.some(({ name }) => name === inUse(team))) waits();
  return await locks.request(inUse(team), work);
}

/** Does what no other window may see half done, if none has the store open. Null, and nothing is done, otherwise. */
export async function ifAlone<T>(team: string, work: () => Promise<T>): Promise<T | null> {
  const locks = locksHere();
  if (!locks) return null;
  return await locks.request(inUse(team), { ifAvailable: true }, (lock) => (lock ? work() : null));
}
