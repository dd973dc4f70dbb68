import { ulid } from 'ulid';
import type { z } from 'zod';
import { createHybridClock } from '@shared/lib/hybrid-clock';
import { seededRandom } from '@shared/lib/seeded-random';
import type { Command } from '../record/command';
import { CommandError } from '../record/command';
import type { HeaderDocument, TeamDocument } from '../record/documents';
import { formatTicketNumber } from '../tickets/ticket-number';

/** One machine of the sample team. */
export interface SampleDevice {
  prefix: string;
  user: string;
}

/**
 * A team's records in memory, written by the product's own commands at moments of the past. So the sample data
 * obeys every rule that people's own work obeys, and tells the same events.
 */
export interface SampleWorld {
  /** Runs a command as somebody at their machine; milliseconds since 1970, never earlier than the one before. */
  act<Schema extends z.ZodType, Result>(
    device: SampleDevice,
    at: number,
    command: Command<Schema, Result>,
    args: z.input<Schema>,
  ): Result;
  /** Adds headers that no command makes. */
  put(...headers: readonly HeaderDocument[]): void;
  /** What was written: changed and new headers, and all events. */
  documents(): TeamDocument[];
}

/** @param given headers that exist already, such as the team's settings; only changed ones are among the documents */
export function createSampleWorld(given: readonly HeaderDocument[], random = seededRandom(1)): SampleWorld {
  const headers = new Map(given.map((header) => [header._id, header]));
  const written = new Set<string>();
  const events: TeamDocument[] = [];
  const counters = new Map<string, number>();
  let wall = 0;
  const clocks = new Map<string, ReturnType<typeof createHybridClock>>();

  function clockOf({ prefix }: SampleDevice) {
    const clock = clocks.get(prefix) ?? createHybridClock(() => wall, `${prefix}sample`);
    clocks.set(prefix, clock);
    return clock;
  }

  function nextNumber({ prefix }: SampleDevice): string {
    const counter = (counters.get(prefix) ?? 0) + 1;
    counters.set(prefix, counter);
    return formatTicketNumber(prefix, counter);
  }

  return {
    act(device, at, command, args) {
      wall = at;
      const parsed = command.args.safeParse(args);
      if (!parsed.success) throw new CommandError('invalid', `${command.name}: ${parsed.error.message}`);
      const plan = command.plan(parsed.data, {
        now: new Date(at).toISOString(),
        author: device.user,
        device: device.prefix,
        stamp: (...seen) => clockOf(device).next(...seen.flatMap((header) => Object.values(header.stamps))),
        newId: () => ulid(at, random),
        read: <T extends HeaderDocument>(id: string) => headers.get(id) as T | undefined,
        nextTicketNumber: () => nextNumber(device),
      });
      events.push(...plan.events);
      for (const header of plan.headers) {
        headers.set(header._id, header);
        written.add(header._id);
      }
      return plan.result;
    },
    put(...added) {
      for (const header of added) {
        headers.set(header._id, header);
        written.add(header._id);
      }
    },
    documents: () => [...[...headers.values()].filter((header) => written.has(header._id)), ...events],
  };
}
