import { SyncError } from './errors';
import type { Line } from './line';
import { IDENTITY_FRESH_MS } from './options';
import type { Position } from './position';
import { EPOCH_ID, type Server } from './server';
import type { Timers } from './config';

/**
 * Rule 6: nothing is stored from, and nothing sent to, a server whose epoch is not the replica's, or that has
 * forgotten what it held.
 */
export interface Identity {
  /** Asks the server; `expected` null accepts any epoch. The epoch; rejects with `serverChanged`. */
  connect(expected: string | null, signal: AbortSignal): Promise<string>;
  /** Asks again, unless it was asked a moment ago and the line has been watched since. */
  check(signal: AbortSignal): Promise<void>;
  /** The next `check` reads the epoch itself, however fresh the last answer is. */
  doubt(): void;
  /** Requests that follow one another at once, with nothing else between them: there is no gap for another server. */
  atOnce<T>(requests: () => Promise<T>): Promise<T>;
}

export function createIdentity(
  server: Server,
  position: Pick<Position, 'witnesses' | 'forgot'>,
  timers: Timers,
  line: Line,
): Identity {
  let epoch: string | null = null;
  /** The revision of the epoch's document; null where it is to be read again. */
  let epochRev: string | null = null;
  let fresh = false;
  let cancel = () => {};
  let asking: Promise<unknown> | null = null;
  const expire = () => {
    fresh = false;
  };
  const doubt = () => {
    expire();
    epochRev = null;
  };
  line.onGap(expire);

  const known = () => {
    // The answer holds for what its asker does at once; for longer only as long as a swap would be noticed.
    fresh = line.watched();
    cancel();
    cancel = timers.after(IDENTITY_FRESH_MS, expire);
  };

  const ask = async (signal: AbortSignal) => {
    const witnesses = position.witnesses();
    const [answer, remembered] = await Promise.all([
      server.epoch(signal),
      server.remembers(witnesses, signal),
    ]);
    if (epoch !== null && answer.epoch !== epoch) {
      throw new SyncError('serverChanged', `the epoch is ${answer.epoch}, the replica's is ${epoch}`);
    }
    if (!remembered) {
      await position.forgot();
      const names = witnesses.map(({ id, rev }) => `${id} ${rev}`).join(' or ');
      throw new SyncError('serverChanged', `the server has forgotten ${names}: an older copy`);
    }
    epochRev = answer.rev;
    known();
    return answer.epoch;
  };

  /** One request instead of two: a server that knows the epoch's revision too is the same. If not, `ask` says why. */
  const askAgain = async (signal: AbortSignal) => {
    if (epochRev === null) return ask(signal);
    const same = [{ id: EPOCH_ID, rev: epochRev }, ...position.witnesses()];
    if (!(await server.remembers(same, signal))) return ask(signal);
    return known();
  };

  return {
    async connect(expected, signal) {
      epoch = expected;
      doubt();
      epoch = await ask(signal);
      return epoch;
    },
    async check(signal) {
      if (fresh) return;
      // An answer that is on its way already is as good as one that is asked for now.
      asking ??= askAgain(signal).finally(() => {
        asking = null;
      });
      await asking;
    },
    doubt,
    async atOnce(requests) {
      line.began();
      try {
        return await requests();
      } finally {
        line.ended(true);
      }
    },
  };
}
