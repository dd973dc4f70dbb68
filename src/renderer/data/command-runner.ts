import type { z } from 'zod';
import { ulid } from 'ulid';
import type { Command, CommandContext } from '@shared/domain/record/command';
import { CommandError } from '@shared/domain/record/command';
import type { EventDocument, HeaderDocument, TeamDocument } from '@shared/domain/record/documents';
import { merge } from '@shared/domain/record/merge';
import type { WritePlan } from '@shared/domain/record/write';
import { validateWrite } from '@shared/domain/validation/validate-write';
import type { Journal } from '@shared/journal/journal';
import type { HybridClock } from '@shared/lib/hybrid-clock';
import type { RecordRow, TeamDatabase } from './database';
import { collectionFor } from './database';
import { draftId } from './drafts';
import { projectColumns } from './record-families';
import type { TeamSession } from './team-session';
import type { CounterCopy } from './ticket-numbers';
import { takeTicketNumber } from './ticket-numbers';

/** The draft that a command makes records of, and its text. */
export interface MadeOf {
  key: string;
  text: string;
}

/**
 * Runs a command: resolves when its writes are durable on this machine. Rejects with a {@link CommandError}.
 * With the draft that it was made of, a crash just after it leaves the records or the draft, never both.
 */
export type RunCommand = <Schema extends z.ZodType, Result>(
  command: Command<Schema, Result>,
  args: z.input<Schema>,
  madeOf?: MadeOf,
) => Promise<Result>;

interface RunnerParts {
  database: TeamDatabase;
  session: TeamSession;
  clock: HybridClock;
  /** Null where this page can have none. */
  journal: Pick<Journal, 'storing'> | null;
  /** Where a second copy of counters is kept. */
  items: CounterCopy;
  /** The highest of this device's ticket numbers that tickets here have. */
  highestNumber(): Promise<number>;
  /** Milliseconds since 1970. */
  now(): number;
  /** Whether the database takes nothing new. */
  isDiskFull(): boolean;
}

/** What a plan asked for and has to be fetched before it is planned again. */
class NotReady extends Error {
  constructor(readonly fetch: () => Promise<void>) {
    super('not ready');
  }
}

/** What has been fetched for one run of a command. */
interface Fetched {
  headers: Map<string, HeaderDocument | undefined>;
  ticketNumber?: string;
}

export function createCommandRunner(parts: RunnerParts): RunCommand {
  return async (command, args, madeOf) => {
    // What could be kept now lies in the journal alone and in memory: that is enough for what was on its way, and too
    // little to promise more.
    if (parts.isDiskFull()) throw new Error('the disk is full: nothing new is saved');
    const parsed = command.args.safeParse(args);
    if (!parsed.success) throw new CommandError('invalid', `${command.name}: ${parsed.error.message}`);
    const fetched: Fetched = { headers: new Map() };
    for (;;) {
      try {
        const plan = command.plan(parsed.data, contextOf(parts, fetched));
        checkAuthority(parts.session, [...plan.headers, ...plan.events, ...(plan.erased ?? [])], fetched);
        await store(parts, plan, madeOf);
        return plan.result;
      } catch (error) {
        if (!(error instanceof NotReady)) throw error;
        await error.fetch();
      }
    }
  };
}

async function store(
  { database, journal }: RunnerParts,
  { events, headers, erased = [] }: WritePlan,
  madeOf?: MadeOf,
): Promise<void> {
  const write = async () => {
    await writeEvents(database, events);
    await Promise.all([...headers, ...erased].map((doc) => writeMerged(database, doc)));
  };
  const settles = madeOf && { key: draftId(madeOf.key), text: madeOf.text };
  await (journal ? journal.storing([...events, ...headers, ...erased], write, settles) : write());
}

function contextOf(parts: RunnerParts, fetched: Fetched): CommandContext {
  const { database, session, clock, now } = parts;
  return {
    now: new Date(now()).toISOString(),
    author: session.user,
    device: session.devicePrefix,
    stamp: (...headers) => clock.next(...headers.flatMap((header) => Object.values(header.stamps))),
    newId: () => ulid(now()),
    read<T extends HeaderDocument>(id: string) {
      if (fetched.headers.has(id)) return fetched.headers.get(id) as T | undefined;
      throw new NotReady(async () => {
        const row = await collectionFor(database, id).findOne(id).exec();
        fetched.headers.set(id, row ? (row.toMutableJSON().doc as HeaderDocument) : undefined);
      });
    },
    nextTicketNumber() {
      if (fetched.ticketNumber !== undefined) return fetched.ticketNumber;
      throw new NotReady(async () => {
        fetched.ticketNumber = await takeTicketNumber(
          database.collections.local,
          session.devicePrefix,
          parts.items,
          parts.highestNumber,
        );
      });
    },
  };
}

/** The server would refuse what this person may not write; better to say so before it is saved. */
function checkAuthority(session: TeamSession, docs: TeamDocument[], fetched: Fetched): void {
  const user = { name: session.user, roles: [session.database, `${session.database}:${session.role}`] };
  for (const doc of docs) {
    const verdict = validateWrite(doc, fetched.headers.get(doc._id) ?? null, user);
    if (!verdict.ok) throw new CommandError('notAllowed', verdict.reason);
  }
}

async function writeEvents(database: TeamDatabase, events: EventDocument[]): Promise<void> {
  if (events.length === 0) return;
  const { error } = await database.collections.events.bulkInsert(events.map((event) => newRow(event)));
  if (error[0]) throw new Error(`event not stored: ${error[0].status}`);
}

/** Joins what is planned with what is stored by now: another window or the sync may have written meanwhile. */
async function writeMerged(database: TeamDatabase, doc: TeamDocument): Promise<void> {
  const collection = collectionFor(database, doc._id);
  const existing = await collection.findOne(doc._id).exec();
  if (existing) {
    await existing.incrementalModify((row) => ({
      ...row,
      doc: merge(row.doc, doc),
      dirty: 1,
      refusal: null,
    }));
    return;
  }
  const { error } = await collection.bulkInsert([newRow(doc)]);
  if (error[0]?.status === 409) await writeMerged(database, doc);
  else if (error[0]) throw new Error(`record not stored: ${error[0].status}`);
}

function newRow(doc: TeamDocument): RecordRow {
  return { id: doc._id, doc, rev: '', dirty: 1, refusal: null, ...projectColumns(doc) };
}
