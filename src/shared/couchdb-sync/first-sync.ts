import { applyItems, witnessNewest } from './pull';
import type { SyncContext } from './context';
import { afterPage, firstSyncRanges, rangesAhead } from './ranges';
import type { Checkpoint, IdRange } from './types';

/** Documents in the first page of a range: of the tickets, a screenful and some more. */
const FIRST_PAGE = 200;

export type FirstCheckpoint = Extract<Checkpoint, { kind: 'first' }>;

/** Rule 2.3: the position from before the first page. What happens meanwhile comes from the feed later. */
export async function beginFirstSync(
  context: SyncContext,
  epoch: string,
  resend: boolean,
  signal: AbortSignal,
): Promise<FirstCheckpoint> {
  const { seq, count } = await context.server.info(signal);
  const read = await context.server.latest(signal);
  await context.identity.check(signal);
  const checkpoint: FirstCheckpoint = {
    kind: 'first',
    epoch,
    seq,
    remaining: firstSyncRanges(context.options.typeOrder),
    done: 0,
    total: count,
    ...(resend ? { resend } : {}),
    ...(read ? { read } : {}),
  };
  await context.position.save(checkpoint);
  return checkpoint;
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
  const fetchPage = createAhead(context, signal, (count) => {
    bytes += count;
  });

  /** Asked beside the pages, so that these need not wait for it; awaited before anything is stored. */
  const check = () => {
    const known = context.identity.check(signal);
    known.catch(() => {});
    return known;
  };

  show();
  let coming = fetchPage(position);
  void check();
  while (coming) {
    const expected: NonNullable<typeof coming> = coming;
    const { fresh, next } = await context.identity.atOnce(async () => {
      const page = await expected;
      const before = position.remaining[0]?.after;
      const after = {
        ...position,
        remaining: afterPage(position.remaining, page.ids, limitOf(context, position.remaining[0])),
        done: position.done + page.ids.filter((id) => id !== before).length,
      };
      // Before the next page is asked for, so that the answer does not wait behind it.
      const known = check();
      coming = fetchPage(after);
      await known;
      return { fresh: page.items.filter((item) => item.id !== before), next: after };
    });
    if (fresh.length > 0) await applyItems(context, fresh, signal, { expectNew: true });
    // An empty stretch is passed over with the next one that is not: asking for it again costs nothing.
    if (next.done > position.done || next.remaining.length === 0) await context.position.save(next);
    position = next;
    context.feedWorks();
    show();
  }
  // Rule 6.3: here once for all pages, so that no page waits for it.
  await witnessNewest(context, signal);
  return position.seq;
}

/** A page in the middle of a range begins with the last id of the page before it; the first one is shown soon. */
function limitOf({ options: { pageSize } }: SyncContext, range: IdRange | undefined): number {
  if (range?.after == null) return Math.min(pageSize, FIRST_PAGE);
  return pageSize + 1;
}

/** Fetches the page at a position, and asks for those after it that can be known already. */
function createAhead(context: SyncContext, signal: AbortSignal, heard: (bytes: number) => void) {
  type Page = ReturnType<SyncContext['server']['page']>;
  const onTheirWay = new Map<string, Page>();
  const keyOf = ({ from, to, after }: IdRange) => JSON.stringify([from, to, after]);

  return ({ remaining }: FirstCheckpoint): Page | null => {
    for (const range of rangesAhead(remaining)) {
      const key = keyOf(range);
      if (onTheirWay.has(key)) continue;
      const page = context.server.page(range, limitOf(context, range), signal, heard);
      // It may fail while the page before it is being stored; it is awaited, and reported, in its turn.
      page.catch(() => {});
      onTheirWay.set(key, page);
    }
    const [current] = remaining;
    if (!current) return null;
    const page = onTheirWay.get(keyOf(current)) ?? null;
    onTheirWay.delete(keyOf(current));
    return page;
  };
}
