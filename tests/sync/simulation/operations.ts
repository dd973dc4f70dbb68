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

/** How often each comes, and what it is. */
const WEIGHTS = {
  /** A ticket or a checklist run. */
  create: 14,
  /** A field of a record. */
  edit: 30,
  tag: 8,
  /** A step of a checklist run. */
  step: 8,
  /** Into the archive, or out of it. */
  archive: 5,
  undo: 7,
  note: 9,
  /** An edit that the server refuses. */
  forbidden: 2,
  offline: 6,
  online: 6,
  /** All open requests break. */
  cut: 5,
  /** The process is killed and starts again. */
  crash: 6,
  /** The next requests are lost, doubled, reordered, delayed, or answered by somebody else. */
  fault: 9,
  diskFails: 2,
  diskSlow: 4,
  /** The machine's clock jumps: a minute, a day either way, ten years. */
  clock: 3,
  syncNow: 3,
  /** Somebody deletes a record on the server. */
  tombstone: 2,
  /** Somebody writes what is no record. */
  malformed: 1,
  /** Replication from another server leaves a conflict leaf, without the event of its change. */
  leaf: 4,
  /** A copy of the server is made. */
  backup: 4,
  /** The server goes down and comes back as the last copy of it. */
  restore: 1,
  /** Who is told that the server is another one takes it. */
  adopt: 2,
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
