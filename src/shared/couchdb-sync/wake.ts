import { SyncError } from './errors';
import type { Timers } from './config';

/** A bell that is heard also when it rang before anybody waited. */
export interface Wake {
  ring(): void;
  /** Forgets a ring that nobody has heard. */
  clear(): void;
  /**
   * Resolves at a ring (`true`) or after `ms` (`false`; null: only at a ring); rejects with `stopped` when
   * aborted.
   */
  wait(ms: number | null, signal: AbortSignal): Promise<boolean>;
}

/** One waiter at a time. */
export function createWake(timers: Timers): Wake {
  let rung = false;
  let hear: (() => void) | null = null;
  return {
    ring() {
      rung = true;
      hear?.();
    },
    clear() {
      rung = false;
    },
    wait(ms, signal) {
      return new Promise((resolve, reject) => {
        let cancel = () => {};
        const end = (finish: () => void) => {
          cancel();
          signal.removeEventListener('abort', onAbort);
          hear = null;
          finish();
        };
        const onAbort = () => end(() => reject(new SyncError('stopped', 'stopped')));
        const onRing = () =>
          end(() => {
            rung = false;
            resolve(true);
          });
        if (signal.aborted) return onAbort();
        if (rung) return onRing();
        hear = onRing;
        signal.addEventListener('abort', onAbort);
        if (ms !== null) cancel = timers.after(ms, () => end(() => resolve(false)));
      });
    },
  };
}

/** Resolves after `ms`; rejects with `stopped` when aborted. */
export async function pause(timers: Timers, ms: number, signal: AbortSignal): Promise<void> {
  await createWake(timers).wait(ms, signal);
}
