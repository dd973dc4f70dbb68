import { execFileSync } from 'node:child_process';
import { cpus } from 'node:os';
import { setTimeout as wait } from 'node:timers/promises';

/** Looked at for so long at a time, ms. */
const LOOK_MS = 1_000;
/** Quiet enough: a browser that does nothing takes about as much. */
const BUSY = 0.1;
const MOST_LOOKS = 60;

/**
 * Waits until the machine has nothing left to do from what was measured before: files written to the disk, processes
 * quiet. Or whoever comes after the heaviest pays for it. Goes on after a minute, on a machine that others use.
 */
export async function settled(): Promise<void> {
  execFileSync('sync');
  for (let looks = 0; looks < MOST_LOOKS; looks += 1) if ((await busyShare()) < BUSY) return;
}

async function busyShare(): Promise<number> {
  const before = times();
  await wait(LOOK_MS);
  const after = times();
  const all = after.all - before.all;
  return all === 0 ? 1 : 1 - (after.idle - before.idle) / all;
}

function times(): { idle: number; all: number } {
  const each = cpus().map(({ times: spent }) => ({
    idle: spent.idle,
    all: Object.values(spent).reduce((sum, value) => sum + value, 0),
  }));
  return {
    idle: each.reduce((sum, { idle }) => sum + idle, 0),
    all: each.reduce((sum, { all }) => sum + all, 0),
  };
}
