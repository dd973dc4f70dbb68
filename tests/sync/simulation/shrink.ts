import type { Operation } from './operations';
import type { Outcome } from './simulate';

/** The smallest part of a failing schedule found that still fails: takes out runs of operations, then single ones. */
export async function shrink(
  schedule: readonly Operation[],
  run: (part: readonly Operation[]) => Promise<Pick<Outcome, 'failure'>>,
): Promise<Operation[]> {
  const kindOf = (failure: string | null) => failure?.split(' ')[0];
  const wanted = kindOf((await run(schedule)).failure);
  let smallest = [...schedule];
  for (let size = Math.ceil(smallest.length / 2); size >= 1; size = Math.floor(size / 2)) {
    for (let start = 0; start + size <= smallest.length;) {
      const without = [...smallest.slice(0, start), ...smallest.slice(start + size)];
      const { failure } = await run(without);
      if (failure && kindOf(failure) === wanted) smallest = without;
      else start += size;
    }
  }
  return smallest;
}
