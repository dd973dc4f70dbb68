import { drop } from '../lib/drop';
import { checkAdoptions, tellAdoption } from './adoptions';
import { compareAll, createAudit } from './audit';
import type { SyncContext } from './context';
import { toSyncError, type SyncError } from './errors';
import { createFeedSwitch, followFeed } from './feed';
import { beginFirstSync, runFirstSync } from './first-sync';
import { giveUp } from './give-up';
import { createHttp } from './http';
import { createIdentity } from './identity';
import { createLine } from './line';
import { DEFAULT_OPTIONS } from './options';
import { createPosition } from './position';
import { pushForever } from './push';
import { release } from './records';
import { createRecovery } from './recovery';
import { createServer } from './server';
import { createSetAside } from './set-aside';
import { createStatusBoard } from './status';
import type { SyncConfig, SyncEngine, SyncOptions } from './config';
import type { Checkpoint } from './types';
import { createWake, pause } from './wake';

/**
 * Keeps a replica and the team database equal; see docs/sync-spec.md for the rules. Nothing it does throws:
 * what goes wrong is in the status. Only one engine may run on a store at a time.
 */
export function createSyncEngine(config: SyncConfig): SyncEngine {
  const options: SyncOptions = { ...DEFAULT_OPTIONS, ...config.options };
  const { store, timers, random } = config;
  const line = createLine();
  const http = createHttp(config.fetch, timers, line);
  const server = createServer(config.baseUrl, http, options, () => board.answered());
  const board = createStatusBoard(store, config.clock, config.onStatus);
  const feed = createFeedSwitch();
  const position = createPosition(store);
  const context: SyncContext = {
    config,
    options,
    server,
    board,
    identity: createIdentity(server, position, timers, line),
    position,
    pushWake: createWake(timers),
    nowWake: createWake(timers),
    feedWorks: () => recovery.reset(),
    tombstones: new Map(),
    keptLeaves: new Set(),
    leafFailures: 0,
  };
  const recovery = createRecovery(context);
  const aside = createSetAside(options, timers, random, context.pushWake.ring);
  const audit = createAudit(context);
  const size = { limit: options.pushLimit };
  let running: { controller: AbortController; done: Promise<void> } | null = null;
  let stopping: Promise<void> = Promise.resolve();
  let connection: AbortController | null = null;
  /** Set while the server is known to be the right one. */
  let known: AbortSignal | null = null;
  let endGap = () => {};

  async function begin(found: Checkpoint | null, epoch: string, signal: AbortSignal) {
    const adopts = found?.kind === 'adopt';
    if (adopts && !found.told) await tellAdoption(context, found.adoptions ?? [], signal);
    return beginFirstSync(context, epoch, adopts, signal);
  }

  /** @param filled called once the replica holds all that the first sync brings */
  async function pull(epoch: string, filled: () => void, signal: AbortSignal): Promise<never> {
    const found = position.now();
    let seq: string;
    if (found?.kind === 'live') {
      board.phase('catchingUp');
      seq = found.seq;
    } else {
      board.phase('firstSync');
      const first = found?.kind === 'first' ? found : await begin(found, epoch, signal);
      seq = await runFirstSync(context, first, signal);
      if (first.resend) await compareAll(context, signal);
      await position.save({ kind: 'live', epoch, seq });
      board.phase('catchingUp');
    }
    filled();
    return followFeed(context, epoch, seq, feed, signal);
  }

  /** One connection, from the check of the server's identity to the first failure, which it throws. */
  async function session(outer: AbortSignal): Promise<never> {
    const inner = new AbortController();
    const end = () => inner.abort();
    outer.addEventListener('abort', end);
    connection = inner;
    const work: Promise<unknown>[] = [];
    let connected = false;

    try {
      const loading = position.load();
      // Asked of the store behind the position, for which everything waits.
      drop(board.recount(), () => {});
      const checkpoint = await loading;
      const epoch = await context.identity.connect(checkpoint?.epoch ?? null, inner.signal);
      await checkAdoptions(context, checkpoint, inner.signal);
      connected = true;
      known = inner.signal;
      endGap();
      audit.connected(true);
      const reading = pull(epoch, () => work.push(audit.run(inner.signal)), inner.signal);
      const sending = pushForever(context, aside, size, inner.signal);
      work.push(reading, sending);
      return await Promise.race([reading, sending]);
    } finally {
      connection = null;
      known = null;
      audit.connected(false);
      if (connected) endGap = timers.after(options.longGapMs, audit.hurry);
      inner.abort();
      outer.removeEventListener('abort', end);
      // Both must have left the store before the next session reads it.
      await Promise.allSettled(work);
    }
  }

  async function recover(error: SyncError, signal: AbortSignal): Promise<void> {
    try {
      await recovery.wait(error, signal);
    } catch {
      // An abort ends the wait, and then the loop ends too. Nothing else may end the engine.
      if (!signal.aborted) await pause(timers, options.backoff.maxMs, signal).catch(() => {});
    }
  }

  async function run(signal: AbortSignal): Promise<void> {
    board.phase('offline');
    const unsubscribe = store.onLocalWrite(() => {
      board.stale();
      drop(board.recount(), () => {});
      context.pushWake.ring();
    });
    board.stale();
    try {
      while (!signal.aborted) {
        try {
          await session(signal);
        } catch (thrown) {
          const error = toSyncError(thrown);
          // Stopped, but not by stop(): the network returned, so the next session begins without a wait.
          if (!signal.aborted && error.code !== 'stopped') await recover(error, signal);
        }
      }
    } finally {
      unsubscribe();
      aside.stop();
      endGap();
      board.phase('stopped');
    }
  }

  function syncNow(): void {
    aside.hurry();
    context.identity.doubt();
    context.pushWake.ring();
    context.nowWake.ring();
    feed.restart();
  }

  /** Rule 3.6: whoever has signed in may have rights that the one before had not. */
  async function releaseForbidden(): Promise<void> {
    await store.update(await store.refusedIds(), (current) =>
      current?.refusal?.reason === 'forbidden' ? release(current) : null,
    );
    board.stale();
    await board.recount();
    context.pushWake.ring();
  }

  return {
    start() {
      if (running) return;
      const controller = new AbortController();
      running = { controller, done: stopping.then(() => run(controller.signal)) };
    },
    async stop() {
      if (running) {
        running.controller.abort();
        stopping = running.done;
        running = null;
      }
      await stopping;
    },
    syncNow,
    networkReturned() {
      syncNow();
      connection?.abort();
    },
    status: board.status,
    audit: audit.request,
    reauthenticated() {
      recovery.signedIn();
      // A store that fails here leaves them refused, where a person sees and can retry them.
      drop(releaseForbidden(), () => {});
    },
    async adoptServer() {
      if (board.status().phase !== 'serverChanged') return;
      await position.save({ kind: 'adopt', epoch: null });
      context.nowWake.ring();
    },
    async retryRefused(ids) {
      const chosen = ids ?? (await store.refusedIds());
      await store.update(chosen, release);
      board.stale();
      await board.recount();
      context.pushWake.ring();
    },
    giveUp: (ids) => giveUp(context, ids, known),
  };
}
