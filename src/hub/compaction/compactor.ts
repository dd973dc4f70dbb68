import { rm } from 'node:fs/promises';
import { readJsonFile, writeFileAtomically } from '../store/json-file';

/** Compacts after erasures, in the background. */
export interface Compactor {
  /** Goes on with what an earlier run of the hub was not done with. */
  start(): void;
  /** To be called before something is stored that erases. Resolves when a crash would not make it be forgotten. */
  expect(): Promise<void>;
  /** Compacts now, or goes along with what is under way. */
  run(): Promise<void>;
  /** Resolves when nothing is under way any more; what was not finished goes on at the next start. */
  stop(): Promise<void>;
}

export interface CompactorParts {
  /** A file that is there as long as something is to be compacted. */
  mark: string;
  compact(isStopped: () => boolean): Promise<void>;
  /** Takes a line for whoever runs the hub. */
  say(line: string): void;
  /** Milliseconds since 1970. */
  now(): number;
  /** What belongs to one erasure arrives in several requests: so long after the last of them it begins, ms. */
  delayMs?: number | undefined;
}

const DELAY_MS = 30_000;
const RETRY_MS = 10 * 60_000;
/** A day later once more, for what a machine that went offline in the middle of an erasure had not sent. */
const AGAIN_MS = 24 * 3_600_000;
/** The mark is written again when it would say so much later. */
const MARK_STEP_MS = 60_000;

export async function openCompactor(parts: CompactorParts): Promise<Compactor> {
  const { mark, compact, say, now, delayMs = DELAY_MS } = parts;
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> | null = null;
  let stopped = false;
  let asked = 0;
  /** When what is expected has surely come; 0 while nothing is. */
  let until = readUntil(await readJsonFile(mark));

  function schedule(ms: number): void {
    clearTimeout(timer);
    if (stopped) return;
    timer = setTimeout(() => void attempt(), ms);
    timer.unref();
  }

  async function attempt(): Promise<void> {
    const before = asked;
    try {
      say('Compacting the databases, because somebody was erased.');
      const began = now();
      await run();
      if (stopped) return;
      say(
        `Compacted in ${Math.round((now() - began) / 1000)} s: nothing of what was erased is left in them.`,
      );
      // Something came meanwhile: it has its own time.
      if (asked !== before) return;
      if (until > now()) {
        schedule(until - now());
        return;
      }
      until = 0;
      await rm(mark, { force: true });
    } catch (error) {
      say(`Compacting failed and is tried again: ${(error as Error).message}`);
      schedule(RETRY_MS);
    }
  }

  function run(): Promise<void> {
    running ??= compact(() => stopped).finally(() => {
      running = null;
    });
    return running;
  }

  return {
    start() {
      if (until > 0) schedule(delayMs);
    },
    async expect() {
      asked += 1;
      const next = now() + AGAIN_MS;
      if (next - until > MARK_STEP_MS) {
        await writeFileAtomically(mark, JSON.stringify({ until: next }));
        until = next;
      }
      schedule(delayMs);
    },
    run,
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await running?.catch(() => undefined);
    },
  };
}

function readUntil(stored: unknown): number {
  const until = (stored as { until?: unknown } | undefined)?.until;
  return typeof until === 'number' ? until : 0;
}
