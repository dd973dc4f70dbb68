import type { z } from 'zod';
import type { HeaderDocument } from './documents';
import type { WriteContext, WritePlan } from './write';

/** What a command may use besides its arguments. */
export interface CommandContext extends WriteContext {
  /**
   * The header as this machine knows it, or undefined.
   * Commands are planned again when a header they ask for had to be loaded first, so they must be pure.
   */
  read<T extends HeaderDocument>(id: string): T | undefined;
  /** The next ticket number of this device. */
  nextTicketNumber(): string;
}

/** A named, validated write. Every change to team data is one of these. */
export interface Command<Schema extends z.ZodType, Result> {
  name: string;
  args: Schema;
  plan(args: z.output<Schema>, context: CommandContext): WritePlan & { result: Result };
}

export function defineCommand<Schema extends z.ZodType, Result>(
  command: Command<Schema, Result>,
): Command<Schema, Result> {
  return command;
}

export type CommandFailure = 'notFound' | 'notAllowed' | 'invalid';

/** A command that cannot be carried out, for a reason the person can understand. */
export class CommandError extends Error {
  constructor(
    readonly code: CommandFailure,
    message: string,
  ) {
    super(message);
    this.name = 'CommandError';
  }
}

/** Reads a header that must be there. */
export function required<T extends HeaderDocument>(context: Pick<CommandContext, 'read'>, id: string): T {
  const header = context.read<T>(id);
  if (!header) throw new CommandError('notFound', `no record ${id}`);
  return header;
}
