import { sameJson } from '@shared/lib/canonical-json';
import type { Change, EventDocument, HeaderDocument, TeamDocument } from './documents';
import { isErased } from './erased';
import { mergeRule } from './merge-rules';
import { stampOf } from './merge';
import type { EventKind } from '../timeline/event-kinds';
import { readRegister, readSet, writeRegister } from './registers';

/** Who writes, when and where. Handed into every command, so that domain functions stay pure. */
export interface WriteContext {
  /** ISO 8601, UTC: when the person acted. */
  now: string;
  /** User name. */
  author: string;
  /** Device prefix. */
  device: string;
  /** A stamp later than all of the headers' stamps that the command changes. */
  stamp(...headers: readonly HeaderDocument[]): string;
  /** A new ULID. */
  newId(): string;
}

/** What a command wants written. Events go first: a header can be rebuilt from them, not the other way round. */
export interface WritePlan {
  events: EventDocument[];
  headers: HeaderDocument[];
  /** What is left of erased records and events; merged over what is stored, as headers are. */
  erased?: TeamDocument[];
}

export type RegisterValues = Record<string, unknown>;

/** The fields a header type declares itself, without those of every header and without its index signature. */
export type OwnFields<T> = {
  [
    K in keyof T as string extends K ? never : K extends '_id' | 'type' | 'v' | keyof KnownHeader ? never : K
  ]: T[K];
};
type KnownHeader = Pick<HeaderDocument, 'stamps' | 'createdAt' | 'createdBy' | 'archived'>;

/** A new header of today's shape. Sets are written as a merge would write them, so that none rewrites the record. */
export function newHeader<T extends HeaderDocument>(
  type: T['type'],
  id: string,
  fields: OwnFields<T> & Partial<Pick<HeaderDocument, 'createdAt' | 'createdBy'>>,
  context: Pick<WriteContext, 'now' | 'author'>,
): T {
  return {
    createdAt: context.now,
    createdBy: context.author,
    archived: false,
    ...withSortedSets(type, fields),
    _id: `${type}:${id}`,
    type,
    v: 1,
    stamps: {},
  } as unknown as T;
}

function withSortedSets(type: string, fields: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(fields).map(([field, value]) => [
      field,
      mergeRule(type, field) === 'set' ? readSet(value) : value,
    ]),
  );
}

/**
 * Writes registers, and says what changed. Values equal to the present ones are no change.
 * `min` and `max` fields take the value only where it wins, and are not listed as changes. An erased header stays as
 * it is, so that a command which touches it beside others (a call that answers a callback) carries out the rest.
 */
export function changeHeader<T extends HeaderDocument>(
  header: T,
  values: RegisterValues,
  stamp: string,
): { header: T; changes: Change[] } {
  let next: HeaderDocument = header;
  const changes: Change[] = [];
  if (isErased(header)) return { header, changes };
  for (const [path, value] of Object.entries(values)) {
    const from = readRegister(next, path);
    if (value === undefined || sameJson(from ?? null, value)) continue;
    const rule = mergeRule(header.type, path);
    if (rule === 'min' || rule === 'max') {
      if (from === undefined || from === null || (rule === 'min') === String(value) < String(from)) {
        next = writeRegister(next, path, value);
      }
      continue;
    }
    changes.push({ path, from: from ?? null, to: value, replaced: stampOf(next, path) || null });
    next = writeRegister(next, path, value);
    next = { ...next, stamps: { ...next.stamps, [path]: stamp } };
  }
  return { header: next as T, changes };
}

export interface EventDetails {
  body?: string;
  data?: Record<string, unknown>;
  changes?: Change[];
  /** When it happened, if not now (a call logged afterwards, an import). */
  occurredAt?: string;
}

/** A new event about a header. */
export function newEvent(
  kind: EventKind,
  about: HeaderDocument | string,
  details: EventDetails,
  stamp: string,
  context: Pick<WriteContext, 'now' | 'author' | 'device' | 'newId'>,
): EventDocument {
  return {
    _id: `event:${context.newId()}`,
    type: 'event',
    v: 1,
    kind,
    about: typeof about === 'string' ? about : about._id,
    at: stamp,
    occurredAt: details.occurredAt ?? context.now,
    author: context.author,
    device: context.device,
    ...(details.changes && details.changes.length > 0 ? { changes: details.changes } : {}),
    ...(details.body === undefined ? {} : { body: details.body }),
    ...(details.data === undefined ? {} : { data: details.data }),
  };
}

/** Changes a header and tells it in one event; nothing when every value is as it was. */
export function planChange<T extends HeaderDocument>(
  header: T,
  values: RegisterValues,
  context: WriteContext,
  details: Omit<EventDetails, 'changes'> & { kind?: EventKind } = {},
): WritePlan & { header: T } {
  const stamp = context.stamp(header);
  const result = changeHeader(header, values, stamp);
  const silent = result.changes.length === 0 && details.body === undefined && details.data === undefined;
  if (silent) {
    return { header: result.header, headers: result.header === header ? [] : [result.header], events: [] };
  }
  const event = newEvent(
    details.kind ?? 'changed',
    header,
    { ...details, changes: result.changes },
    stamp,
    context,
  );
  return { header: result.header, headers: result.header === header ? [] : [result.header], events: [event] };
}

/** The plan of one change with the id of the event that tells it, for undo; null when nothing changed. */
export function withEventId({
  events,
  headers,
}: WritePlan): WritePlan & { result: { eventId: string | null } } {
  return { events, headers, result: { eventId: events[0]?._id ?? null } };
}

/** Re-applies an event's changes to its header: for a crash between the two writes, and idempotent. */
export function applyEvent<T extends HeaderDocument>(header: T, event: EventDocument): T {
  let next: HeaderDocument = header;
  if (isErased(header)) return header;
  for (const change of event.changes ?? []) {
    if (stampOf(next, change.path) >= event.at) continue;
    next = writeRegister(next, change.path, change.to);
    next = { ...next, stamps: { ...next.stamps, [change.path]: event.at } };
  }
  return next as T;
}

/** Joins plans of one command into one. A header written twice keeps its last version. */
export function joinPlans(...plans: readonly WritePlan[]): WritePlan {
  const headers = new Map(plans.flatMap((plan) => plan.headers).map((header) => [header._id, header]));
  return { events: plans.flatMap((plan) => plan.events), headers: [...headers.values()] };
}
