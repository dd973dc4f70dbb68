import type { Random } from '../support/random';

/** One step of a schedule. Numbers from 0 to 1 choose among what exists at that moment, so that any part of a
 * schedule is a schedule too: that is what lets a failing one be shrunk. */
export interface Operation {
  /** Virtual time before it, ms. */
  after: number;
  client: number;
  kind: Kind;
  /** Which record. */
  target: number;
  /** Which variant of the operation. */
  variant: number;
}

const WEIGHTS = {
  create: 14,
  edit: 34,
  tag: 8,
  step: 7,
  archive: 3,
  undo: 7,
  note: 10,
  forbidden: 2,
  offline: 6,
  online: 6,
  cut: 5,
  crash: 6,
  fault: 9,
  diskFails: 2,
  diskSlow: 4,
  clock: 3,
  syncNow: 3,
  tombstone: 2,
  malformed: 1,
} as const;

export type Kind = keyof typeof WEIGHTS;

/** A random schedule of 40 to 60 operations. */
export function randomSchedule(random: Random, clients: number): Operation[] {
  const bag = Object.entries(WEIGHTS).flatMap(([kind, weight]) => Array<Kind>(weight).fill(kind as Kind));
  return Array.from({ length: 40 + random.below(21) }, () => ({
    // Mostly close together, so that they meet each other under way; sometimes apart.
    after: random.chance(0.75) ? random.below(300) : random.below(20_000),
    client: random.below(clients),
    kind: random.pick(bag),
    target: random.next(),
    variant: random.next(),
  }));
}
