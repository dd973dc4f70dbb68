import { SyncError } from './errors';
import { IDENTITY_FRESH_MS } from './options';
import type { Position } from './position';
import type { Server } from './server';
import type { Timers } from './config';

/**
 * Rule 6: nothing is stored from, and nothing sent to, a server whose epoch is not the replica's, or that has
 * forgotten what it held.
 */
export interface Identity {
  /** Asks the server; `expected` null accepts any epoch. The epoch; rejects with `serverChanged`. */
  connect(expected: string | null, signal: AbortSignal): Promise<string>;
  /** Asks again, unless it was asked a moment ago. */
  check(signal: AbortSignal): Promise<void>;
  /** The next `check` asks, however fresh the last answer is. */
  doubt(): void;
}

export function createIdentity(
  server: Server,
  position: Pick<Position, 'witnesses' | 'forgot'>,
  timers: Timers,
): Identity {
  let epoch: string | null = null;
  let fresh = false;
  let cancel = () => {};

  const ask = async (signal: AbortSignal) => {
    const witnesses = position.witnesses();
    const [answer, remembered] = await Promise.all([
      server.epoch(signal),
      server.remembers(witnesses, signal),
    ]);
    if (epoch !== null && answer !== epoch) {
      throw new SyncError('serverChanged', `the epoch is ${answer}, the replica's is ${epoch}`);
    }
    if (!remembered) {
      await position.forgot();
      const names = witnesses.map(({ id, rev }) => `${id} ${rev}`).join(' or ');
      throw new SyncError('serverChanged', `the server has forgotten ${names}: an older copy`);
    }
    fresh = true;
    cancel();
    cancel = timers.after(IDENTITY_FRESH_MS, () => {
      fresh = false;
    });
    return answer;
  };

  return {
    async connect(expected, signal) {
      epoch = expected;
      epoch = await ask(signal);
      return epoch;
    },
    async check(signal) {
      if (!fresh) await ask(signal);
    },
    doubt() {
      fresh = false;
    },
  };
}
