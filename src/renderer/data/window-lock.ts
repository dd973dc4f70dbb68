/** What a window knows of the lock while it holds it. */
export interface LockTurn {
  /** Aborts when another window has taken the lock. */
  lost: AbortSignal;
  /** Whether this window still holds it, as the browser says. */
  isHeld(): Promise<boolean>;
}

export interface LockWish {
  /** Ends the waiting; one who has the lock already keeps it. */
  signal: AbortSignal;
  /** Takes it from whoever holds it instead of waiting. */
  steal: boolean;
}

/**
 * Runs `work` while holding the lock, after waiting for it. Resolves without running it when aborted before.
 *
 * Web Locks exist only where the page is a secure context. Over plain http in a local network every window
 * syncs for itself: more requests, same result, because the store's writes are atomic and the merge idempotent.
 */
export async function holdWindowLock(
  name: string,
  { signal, steal }: LockWish,
  work: (turn: LockTurn) => Promise<void>,
): Promise<void> {
  if (signal.aborted) return;
  const locks = (navigator as Partial<Navigator>).locks;
  const lost = new AbortController();
  if (!locks) return work({ lost: lost.signal, isHeld: () => Promise.resolve(true) });
  let own: string | undefined;
  const isHeld = async () => {
    own ??= await ownClientId(locks, name);
    const { held = [] } = await locks.query();
    return held.some((lock) => lock.name === name && lock.clientId === own);
  };
  const running: Promise<void>[] = [];
  const run = async () => {
    running.push(work({ lost: lost.signal, isHeld }));
    await running[0];
  };
  try {
    // The browser takes only one of the two: a robber does not wait.
    await locks.request(name, steal ? { steal: true } : { signal }, run);
  } catch (error) {
    if (running.length === 0) {
      if (signal.aborted) return;
      throw error;
    }
    // Taken by another window, or the work failed: in both cases it has to end before this one asks again.
    lost.abort();
    await Promise.all(running);
  }
}

/** The browser names windows in its list of locks; one finds one's own name by a lock that nobody else has. */
async function ownClientId(locks: LockManager, name: string): Promise<string | undefined> {
  const own = `${name}:${crypto.randomUUID()}`;
  let found: string | undefined;
  await locks.request(own, async () => {
    const { held = [] } = await locks.query();
    found = held.find((lock) => lock.name === own)?.clientId;
  });
  return found;
}
