import { parseArgs } from 'node:util';
import type { Operation } from './operations';
import { shrink } from './shrink';
import { scheduleOf, simulate, type Outcome } from './simulate';
import type { WorldOptions } from './world';

const HELP = `Random schedules over several machines and one server: the whole engine and the real merge; only network,
disk, timers and clock are replaced. Everything must be equal within 10 simulated seconds of healing.

  npm run simulate -- [--seeds 200] [--from 1] [--clients 3] [--storage memory] [--couch URL]

  --seeds N      how many schedules
  --from S       the first seed; the same seed gives the same run
  --clients N    machines, 1 to 8; "mixed" takes 2 to 5, by seed
  --storage X    memory, or indexeddb: the first machine on the app's own store (RxDB on Dexie) on a simulated
                 IndexedDB, the others in memory. Slower by far
  --couch URL    against an Apache CouchDB 3.x, its administrator in the address. Real time and real sockets, so the
                 schedules are shorter and have no restored servers; a database of its own, removed afterwards

A failing schedule is shrunk and printed with its trace; it belongs into tests/sync/simulation/regressions.json.
The exit code is 1 when one failed.`;

interface Printer {
  log(text: string): void;
  error(text: string): void;
}

interface Totals {
  failed: number;
  slowest: number;
  edits: number;
  lost: number;
}

/** The command line of the simulator. Answers the exit code. */
export async function simulateCommand(args: string[], out: Printer): Promise<number> {
  const { values } = parseArgs({
    args,
    options: {
      seeds: { type: 'string', default: '200' },
      from: { type: 'string', default: '1' },
      clients: { type: 'string', default: '3' },
      storage: { type: 'string', default: 'memory' },
      couch: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  const [seeds, from] = [Number(values.seeds), Number(values.from)];
  const clients = values.clients === 'mixed' ? 0 : Number(values.clients);
  const numbers =
    [seeds, from, clients].every(Number.isSafeInteger) && seeds > 0 && clients >= 0 && clients <= 8;
  if (values.help || !numbers || !['memory', 'indexeddb'].includes(values.storage)) {
    (values.help ? out.log : out.error)(HELP);
    return values.help ? 0 : 2;
  }
  const run = await runner(values.storage, values.couch);
  const totals: Totals = { failed: 0, slowest: 0, edits: 0, lost: 0 };
  for (let seed = from; seed < from + seeds; seed += 1) {
    const machines = clients || clientsOf(seed);
    const schedule = scheduleOf(seed, machines);
    const outcome = await run(seed, machines, schedule);
    totals.slowest = Math.max(totals.slowest, outcome.healedIn);
    totals.edits += outcome.edits;
    totals.lost += outcome.overwritten;
    if (outcome.failure) {
      totals.failed += 1;
      await report({ seed, machines, schedule, outcome }, run, out);
    }
    const done = seed - from + 1;
    // A long run that is cut short has told what it found until then.
    if (done % 500 === 0 && done < seeds) out.log(summary(done, clients, totals));
  }
  out.log(summary(seeds, clients, totals));
  return totals.failed === 0 ? 0 : 1;
}

function summary(seeds: number, clients: number, { failed, slowest, edits, lost }: Totals): string {
  return (
    `${seeds} seeds, ${clients || '2 to 5'} clients, ${edits} acknowledged writes, ${lost} of them overwritten by ` +
    `who did not know them and shown: ${seeds - failed} converged, ${failed} failed; ` +
    `slowest ${Math.round(slowest)} ms after healing`
  );
}

/** 2 to 5 machines. */
export function clientsOf(seed: number): number {
  return 2 + (seed % 4);
}

type Run = (seed: number, clients: number, schedule: readonly Operation[]) => Promise<Outcome>;

async function runner(storage: string, couch: string | undefined): Promise<Run> {
  if (couch !== undefined) {
    const { simulateOnCouch } = await import('./on-couch');
    return (seed, clients, schedule) => simulateOnCouch(couch, seed, clients, schedule);
  }
  let options: WorldOptions = {};
  if (storage === 'indexeddb') options = { disk: (await import('./indexeddb-disk')).openIndexedDbDisk };
  return (seed, clients, schedule) => simulate(seed, clients, schedule, options);
}

async function report(
  {
    seed,
    machines,
    schedule,
    outcome,
  }: { seed: number; machines: number; schedule: Operation[]; outcome: Outcome },
  run: Run,
  out: Printer,
): Promise<void> {
  out.error(`seed ${seed}, ${machines} clients: ${outcome.failure}`);
  const small = await shrink(schedule, (part) => run(seed, machines, part));
  const shrunk = await run(seed, machines, small);
  out.error(`shrunk from ${schedule.length} to ${small.length} operations: ${shrunk.failure}`);
  out.error(shrunk.trace.join('\n'));
  out.error(`schedule: ${JSON.stringify(small)}`);
}
