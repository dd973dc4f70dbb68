import type { ServerItem } from './answers';
import { applySorted, sortItems, witnessNewest } from './pull';
import type { SyncContext } from './context';
import { afterPage, firstSyncRanges, rangesTogether } from './ranges';
import type { Checkpoint, IdRange } from './types';

/** Documents in the first page of a range: of the tickets, a screenful and some more. */
const FIRST_PAGE = 100;

export type FirstCheckpoint = Extract<Checkpoint, { kind: 'first' }>;

/**
 * Rule 2.3: the position from before the first page. What happens meanwhile comes from the feed later. Not stored yet:
 * `runFirstSync` does that.
 */
export async function beginFirstSync(
  { server, options }: SyncContext,
  epoch: string,
  resend: boolean,
  signal: AbortSignal,
): Promise<FirstCheckpoint> {
  const [{ seq, count }, read, adoptions] = await Promise.all([
    server.info(signal),
    server.latest(signal),
    server.adoptions(signal),
  ]);
  return {
    kind: 'first',
    epoch,
    seq,
    remaining: firstSyncRanges(options.typeOrder),
    done: 0,
    total: count,
    adoptions,
    ...(resend ? { resend } : {}),
    ...(read ? { read } : {}),
  };
}

/**
 * Rule 2.4: reads range after range, the next page while the last one is stored. Resolves with the sequence
 * from which the feed goes on. Stopped anywhere, it resumes at the page that was not yet stored.
 */
export async function runFirstSync(
  context: SyncContext,
  start: FirstCheckpoint,
  signal: AbortSignal,
): Promise<string> {
  let bytes = 0;
  let position = start;
  const show = () => {
    const { done, total } = position;
    context.board.progress({ done, total: Math.max(total, done), bytes });
  };
  const pages = createPages(context, signal, (count) => {
    bytes += count;
  });
  show();
  // Asked beside the pages, so that these need not wait for it; awaited before anything is stored.
  const first = context.identity.check(signal);
  pages.ask(position);
  await first;
  let saving = inItsTurn(context.position.save(position));
  while (position.remaining.length > 0) {
    if (position.done > 0) await context.config.roomToGrow?.(signal);
    const { sorted, next } = await context.identity.atOnce(async () => {
      const read = await pages.read(position);
      // Before the next pages are asked for, so that the answer does not wait behind them.
      const known = inItsTurn(context.identity.check(signal));
      // Looked at while the answer is on its way, and the position of the page before on its way to the disk.
      const looked = sortItems(context, read.fresh);
      await saving;
      pages.ask(read.next);
      await known;
      return { sorted: looked, next: read.next };
    });
    if (sorted.items.length > 0) await applySorted(context, sorted, signal, { expectNew: true });
    // An empty stretch is passed over with the next one that is not: asking for it again costs nothing.
    if (next.done > position.done || next.remaining.length === 0)
      saving = inItsTurn(context.position.save(next));
    position = next;
    context.feedWorks();
    show();
  }
  await saving;
  // Rule 6.3: here once for all pages, so that no page waits for it.
  await witnessNewest(context, signal);
  return position.seq;
}

/** Goes on beside other work, and may fail meanwhile: it is awaited, and its failure reported, in its turn. */
function inItsTurn<T>(work: Promise<T>): Promise<T> {
  work.catch(() => {});
  return work;
}

/** A page in the middle of a range begins with the last id of the page before it; the first one is shown soon. */
function limitOf({ options: { pageSize } }: SyncContext, range: IdRange): number {
  if (range.after === null) return Math.min(pageSize, FIRST_PAGE);
  return pageSize + 1;
}

/** The pages at a position: asked for ahead, and read in turn. */
function createPages(context: SyncContext, signal: AbortSignal, heard: (bytes: number) => void) {
  type Page = ReturnType<SyncContext['server']['page']>;
  const onTheirWay = new Map<string, Page>();
  const keyOf = ({ from, to, after }: IdRange) => JSON.stringify([from, to, after]);

  function take(range: IdRange): Page {
    const key = keyOf(range);
    const page = onTheirWay.get(key) ?? context.server.page(range, limitOf(context, range), signal, heard);
    onTheirWay.delete(key);
    return page;
  }

  return {
    ask({ remaining }: FirstCheckpoint): void {
      for (const range of rangesTogether(remaining)) {
        if (onTheirWay.has(keyOf(range))) continue;
        onTheirWay.set(keyOf(range), inItsTurn(take(range)));
      }
    },

    /** What is to be stored in one go, and the position after it. */
    async read(position: FirstCheckpoint): Promise<{ fresh: ServerItem[]; next: FirstCheckpoint }> {
      const fresh: ServerItem[] = [];
      let next = position;
      for (const range of rangesTogether(position.remaining)) {
        const { ids, items } = await take(range);
        fresh.push(...items.filter(({ id }) => id !== range.after));
        next = {
          ...next,
          remaining: afterPage(next.remaining, ids, limitOf(context, range)),
          done: next.done + ids.filter((id) => id !== range.after).length,
        };
        // There is more of it than one page holds: that comes before the ranges after it.
        if (next.remaining[0]?.from === range.from) break;
      }
      return { fresh, next };
    },
  };
}
