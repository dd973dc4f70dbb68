import type { Database } from './database';

/** A write that waits for its turn. */
export interface GroupedWrite {
  /** The ids it writes; two writes of one document never share a turn. */
  ids: readonly string[];
  /** Says what of it may be stored. What it throws concerns this write alone. */
  judge(): Promise<void>;
}

type Store<W> = (writes: readonly W[]) => Promise<void>;
interface Waiting<W> {
  write: W;
  result: Promise<void> | undefined;
}

/** Documents that one turn stores at most. */
const MOST_DOCUMENTS = 500;

const queues = new WeakMap<Database, Waiting<never>[]>();

/**
 * Runs a write in its turn, together with those that wait behind it: each batch costs a flush of the disk and a dozen
 * steps of the store, so 25 people who save at once would otherwise wait for 25 of them. Resolves when this write is
 * on disk; rejects with what its own judging threw, or the storing of its group.
 * @param store stores what the writes of one group were left with; the same function for all writes of a database
 */
export function writeInGroup<W extends GroupedWrite>(
  database: Database,
  write: W,
  store: Store<W>,
): Promise<void> {
  const queue = (queues.get(database) ?? []) as unknown as Waiting<W>[];
  queues.set(database, queue as unknown as Waiting<never>[]);
  const waiting: Waiting<W> = { write, result: undefined };
  queue.push(waiting);
  return database.write(() => {
    // One that an earlier turn took along has its result already.
    if (!waiting.result) runGroup(takeGroup(queue), store);
    return waiting.result ?? Promise.resolve();
  });
}

/** From the front, as long as no document comes twice. */
function takeGroup<W extends GroupedWrite>(queue: Waiting<W>[]): Waiting<W>[] {
  const ids = new Set<string>();
  let size = 0;
  for (const { write } of queue) {
    const fits = ids.size + write.ids.length <= MOST_DOCUMENTS && !write.ids.some((id) => ids.has(id));
    if (size > 0 && !fits) break;
    for (const id of write.ids) ids.add(id);
    size += 1;
  }
  return queue.splice(0, size);
}

function runGroup<W extends GroupedWrite>(group: readonly Waiting<W>[], store: Store<W>): void {
  const judged = group.map(async ({ write }) => {
    await write.judge();
    return write;
  });
  const stored = Promise.allSettled(judged).then((outcomes) =>
    store(outcomes.flatMap((outcome) => (outcome.status === 'fulfilled' ? [outcome.value] : []))),
  );
  group.forEach((waiting, at) => {
    waiting.result = (async () => {
      await stored;
      await judged[at];
    })();
    // Whoever waits hears of it in their own turn, which may come later.
    waiting.result.catch(() => undefined);
  });
}
