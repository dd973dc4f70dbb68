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

/** Mulberry32: small, quick, and good enough for test data. */
export function createRandom(seed: number): Random {
  let state = seed >>> 0;
  function share(): number {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }
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
