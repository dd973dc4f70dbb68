import { describe, expect, it } from 'vitest';
import { clientsOf } from './simulation/command';
import { REGRESSIONS } from './simulation/regressions';
import { scheduleOf, simulate } from './simulation/simulate';

describe('the simulator', () => {
  // 200 schedules, on two to five machines.
  for (let from = 1; from <= 191; from += 10) {
    it(`1-9 seeds ${from} to ${from + 9} converge within 10 simulated seconds and lose nothing`, async () => {
      for (let seed = from; seed < from + 10; seed += 1) {
        const clients = clientsOf(seed);
        const { failure, trace } = await simulate(seed, clients, scheduleOf(seed, clients));
        expect(failure, `seed ${seed}\n${trace.join('\n')}`).toBeNull();
      }
    });
  }

  it.each(REGRESSIONS)('seed $seed, which failed once: $what', async ({ seed, clients, schedule }) => {
    const { failure, trace } = await simulate(seed, clients, schedule);
    expect(failure, trace.join('\n')).toBeNull();
  });

  it('the same seed gives the same run', async () => {
    const [first, second] = [
      await simulate(11, 3, scheduleOf(11, 3)),
      await simulate(11, 3, scheduleOf(11, 3)),
    ];
    expect(second.trace).toEqual(first.trace);
    expect(second.healedIn).toBe(first.healedIn);
    expect(first.edits).toBeGreaterThan(0);
  });

  it('a merge that forgets is found', async () => {
    const forgetful = (a: { stamps?: unknown }, b: { stamps?: unknown }) => ({ ...b, ...(a ? {} : b) });
    const outcomes = [];
    for (let seed = 1; seed <= 12; seed += 1) {
      outcomes.push(await simulate(seed, 3, scheduleOf(seed, 3), { planted: { merge: forgetful as never } }));
    }
    expect(outcomes.filter(({ failure }) => failure !== null).length).toBeGreaterThan(3);
  });
});
