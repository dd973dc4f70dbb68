/** A window that lives, told to the others by a lock that ends with it, however it ends. */
export interface LivingWindow {
  name: string;
  /** Those that live now, this one among them. */
  alive: ReadonlySet<string>;
  end(): void;
}

/** @returns null where pages have no locks, and so no way to tell: over plain http */
export async function nameWindow(team: string): Promise<LivingWindow | null> {
  const { locks } = navigator as Partial<Navigator>;
  if (!locks) return null;
  const name = crypto.randomUUID();
  const prefix = prefixOf(team);
  const end = (await held(locks, prefix + name)) ?? (() => undefined);
  const { held: all = [] } = await locks.query();
  const alive = all.flatMap((lock) =>
    lock.name?.startsWith(prefix) ? [lock.name.slice(prefix.length)] : [],
  );
  return { name, alive: new Set(alive), end };
}

/**
 * Takes the place of a window that is no more, in the place of a new one: it writes into the files of that one.
 * @returns null, and this window stays what it is, when another one was faster
 */
export async function standInFor(
  team: string,
  name: string,
  window: LivingWindow,
): Promise<LivingWindow | null> {
  const end = await held(navigator.locks, prefixOf(team) + name);
  if (!end) return null;
  window.end();
  return { name, alive: new Set([...window.alive, name]), end };
}

const prefixOf = (team: string) => `luuri-journal:${team}:`;

/** Resolves with how to let the lock go; with null when another window has it. */
function held(locks: LockManager, name: string): Promise<(() => void) | null> {
  return new Promise((resolve, reject) => {
    locks
      .request(name, { ifAvailable: true }, (lock) =>
        lock ? new Promise<void>((end) => resolve(() => end())) : resolve(null),
      )
      .catch(reject);
  });
}
