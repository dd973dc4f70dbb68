import type { ReplicaStore } from '@shared/couchdb-sync/types';
import type { SyncEnvironment } from './sync-environment';
import type { LockTurn } from './window-lock';

/** A window that has heard nothing of the leading one for so long asks whether it is there, ms. */
const SILENCE_MS = 10_000;
/** … and takes the lead when nobody answers for so long, ms. */
const ANSWER_MS = 5_000;
/** So long a leader may write on the strength of the last look at the lock, ms; well below the two above. */
const SURE_MS = 4_000;
/** After a failure of the lock itself, ms. */
const PAUSE_MS = 2_000;

interface LeadParts {
  env: Pick<SyncEnvironment, 'holdLock' | 'onFreeze' | 'timers'>;
  /** The lock's name. */
  name: string;
  /** Ends it all. */
  ending: AbortSignal;
  /** Asks the leading window for a sign of life. */
  ask(): void;
  /** Leads, until `over` aborts. */
  work(turn: LockTurn, over: AbortSignal): Promise<void>;
}

export interface Lead {
  /** The leading window gave a sign of life. */
  heard(): void;
  /** Resolves when this window neither leads nor waits any more. */
  done: Promise<void>;
}

/** Rule 11: leads when it is this window's turn, and takes the lead from a window that does not answer. */
export function seekLead({ env, name, ending, ask, work }: LeadParts): Lead {
  let listen = () => {};
  let frozen = false;
  let resign = () => {};
  let thawed = () => {};
  const stopWatching = env.onFreeze((now) => {
    frozen = now;
    if (now) resign();
    else thawed();
  });

  /** Waits for the lock; true when the one who holds it does not answer, so that it should be taken. */
  async function wait(steal: boolean): Promise<boolean> {
    const waiting = new AbortController();
    let led = false;
    let cancel = () => {};
    listen = () => {
      cancel();
      cancel = env.timers.after(SILENCE_MS, () => {
        cancel = env.timers.after(ANSWER_MS, () => waiting.abort());
        ask();
      });
    };
    const leave = () => waiting.abort();
    const deaf = () => {
      listen = () => {};
      cancel();
    };
    ending.addEventListener('abort', leave, { once: true });
    listen();
    try {
      await env.holdLock(name, { signal: waiting.signal, steal }, async (turn) => {
        led = true;
        deaf();
        await leadFor(turn);
      });
    } finally {
      deaf();
      ending.removeEventListener('abort', leave);
    }
    return waiting.signal.aborted && !led;
  }

  async function leadFor(turn: LockTurn): Promise<void> {
    const over = new AbortController();
    const end = () => over.abort();
    resign = end;
    turn.lost.addEventListener('abort', end, { once: true });
    ending.addEventListener('abort', end, { once: true });
    if (frozen || ending.aborted || turn.lost.aborted) end();
    try {
      await work(turn, over.signal);
    } finally {
      resign = () => {};
      ending.removeEventListener('abort', end);
    }
  }

  async function run(): Promise<void> {
    let steal = false;
    while (!ending.aborted) {
      if (frozen) await new Promise<void>((resolve) => (thawed = resolve));
      try {
        steal = await wait(steal);
      } catch (error) {
        console.error(error);
        await new Promise<void>((resolve) => env.timers.after(PAUSE_MS, resolve));
      }
    }
    stopWatching();
  }
  ending.addEventListener('abort', () => thawed(), { once: true });
  const done = run();
  return { heard: () => listen(), done };
}

/**
 * Rule 11.3: a store that writes only while this window leads. A window that was frozen does not know how long, and
 * another may be writing by now; so whoever has not looked for a while looks first.
 * @param lose called when it turns out that another window leads
 */
export function fencedStore(
  store: ReplicaStore,
  turn: LockTurn,
  now: () => number,
  lose: () => void,
): ReplicaStore {
  let sureAt = now();
  const makeSure = async () => {
    const at = now();
    const isSure = at >= sureAt && at - sureAt < SURE_MS;
    if (!turn.lost.aborted && (isSure || (await turn.isHeld()))) {
      if (!isSure) sureAt = at;
      return;
    }
    lose();
    throw new Error('another window leads');
  };
  const fenced =
    <Args extends unknown[], Result>(write: (...args: Args) => Promise<Result>) =>
    async (...args: Args) => {
      await makeSure();
      return write(...args);
    };
  return {
    ...store,
    update: fenced(store.update),
    saveCheckpoint: fenced(store.saveCheckpoint),
    quarantine: fenced(store.quarantine),
    releaseQuarantined: fenced(store.releaseQuarantined),
    giveUp: fenced(store.giveUp),
  };
}
