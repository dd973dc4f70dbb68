import type { SyncContext } from './context';
import { applyItems, isForeign, witnessNewest } from './pull';
import { receiveMissing } from './records';
import type { AuditReport, RecordHead } from './types';
import { createWake } from './wake';

/** Rule 8: finds what differs although no change told of it, and heals it. */
export interface Audit {
  /** A connection begins whose first sync is over. Resolves when it has ended; what goes wrong ends no session. */
  run(signal: AbortSignal): Promise<void>;
  /** There is a connection, or none any more: without one nobody waits. */
  connected(yes: boolean): void;
  /** The next step is a whole pass. */
  hurry(): void;
  request(): Promise<AuditReport>;
}

const NOTHING: AuditReport = { complete: false, checked: 0, differences: 0 };

export function createAudit(context: SyncContext): Audit {
  const { options, config, position } = context;
  const wake = createWake(config.timers);
  let waiting: ((report: AuditReport) => void)[] = [];
  let online = false;
  let whole = false;

  const answer = (report: AuditReport) => {
    const all = waiting;
    waiting = [];
    for (const resolve of all) resolve(report);
  };

  async function wholePass(signal: AbortSignal): Promise<void> {
    const report = { ...NOTHING };
    const asked = waiting;
    waiting = [];
    let from: string | null = null;
    try {
      do {
        const step = await compare(context, from, signal);
        report.checked += step.checked;
        report.differences += step.differences;
        from = step.next;
      } while (from !== null);
      report.complete = true;
      whole = false;
    } finally {
      for (const resolve of asked) resolve(report);
    }
  }

  async function step(signal: AbortSignal): Promise<void> {
    if (whole || waiting.length > 0) await wholePass(signal);
    else await position.auditedTo((await compare(context, position.audited(), signal)).next);
  }

  return {
    async run(signal) {
      while (!signal.aborted) {
        try {
          if (!whole && waiting.length === 0) await wake.wait(options.auditPauseMs, signal);
          await step(signal);
        } catch {
          // The line or the server: the other loops say so. Whoever asked has been told; the rest waits its turn.
          answer(NOTHING);
          await wake.wait(options.auditPauseMs, signal).catch(() => {});
        }
      }
    },
    connected(yes) {
      online = yes;
      if (!yes) answer(NOTHING);
    },
    hurry() {
      whole = true;
      wake.ring();
    },
    request() {
      if (!online) return Promise.resolve(NOTHING);
      return new Promise((resolve) => {
        waiting.push(resolve);
        wake.ring();
      });
    },
  };
}

/** Rule 6.4: everything that the server does not hold becomes dirty. */
export async function compareAll(context: SyncContext, signal: AbortSignal): Promise<void> {
  let low: string | null = null;
  do low = (await compare(context, low, signal)).next;
  while (low !== null);
}

/** One stretch of ids, upwards from `low`; `next` null when it was the last. */
async function compare(
  context: SyncContext,
  low: string | null,
  signal: AbortSignal,
): Promise<{ next: string | null; checked: number; differences: number }> {
  const limit = context.options.auditLimit;
  const listed = await context.server.heads(low, limit, signal);
  const last = listed.length < limit ? null : (listed.at(-1)?.id ?? null);
  // A stretch of one id, the one before it, does not get any further.
  const next = last === low ? null : last;
  const theirs = new Map(listed.filter(({ id }) => !isForeign(id)).map(({ id, rev }) => [id, rev]));
  const ours = new Map((await context.config.store.heads(low, next)).map((head) => [head.id, head]));
  const suspects = [...theirs].filter(([id, rev]) => differs(ours.get(id), rev)).map(([id]) => id);
  for (const head of ours.values()) if (!theirs.has(head.id) && head.dirty === 0) suspects.push(head.id);
  let differences = 0;
  for (let start = 0; start < suspects.length; start += context.options.feedLimit) {
    differences += await heal(
      context,
      suspects.slice(start, start + context.options.feedLimit),
      ours,
      signal,
    );
  }
  return { next, checked: theirs.size, differences };
}

/** What is dirty is on its way, and is merged with the server's copy there (3.4). */
function differs(head: RecordHead | undefined, rev: string): boolean {
  return !head || (head.dirty === 0 && head.rev !== rev);
}

/** The list was read before the store: what was sent or arrived in between only looks different. So it is read anew. */
async function heal(
  context: SyncContext,
  ids: readonly string[],
  ours: ReadonlyMap<string, RecordHead>,
  signal: AbortSignal,
): Promise<number> {
  const { items, missing } = await context.server.read(ids, signal);
  await witnessNewest(context, signal);
  const strange = await applyItems(context, items, signal);
  const gone = missing.filter((id) => ours.has(id));
  await context.config.store.update(gone, (current, id) => {
    const head = ours.get(id);
    return head && current?.dirty === 0 ? receiveMissing(current, head) : null;
  });
  if (gone.length > 0) {
    context.board.stale();
    await context.board.recount();
    context.pushWake.ring();
  }
  const stale = items.filter(({ id, rev, deleted }) => {
    const head = ours.get(id);
    return !strange.has(id) && (head ? head.rev !== rev : !deleted);
  });
  return stale.length + gone.length;
}
