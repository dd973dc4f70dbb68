import { seededRandom } from '@shared/lib/seeded-random';

/** Random numbers that are the same for the same seed. */
export interface Random {
  /** 0 ≤ x < 1. */
  share(): number;
  /** A whole number, 0 ≤ n < limit. */
  below(limit: number): number;
  /** True with this probability. */
  chance(probability: number): boolean;
  /** One of the items. Throws without items. */
  pick<Item>(items: readonly Item[]): Item;
}

export function createRandom(seed: number): Random {
  const share = seededRandom(seed);
  const below = (limit: number) => Math.floor(share() * limit);
  return {
    share,
    below,
    chance: (probability) => share() < probability,
    pick(items) {
      const item = items[below(items.length)];
      if (item === undefined) throw new Error('nothing to pick from');
      return item;
    },
  };
}
