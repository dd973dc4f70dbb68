import { abortableFetch } from '@renderer/platform/abortable-fetch';
import type { FetchLike, Timers } from '@shared/couchdb-sync/config';
import type { LockTurn, LockWish } from './window-lock';
import { holdWindowLock } from './window-lock';

/** Messages between the windows of one profile. A window does not hear itself. */
export interface WindowChannel {
  post(message: unknown): void;
  listen(callback: (message: unknown) => void): void;
  close(): void;
}

/** What the sync controller needs of the browser. */
export interface SyncEnvironment {
  fetch: FetchLike;
  now(): number;
  timers: Timers;
  openChannel(name: string): WindowChannel;
  /** Runs `work` while holding the lock; waits for it first. Resolves, without running it, when aborted before. */
  holdLock(name: string, wish: LockWish, work: (turn: LockTurn) => Promise<void>): Promise<void>;
  /** Calls back with true when the browser is about to freeze this page, and with false when it goes on. */
  onFreeze(callback: (frozen: boolean) => void): () => void;
  /** Calls back when the network comes back, or the person does. */
  onReturn(callback: (who: 'network' | 'person') => void): () => void;
  /** Resolves when the disk has room for history, or at the signal. Left out, there always is. */
  roomToGrow?(signal: AbortSignal): Promise<void>;
  /** When each team was last verified with its server (ISO 8601, UTC). */
  verified: { read(team: string): string | null; write(team: string, at: string): void };
}

/** Coming back to the window repeatedly asks the server at most this often, milliseconds. */
const FOCUS_PAUSE = 5_000;
/** The moment of verification is stored at most this often, milliseconds. */
const VERIFIED_PAUSE = 10_000;

export function browserEnvironment(): SyncEnvironment {
  return {
    fetch: abortableFetch,
    now: Date.now,
    timers: {
      after(ms, callback) {
        const timer = setTimeout(callback, ms);
        return () => clearTimeout(timer);
      },
    },
    openChannel(name) {
      const channel = new BroadcastChannel(name);
      return {
        post: (message) => channel.postMessage(message),
        listen: (callback) => channel.addEventListener('message', (event) => callback(event.data)),
        close: () => channel.close(),
      };
    },
    holdLock: holdWindowLock,
    onFreeze,
    onReturn,
    verified: rememberVerified(localStorage, Date.now),
  };
}

function onFreeze(callback: (frozen: boolean) => void): () => void {
  const freeze = () => callback(true);
  const resume = () => callback(false);
  document.addEventListener('freeze', freeze);
  document.addEventListener('resume', resume);
  return () => {
    document.removeEventListener('freeze', freeze);
    document.removeEventListener('resume', resume);
  };
}

function onReturn(callback: (who: 'network' | 'person') => void): () => void {
  let last = -Infinity;
  const returned = () => {
    if (document.visibilityState !== 'visible' || performance.now() - last < FOCUS_PAUSE) return;
    last = performance.now();
    callback('person');
  };
  const online = () => callback('network');
  window.addEventListener('online', online);
  window.addEventListener('focus', returned);
  document.addEventListener('visibilitychange', returned);
  return () => {
    window.removeEventListener('online', online);
    window.removeEventListener('focus', returned);
    document.removeEventListener('visibilitychange', returned);
  };
}

function rememberVerified(
  storage: Pick<Storage, 'getItem' | 'setItem'>,
  now: () => number,
): SyncEnvironment['verified'] {
  const key = (team: string) => `luuri.verified:${team}`;
  let written = -Infinity;
  return {
    read: (team) => storage.getItem(key(team)),
    write(team, at) {
      if (Math.abs(now() - written) < VERIFIED_PAUSE) return;
      written = now();
      try {
        storage.setItem(key(team), at);
      } catch (error) {
        // Only for the next start; a full storage must not end the sync.
        console.error(error);
      }
    },
  };
}
