import { createHybridClock } from '@shared/lib/hybrid-clock';
import type { Command, CommandContext } from './command';
import type { EventDocument, HeaderDocument } from './documents';
import { isEvent } from './documents';
import { merge } from './merge';
import type { z } from 'zod';

/** A machine in memory: enough to run commands in tests without a database. */
export interface TestMachine {
  headers: Map<string, HeaderDocument>;
  events: EventDocument[];
  /** Milliseconds since 1970; set it to move time. */
  time: number;
  run<Schema extends z.ZodType, Result>(command: Command<Schema, Result>, args: z.input<Schema>): Result;
  get<T extends HeaderDocument>(id: string): T;
  /** Takes over what the other machine has, as a sync would. */
  pull(other: TestMachine): void;
}

export function createTestMachine(
  author: string,
  device: string,
  startedAt = '2026-11-20T08:00:00.000Z',
): TestMachine {
  let ids = 0;
  let tickets = 0;
  const machine: TestMachine = {
    headers: new Map(),
    events: [],
    time: Date.parse(startedAt),
    run(command, args) {
      const plan = command.plan(command.args.parse(args), context());
      machine.events.push(...plan.events);
      for (const header of plan.headers) machine.headers.set(header._id, header);
      for (const left of plan.erased ?? []) {
        if (isEvent(left))
          machine.events = machine.events.map((event) => (event._id === left._id ? left : event));
        else machine.headers.set(left._id, left as HeaderDocument);
      }
      return plan.result;
    },
    get<T extends HeaderDocument>(id: string) {
      const header = machine.headers.get(id);
      if (!header) throw new Error(`no ${id}`);
      return header as T;
    },
    pull(other) {
      for (const [id, header] of other.headers) {
        const mine = machine.headers.get(id);
        machine.headers.set(id, mine ? (merge(mine, header) as HeaderDocument) : header);
      }
      const known = new Set(machine.events.map((event) => event._id));
      machine.events.push(...other.events.filter((event) => !known.has(event._id)));
    },
  };
  const clock = createHybridClock(() => machine.time, device);
  function context(): CommandContext {
    return {
      now: new Date(machine.time).toISOString(),
      author,
      device,
      stamp: (...headers) => clock.next(...headers.flatMap((header) => Object.values(header.stamps))),
      newId: () => `${device}${String((ids += 1)).padStart(6, '0')}`,
      read: <T extends HeaderDocument>(id: string) =>
        (machine.headers.get(id) ?? machine.events.find(({ _id }) => _id === id)) as T | undefined,
      nextTicketNumber: () => `${device}-${String((tickets += 1)).padStart(4, '0')}`,
    };
  }
  return machine;
}
