/**
 * A worker that the browser ends (no memory, its own `close()`) says nothing, and whoever asked it waits for ever. But
 * the locks it held are free then.
 */
function locksHere(): LockManager | undefined {
  return (navigator as Partial<Navigator>).locks;
}

/** In the worker: holds the lock of this name for life. Resolves when it is held; at once where there are no locks. */
export function liveAs(name: string): Promise<void> {
  return new Promise((held) => {
    const locks = locksHere();
    if (!locks) held();
    void locks?.request(name, () => {
      held();
      return new Promise(() => {});
    });
  });
}

/** In the page, once the worker holds its lock: resolves when it has ended; never where there are no locks. */
export async function deathOf(name: string): Promise<void> {
  const locks = locksHere();
  if (!locks) return new Promise(() => {});
  await locks.request(name, () => {});
}
