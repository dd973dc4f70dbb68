import { drop } from '@shared/lib/drop';
import type { SyncController } from '../sync-controller';
import { keepCounts, lacksRecords } from './counts';
import { watchStore } from './watch-store';

/** How often what is here is counted, ms. */
const COUNT_EVERY = 10 * 60_000;

interface CareParts {
  /** The team's database on the server. */
  team: string;
  sync: Pick<SyncController, 'audit' | 'getSnapshot' | 'leads' | 'subscribe'>;
  /** Whether the disk has room for what is counted. */
  mayWrite(): boolean;
  /** The database cannot be worked with any more: the page has to begin anew. */
  closed(): void;
  now(): number;
}

/**
 * Looks after an open store: notices when the browser closes it, and when records vanish from it without a trace.
 * @returns ends it
 */
export function careForStore({ team, sync, mayWrite, closed, now }: CareParts): () => void {
  let isOver = false;
  let counting = false;
  let countedAt = -Infinity;

  /** Only the window that syncs compares, and only once all there is has been read. */
  async function count(): Promise<void> {
    const { phase } = sync.getSnapshot();
    if (phase !== 'live' || !sync.leads() || !mayWrite()) return;
    if (counting || now() - countedAt < COUNT_EVERY) return;
    counting = true;
    try {
      if (!(await lacksRecords(team)) || (await sync.audit()).complete) await keepCounts(team);
      countedAt = now();
    } finally {
      counting = false;
    }
  }

  const watching = watchStore(team, () => {
    if (!isOver) closed();
  });
  const unsubscribe = sync.subscribe(() => drop(count()));
  drop(count());
  return () => {
    isOver = true;
    unsubscribe();
    drop(watching.then((end) => end()));
  };
}
