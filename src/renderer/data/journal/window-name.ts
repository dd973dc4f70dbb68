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
  const prefix = `luuri-journal:${team}:`;
  const end = await held(locks, prefix + name);
  const { held: all = [] } = await locks.query();
  const alive = all.flatMap((lock) =>
    lock.name?.startsWith(prefix) ? [lock.name.slice(prefix.length)] : [],
  );
  return { name, alive: new Set(alive), end };
}

/** Resolves when the lock is held, with how to let it go. */
function held(locks: LockManager, name: string): Promise<() => void> {
  return new Promise((resolve, reject) => {
    locks.request(name, () => new Promise<void>((end) => resolve(() => end()))).catch(reject);
  });
}
