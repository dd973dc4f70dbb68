import { createBackoff } from './backoff';
import type { SyncContext } from './context';
import { SyncError } from './errors';
import type { ChangesAnswer } from './answers';
import { applyItems, witnessNewest } from './pull';
import { EPOCH_ID } from './server';
import { pause } from './wake';

/** Ends the waiting request, so that the feed asks anew on a connection that is alive. */
export interface FeedSwitch {
  restart(): void;
  /** The signal for one waiting request, inside the session's. */
  guard(signal: AbortSignal): { signal: AbortSignal; release(): void; restarted(): boolean };
}

/**
 * Rule 2: one feed for the whole team database. Reads page by page until nothing is left, then waits for what
 * happens. Never resolves; rejects with the reason why the session is over.
 */
export async function followFeed(
  context: SyncContext,
  epoch: string,
  start: string,
  feed: FeedSwitch,
  signal: AbortSignal,
): Promise<never> {
  const idle = createBackoff(context.options.backoff, context.config.random);
  let since = start;
  let wait = false;
  for (;;) {
    const beside = context.position.beside();
    const answer = await context.identity.atOnce(async () => {
      const told = await ask(context, since, wait, feed, signal);
      // The epoch itself was written anew, on the connection that is watched.
      if (told?.items.some(({ id }) => id === EPOCH_ID)) context.identity.doubt();
      if (!told || told.rows > 0) await context.identity.check(signal);
      return told;
    });
    if (!answer) {
      wait = false;
      continue;
    }
    context.feedWorks();
    const all = answer.rows < context.options.feedLimit;
    if (answer.rows > 0) {
      if (answer.seq === since)
        throw new SyncError('notTheServer', 'changes that do not advance the sequence');
      await take(context, answer, signal);
      // Rule 2.5: only now, when all of it is stored.
      const passed = all && answer.items.length > 0 ? beside : {};
      await context.position.save({ kind: 'live', epoch, seq: answer.seq }, passed);
      idle.reset();
    }
    since = answer.seq;
    if (all) {
      await context.board.recount();
      context.board.upToDate();
    }
    // A server or proxy that cannot hold a request open answers at once, empty; do not ask it in a tight loop.
    if (wait && answer.rows === 0) await pause(context.config.timers, idle.next(), signal);
    // Rule 2.7: while a team is busy, what comes next is read in one answer with what comes after it.
    else if (wait && all) await pause(context.config.timers, context.options.feedPauseMs, signal);
    wait = all;
  }
}

/** Null when the waiting request was ended by a restart. */
async function ask(
  context: SyncContext,
  since: string,
  wait: boolean,
  feed: FeedSwitch,
  signal: AbortSignal,
): Promise<ChangesAnswer | null> {
  if (!wait) return context.server.changes(since, false, signal, () => {});
  const guard = feed.guard(signal);
  try {
    const waiting = context.server.changes(since, true, guard.signal, () => {
      context.feedWorks();
      context.board.verify();
    });
    // Rule 6.2: it may wait at another server than the one before it. Once it is known, it keeps watch over the line.
    const known = context.identity.check(signal);
    return await Promise.race([waiting, known.then(() => waiting)]);
  } catch (error) {
    if (guard.restarted() && !signal.aborted) return null;
    throw error;
  } finally {
    guard.release();
  }
}

async function take(context: SyncContext, answer: ChangesAnswer, signal: AbortSignal): Promise<void> {
  const last = answer.items.at(-1);
  if (last) await context.position.saw({ witness: { id: last.id, rev: last.rev } });
  await applyItems(context, answer.items, signal);
  if (answer.bare.length === 0) return;
  const { items } = await context.server.read(answer.bare, signal);
  await witnessNewest(context, signal);
  await applyItems(context, items, signal);
}

export function createFeedSwitch(): FeedSwitch {
  let current: AbortController | null = null;
  return {
    restart() {
      current?.abort();
    },
    guard(signal) {
      const controller = new AbortController();
      const forward = () => controller.abort();
      let ended = false;
      signal.addEventListener('abort', forward);
      if (signal.aborted) controller.abort();
      current = controller;
      return {
        signal: controller.signal,
        restarted: () => controller.signal.aborted && !signal.aborted && !ended,
        release() {
          ended = true;
          signal.removeEventListener('abort', forward);
          controller.abort();
          if (current === controller) current = null;
        },
      };
    },
  };
}
