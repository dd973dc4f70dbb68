/** Slows down guessing: after a few wrong passwords the pair of user and address waits, longer each time. */
export interface Throttle {
  /** Whether an attempt must be refused unseen. */
  isLocked(user: string, address: string): boolean;
  failed(user: string, address: string): void;
  succeeded(user: string, address: string): void;
}

interface Entry {
  failures: number;
  lockedUntil: number;
  lastFailure: number;
}

const FREE_FAILURES = 5;
/** One address guessing many names: higher, because a whole office can sit behind one address. */
const FREE_FAILURES_OF_ADDRESS = 50;
const FIRST_LOCK_MS = 30_000;
const LONGEST_LOCK_MS = 30 * 60_000;
const FORGET_AFTER_MS = 60 * 60_000;
const MAX_ENTRIES = 10_000;

/** @param now milliseconds */
export function createThrottle(now: () => number): Throttle {
  const entries = new Map<string, Entry>();

  function recall(key: string): Entry | undefined {
    const entry = entries.get(key);
    if (entry && now() - entry.lastFailure > FORGET_AFTER_MS) {
      entries.delete(key);
      return undefined;
    }
    return entry;
  }

  function count(key: string, free: number): void {
    const failures = (recall(key)?.failures ?? 0) + 1;
    const doublings = Math.min(failures - free, 20);
    const lock = doublings < 0 ? 0 : Math.min(FIRST_LOCK_MS * 2 ** doublings, LONGEST_LOCK_MS);
    entries.delete(key);
    entries.set(key, { failures, lockedUntil: now() + lock, lastFailure: now() });
    // The oldest goes first; forgetting under a flood of names is better than growing without end.
    if (entries.size > MAX_ENTRIES) entries.delete(entries.keys().next().value as string);
  }

  const pair = (user: string, address: string) => JSON.stringify([user, address]);
  return {
    isLocked: (user, address) =>
      [pair(user, address), address].some((key) => (recall(key)?.lockedUntil ?? 0) > now()),
    failed(user, address) {
      count(pair(user, address), FREE_FAILURES);
      count(address, FREE_FAILURES_OF_ADDRESS);
    },
    succeeded: (user, address) => void entries.delete(pair(user, address)),
  };
}
