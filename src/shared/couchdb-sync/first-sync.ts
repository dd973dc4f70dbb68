import { applyItems } from './pull';
import type { SyncContext } from './context';
import { afterPage, firstSyncRanges } from './ranges';
import type { Checkpoint } from './types';

export type FirstCheckpoint = Extract<Checkpoint, { kind: 'first' }>;

/** Rule 2.3: the position from before the first page. What happens meanwhile comes from the feed later. */
export async function beginFirstSync(
  context: SyncContext,
  epoch: string,
  resend: boolean,
  signal: AbortSignal,
): Promise<FirstCheckpoint> {
  const witness = await context.server.latest(signal);
  const { seq, count } = await context.server.info(signal);
  const checkpoint: FirstCheckpoint = {
    kind: 'first',
    epoch,
    seq,
    remaining: firstSyncRanges(context.options.typeOrder),
    done: 0,
    total: count,
    ...(resend ? { resend } : {}),
  };
  await context.position.save(checkpoint, witness ?? undefined);
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
  // A page in the middle of a range begins with the last id of the page before it.
  const limitOf = ({ remaining: [range] }: FirstCheckpoint) =>
    context.options.pageSize + (range?.after == null ? 0 : 1);
  const fetchPage = (at: FirstCheckpoint) => {
    const [range] = at.remaining;
    if (!range) return null;
    const page = context.server.page(range, limitOf(at), signal, (count) => {
      bytes += count;
    });
    // It may fail while the page before it is being stored; it is awaited, and reported, after that.
    page.catch(() => {});
    return page;
  };

  show();
  let coming = fetchPage(position);
  while (coming) {
    const page = await coming;
    const before = position.remaining[0]?.after;
    const fresh = page.ids.filter((id) => id !== before).length;
    const next = {
      ...position,
      remaining: afterPage(position.remaining, page.ids, limitOf(position)),
      done: position.done + fresh,
    };
    coming = fetchPage(next);
    await context.identity.check(signal);
    await applyItems(
      context,
      page.items.filter((item) => item.id !== before),
      signal,
      { expectNew: true },
    );
    await context.position.save(next);
    position = next;
    context.feedWorks();
    show();
  }
  return position.seq;
}
