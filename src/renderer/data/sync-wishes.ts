import type { SyncEngine } from '@shared/couchdb-sync/config';
import { drop } from '@shared/lib/drop';

/** What a window may ask of the one that leads. All may be carried out twice. */
export type Wish =
  | { kind: 'syncNow' | 'networkReturned' | 'reauthenticated' | 'audit' | 'adoptServer' }
  | { kind: 'retryRefused'; ids: string[] | null }
  | { kind: 'giveUp'; ids: string[] };

export type WishMessage =
  | { kind: 'wish'; id: string; wish: Wish }
  | { kind: 'answer'; id: string; value: unknown; failure: string | null }
  /** A window leads from now on: what has not been answered is to be asked again. */
  | { kind: 'taken' };

export interface Wishes {
  /** Passes a wish on and forgets it: whoever begins to lead does such things by itself. */
  nudge(wish: Wish): void;
  /** Resolves with the answer, from whichever window it comes; rejects when carrying it out failed. */
  ask(wish: Wish): Promise<unknown>;
  heard(message: WishMessage): void;
  /** This window leads with this engine, or (null) does not any more. */
  lead(engine: SyncEngine | null): void;
  /** Nobody waits any longer. */
  close(): void;
}

interface Asked {
  wish: Wish;
  settle(value: unknown, failure: string | null): void;
}

/** Rule 11.1: wishes of all windows, carried out by the one that leads. */
export function createWishes(post: (message: WishMessage) => void): Wishes {
  const own = Math.random().toString(36).slice(2);
  const asked = new Map<string, Asked>();
  let engine: SyncEngine | null = null;
  let count = 0;

  function answer(id: string, value: unknown, failure: string | null): void {
    asked.get(id)?.settle(value, failure);
    asked.delete(id);
  }

  function carryOut(
    leading: SyncEngine,
    wish: Wish,
    done: (value: unknown, failure: string | null) => void,
  ): void {
    drop(
      Promise.resolve(perform(leading, wish)).then(
        (value) => done(value, null),
        (error: unknown) => done(null, error instanceof Error ? error.message : String(error)),
      ),
    );
  }

  function send(id: string, wish: Wish): void {
    if (engine) carryOut(engine, wish, (value, failure) => answer(id, value, failure));
    else post({ kind: 'wish', id, wish });
  }

  function sendAll(): void {
    for (const [id, { wish }] of asked) send(id, wish);
  }

  return {
    nudge(wish) {
      if (engine) carryOut(engine, wish, () => {});
      else post({ kind: 'wish', id: '', wish });
    },
    ask(wish) {
      return new Promise((resolve, reject) => {
        const id = `${own}-${(count += 1)}`;
        const settle = (value: unknown, failure: string | null) =>
          failure === null ? resolve(value) : reject(new Error(failure));
        asked.set(id, { wish, settle });
        send(id, wish);
      });
    },
    heard(message) {
      if (message.kind === 'answer') answer(message.id, message.value, message.failure);
      else if (message.kind === 'taken') sendAll();
      else if (message.kind === 'wish' && engine) {
        const { id, wish } = message;
        carryOut(engine, wish, (value, failure) => {
          if (id !== '') post({ kind: 'answer', id, value, failure });
        });
      }
    },
    lead(leading) {
      engine = leading;
      if (!leading) return;
      post({ kind: 'taken' });
      sendAll();
    },
    close() {
      for (const { settle } of asked.values()) settle(null, 'the window closes');
      asked.clear();
    },
  };
}

function perform(engine: SyncEngine, wish: Wish): unknown {
  switch (wish.kind) {
    case 'syncNow':
      return engine.syncNow();
    case 'networkReturned':
      return engine.networkReturned();
    case 'reauthenticated':
      return engine.reauthenticated();
    case 'retryRefused':
      return engine.retryRefused(wish.ids ?? undefined);
    case 'audit':
      return engine.audit();
    case 'adoptServer':
      return engine.adoptServer();
    case 'giveUp':
      return engine.giveUp(wish.ids);
  }
}
