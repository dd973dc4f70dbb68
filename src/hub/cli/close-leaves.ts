import { luuriContent } from '../team/luuri-content';
import { closeLeavesEverywhere } from '../team/close-leaves-everywhere';
import type { CliOptions } from './options';
import { couchOf } from './provision';

/** `hub close-leaves`: closes the conflict leaves of a CouchDB that members reach without a hub. */
export async function closeLeaves(options: CliOptions): Promise<number> {
  await closeLeavesEverywhere({
    couch: couchOf(options),
    fetch: (where, init) => fetch(where, init),
    timeoutMs: options.couchTimeoutMs,
    rules: luuriContent,
    dryRun: options.dryRun,
    say: (line) => void process.stdout.write(`${line}\n`),
  });
  return 0;
}
