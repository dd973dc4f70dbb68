import { setTimeout as wait } from 'node:timers/promises';
import { compactCouch } from '../compaction/compact-couch';
import { luuriContent } from '../team/luuri-content';
import { withOperator } from './operator-client';
import type { CliOptions } from './options';
import { couchOf } from './provision';

const POLL_MS = 500;

/** `hub compact`: has older versions of the team's documents forgotten, and waits until that is done. */
export async function compact(options: CliOptions): Promise<number> {
  const { dataDir, couch, couchTimeoutMs } = options;
  if (couch !== undefined) {
    await compactCouch({
      couch: couchOf(options),
      fetch: (where, init) => fetch(where, init),
      timeoutMs: couchTimeoutMs,
      rules: luuriContent,
      say,
    });
    return 0;
  }
  await withOperator({ dataDir }, async (ask) => {
    let state = (await ask('POST', '/api/compaction')) as { running: boolean; failure: string | null };
    while (state.running) {
      await wait(POLL_MS);
      state = (await ask('GET', '/api/compaction')) as typeof state;
    }
    if (state.failure !== null) throw new Error(state.failure);
    say('Compacted: older versions, and what erased records held, are in these databases no more.');
  });
  return 0;
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
