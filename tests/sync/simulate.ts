import { parseArgs } from 'node:util';
import { shrink } from './simulation/shrink';
import { scheduleOf, simulate } from './simulation/simulate';

/** `npm run simulate -- --seeds N --from S [--clients 3]`: random schedules; a failing one is shrunk and printed. */
const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '200' },
    from: { type: 'string', default: '1' },
    clients: { type: 'string', default: '3' },
  },
});
const seeds = Number(values.seeds);
const from = Number(values.from);
const clients = Number(values.clients);
if (![seeds, from, clients].every(Number.isSafeInteger) || seeds < 1 || clients < 1 || clients > 8) {
  console.error('usage: npm run simulate -- --seeds N --from S [--clients 1-8]');
  process.exit(2);
}

let failed = 0;
let slowest = 0;
let edits = 0;
for (let seed = from; seed < from + seeds; seed += 1) {
  const schedule = scheduleOf(seed, clients);
  const outcome = await simulate(seed, clients, schedule);
  slowest = Math.max(slowest, outcome.healedIn);
  edits += outcome.edits;
  if (!outcome.failure) continue;
  failed += 1;
  const small = await shrink(seed, clients, schedule);
  const shrunk = await simulate(seed, clients, small);
  console.error(`seed ${seed}: ${outcome.failure}`);
  console.error(`shrunk from ${schedule.length} to ${small.length} operations: ${shrunk.failure}`);
  console.error(shrunk.trace.join('\n'));
  console.error(`schedule: ${JSON.stringify(small)}`);
}
console.log(
  `${seeds} seeds, ${clients} clients, ${edits} acknowledged writes: ${seeds - failed} converged, ${failed} failed; ` +
    `slowest ${slowest} ms after healing`,
);
process.exit(failed === 0 ? 0 : 1);
