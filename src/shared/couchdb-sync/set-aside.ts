import { createBackoff, type Backoff } from './backoff';
import type { SyncOptions, Timers } from './config';

/**
 * Rule 3.7: records that got no answer when they were sent alone. They stay dirty and are tried again, each at
 * its own pace and alone, so that one of them cannot hold up the others. In memory only: nothing is lost with it.
 */
export interface SetAside {
  /** The number of failures so far, this one included. */
  add(id: string): number;
  forget(id: string): void;
  /** Failed before: goes alone. */
  has(id: string): boolean;
  /** Failed a moment ago: not now. */
  resting(id: string): boolean;
  size(): number;
  /** Forgets all that are not in `ids`: they are not dirty any more. */
  retain(ids: ReadonlySet<string>): void;
  /** All may be tried now. */
  hurry(): void;
  stop(): void;
}

export function createSetAside(
  options: SyncOptions,
  timers: Timers,
  random: () => number,
  awake: () => void,
): SetAside {
  const entries = new Map<string, { failures: number; backoff: Backoff; cancel: (() => void) | null }>();
  const rest = (id: string) => {
    const entry = entries.get(id) ?? {
      failures: 0,
      backoff: createBackoff(options.backoff, random),
      cancel: null,
    };
    entry.failures += 1;
    entry.cancel?.();
    entry.cancel = timers.after(entry.backoff.next(), () => {
      entry.cancel = null;
      awake();
    });
    entries.set(id, entry);
    return entry.failures;
  };
  const wake = () => {
    for (const entry of entries.values()) {
      entry.cancel?.();
      entry.cancel = null;
    }
  };
  const forget = (id: string) => {
    entries.get(id)?.cancel?.();
    entries.delete(id);
  };
  return {
    add: rest,
    forget,
    has: (id) => entries.has(id),
    resting: (id) => Boolean(entries.get(id)?.cancel),
    size: () => entries.size,
    retain(ids) {
      for (const id of [...entries.keys()]) if (!ids.has(id)) forget(id);
    },
    hurry: wake,
    stop() {
      wake();
      entries.clear();
    },
  };
}
