export interface Backoff {
  /** The next wait, ms: doubles up to the longest; between half and all of it, by chance. */
  next(): number;
  /** After a success. */
  reset(): void;
}

/** Exponential back-off with jitter, so that fifteen clients of a returning server do not arrive together. */
export function createBackoff(limits: { firstMs: number; maxMs: number }, random: () => number): Backoff {
  let failures = 0;
  return {
    next() {
      const full = Math.min(limits.maxMs, limits.firstMs * 2 ** Math.min(failures, 30));
      failures += 1;
      return full * (0.5 + random() * 0.5);
    },
    reset() {
      failures = 0;
    },
  };
}
