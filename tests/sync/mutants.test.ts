import { describe, expect, it } from 'vitest';
import { mutantEngine } from './simulation/mutants';
import { MUTANTS } from './simulation/mutants.data';
import { scheduleOf, simulate } from './simulation/simulate';

/** Schedules that a mistake may take to show, when the one that showed it first does not any more. */
const SEEDS = 60;

describe('the simulator finds an engine with a mistake in it', () => {
  it.each(MUTANTS)('$what', async (mutant) => {
    const createEngine = await mutantEngine(mutant);
    const seeds = [mutant.seed, ...Array.from({ length: SEEDS }, (_, index) => index + 1)];
    let found: string | null = null;
    for (const seed of seeds) {
      found = (await simulate(seed, 3, mutant.schedule ?? scheduleOf(seed, 3), { planted: { createEngine } }))
        .failure;
      if (found !== null) break;
    }
    expect(found, `not within ${SEEDS} seeds`).not.toBeNull();
  });
});
