import type { TeamDocument } from '../domain/record/documents';
import type { ServerItem } from './answers';
import type { SyncContext } from './context';
import { closeLeaves, isContained, readLeaves } from './leaves';
import { createJoiner, lostValues, writeNotes } from './notes';
import { receive, receiveLeaves, receiveTombstone, withoutTransport } from './records';
import { EPOCH_ID } from './server';
import type { Decide, QuarantinedDocument } from './types';

type Readable = { rev: string; doc: TeamDocument | null };

/** Documents of the server, looked at: by id those that can be taken in, and those that cannot. */
interface Sorted {
  items: readonly ServerItem[];
  readable: Map<string, Readable>;
  unreadable: Map<string, ServerItem>;
}

/** Looks at documents of the server; stores nothing. */
export function sortItems({ config }: SyncContext, items: readonly ServerItem[]): Sorted {
  const sorted: Sorted = { items, readable: new Map(), unreadable: new Map() };
  for (const item of items) {
    if (isForeign(item.id)) continue;
    if (item.deleted) {
      sorted.readable.set(item.id, { rev: item.rev, doc: null });
      continue;
    }
    const doc: unknown = withoutTransport(item.doc as TeamDocument);
    if (config.isTeamDocument(doc)) sorted.readable.set(item.id, { rev: item.rev, doc });
    else sorted.unreadable.set(item.id, item);
  }
  return sorted;
}

/** Takes documents of the server into the replica: {@link applySorted}. */
export function applyItems(
  context: SyncContext,
  items: readonly ServerItem[],
  signal: AbortSignal,
): Promise<Set<string>> {
  return applySorted(context, sortItems(context, items), signal);
}

/**
 * Rules 3.1, 5 and 6.1: takes documents of the server into the replica. Resolves when all of it is stored.
 * @returns ids that cannot be read or merged here; they are in quarantine
 */
export async function applySorted(
  context: SyncContext,
  { items, readable, unreadable }: Sorted,
  signal: AbortSignal,
  options: { expectNew?: boolean } = {},
): Promise<Set<string>> {
  const { store, merge, clock } = context.config;
  const joiner = createJoiner(context.config);
  const isDerived = (id: string) => context.config.notes?.isDerived(id) ?? false;
  const leaves = await readLeaves(context, items, (id) => readable.get(id)?.doc ?? null, signal);
  const failed = new Set<string>();
  const dirtied = new Set<string>();
  let counted = false;
  const decide: Decide = (current, id) => {
    const incoming = readable.get(id);
    if (!incoming) return null;
    const join = joiner.joinOf(id);
    const next = attempt(failed, id, () => {
      if (!incoming.doc) return receiveTombstone(current, incoming.rev);
      const taken = receive(current, incoming.rev, incoming.doc, join);
      const base = taken ?? current;
      const beside = isDerived(id) ? [] : (leaves.get(id)?.map(({ doc }) => doc) ?? []);
      return (base && receiveLeaves(base, beside, join)) ?? taken;
    });
    if (joiner.mustWait(id)) return null;
    if (next?.dirty === 1) dirtied.add(id);
    if (next && (next.dirty === 1 || current?.dirty === 1)) counted = true;
    return next;
  };
  /** What was written counts anew, whatever becomes of the rest: the line may break before a leaf is closed. */
  const write = async (ids: string[], expected: typeof options = {}) => {
    try {
      await store.update(ids, decide, expected);
    } finally {
      if (counted) context.board.stale();
    }
  };
  await writeNotes(
    context,
    lostValues(context.config, leaves, (id) => readable.get(id)?.doc ?? null),
  );
  if (readable.size > 0) await write([...readable.keys()], options);
  // What explains a record is on the disk before the record is: a crash between the two repeats, and loses nothing.
  for (let held = joiner.takeHeld(); held.ids.length > 0; held = joiner.takeHeld()) {
    await writeNotes(context, held.events);
    await write(held.ids);
  }

  for (const item of items) if (failed.has(item.id)) unreadable.set(item.id, item);
  await quarantine(context, [...unreadable.values()], clock);
  await release(
    context,
    [...readable.keys()].filter((id) => !failed.has(id)),
  );
  const closable = [...leaves].flatMap(([id, beside]) => {
    const winner = readable.get(id)?.doc;
    if (failed.has(id) || !winner) return [];
    return beside.filter(({ doc }) => isDerived(id) || isContained(doc, winner, merge));
  });
  await closeLeaves(context, closable, signal);
  if (dirtied.size > 0) context.pushWake.ring();
  await context.board.recount();
  return new Set(unreadable.keys());
}

/**
 * Rule 6.3: what was read otherwise than by the feed may be newer than all that the feed has told. Asked after the
 * reading, and stored before what was read is; both only from the server that is known (rule 6.2).
 */
export async function witnessNewest(
  { server, identity, position }: SyncContext,
  signal: AbortSignal,
): Promise<void> {
  const read = await server.latest(signal);
  await identity.check(signal);
  if (read) await position.saw({ read });
}

/** Design documents, local ones, and the epoch, which belongs to the server and not to the team's work. */
export function isForeign(id: string): boolean {
  return id.startsWith('_') || id === EPOCH_ID;
}

/** A document that the merge chokes on must not stop the feed: it is as good as malformed. */
function attempt<T>(failed: Set<string>, id: string, work: () => T): T | null {
  try {
    failed.delete(id);
    return work();
  } catch {
    failed.add(id);
    return null;
  }
}

async function quarantine(context: SyncContext, items: ServerItem[], clock: () => number): Promise<void> {
  if (items.length === 0) return;
  const at = new Date(clock()).toISOString();
  const documents = items.map((item): QuarantinedDocument => ({
    id: item.id,
    rev: item.rev,
    doc: item.deleted ? null : item.doc,
    at,
  }));
  await context.config.store.quarantine(documents);
  context.board.stale();
}

async function release(context: SyncContext, ids: string[]): Promise<void> {
  await context.board.recount();
  if (ids.length === 0 || context.board.status().quarantined === 0) return;
  await context.config.store.releaseQuarantined(ids);
  context.board.stale();
}
