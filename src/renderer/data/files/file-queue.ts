import { drop } from '@shared/lib/drop';

/** What became of one try: settled for good, to be tried again, or nothing at all can be tried now. */
export type QueueVerdict = 'settled' | 'later' | 'lineIsDown';

export interface FileQueueParts {
  /** The files to be worked on, in order; asked anew before each try. */
  wanted(): Iterable<string>;
  /** Works on one; resolves when its result is stored. */
  work(fileId: string): Promise<QueueVerdict>;
  /** Whether the server can be asked at present. */
  isUp(): boolean;
  timers: { after(ms: number, callback: () => void): () => void };
  /** Milliseconds since 1970. */
  now(): number;
  random(): number;
}

/** Works on files one at a time, in the one window that leads. Never in the way of anything else. */
export interface FileQueue {
  /** Looks for work. What is named is tried at once, also when it has just failed. */
  wake(fileId?: string): void;
  /** Forgets all waits: what failed is tried at once. */
  hurry(): void;
  /** Resolves when nothing is under way any more. */
  stop(): Promise<void>;
}

const FIRST_WAIT = 2_000;
const LONGEST_WAIT = 5 * 60_000;
/** The waits of the whole line are kept under this id. */
const LINE = '';

export function createFileQueue({ wanted, work, isUp, timers, now, random }: FileQueueParts): FileQueue {
  const waits = new Map<string, { tries: number; until: number }>();
  /** Named while a try of theirs may be under way. */
  const nudged = new Set<string>();
  let stopped = false;
  let running: Promise<void> | null = null;
  let cancelTimer = () => undefined as void;

  const untilOf = (id: string) => waits.get(id)?.until ?? 0;

  function postpone(id: string): void {
    const tries = (waits.get(id)?.tries ?? 0) + 1;
    const longest = Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** (tries - 1));
    waits.set(id, { tries, until: now() + longest * (0.5 + random() / 2) });
  }

  function next(): string | undefined {
    if (stopped || !isUp() || untilOf(LINE) > now()) return undefined;
    for (const id of wanted()) if (untilOf(id) <= now()) return id;
    return undefined;
  }

  async function run(): Promise<void> {
    for (let id = next(); id !== undefined; id = next()) {
      nudged.delete(id);
      const verdict = await work(id).catch((error: unknown): QueueVerdict => {
        console.error(error);
        return 'later';
      });
      if (verdict === 'later' && !nudged.has(id)) postpone(id);
      else if (verdict === 'lineIsDown') postpone(LINE);
      else waits.delete(id);
      if (verdict !== 'lineIsDown') waits.delete(LINE);
    }
  }

  function wake(fileId?: string): void {
    if (fileId !== undefined) {
      nudged.add(fileId);
      waits.delete(fileId);
    }
    if (stopped || running) return;
    cancelTimer();
    running = run().finally(() => {
      running = null;
      arm();
    });
    drop(running);
  }

  /** Comes back for what waits. While the line is down nothing is due: its return wakes the queue. */
  function arm(): void {
    if (stopped || !isUp()) return;
    const due = [...wanted()].map((id) => Math.max(untilOf(id), untilOf(LINE)));
    if (due.length > 0) cancelTimer = timers.after(Math.max(0, Math.min(...due) - now()), () => wake());
  }

  return {
    wake,
    hurry() {
      waits.clear();
      wake();
    },
    async stop() {
      stopped = true;
      cancelTimer();
      await running;
    },
  };
}
