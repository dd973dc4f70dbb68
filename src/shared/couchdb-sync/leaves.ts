import type { TeamDocument } from '../domain/record/documents';
import { sameJson } from '../lib/canonical-json';
import type { Leaf, ServerItem } from './answers';
import type { SyncContext } from './context';
import { endsSession, SyncError, toSyncError } from './errors';
import { withoutTransport, type Merge } from './records';

/** A conflict leaf that can be read and merged here. */
export interface ReadableLeaf {
  id: string;
  rev: string;
  doc: TeamDocument;
}

/** Revisions asked for in one request. */
const LEAVES_AT_ONCE = 100;

/** Failures to read leaves, one after another, before reading goes on without them. */
const LEAF_STRIKES = 5;

/** Whether the winner holds all of the leaf already: then nothing is lost when the leaf is closed. */
export function isContained(leaf: TeamDocument, winner: TeamDocument, merge: Merge): boolean {
  return sameJson(merge(winner, leaf), winner);
}

/**
 * Rule 7.1: reads the leaves that the server names beside these documents. A leaf that has not the shape of a team
 * document, or that the merge fails on, stays on the server as it is. One that the server would not let go of (7.3) has
 * been merged and told of, and is not read again.
 * @param winner the winning document, null when it cannot be read here
 */
export async function readLeaves(
  context: SyncContext,
  items: readonly ServerItem[],
  winner: (id: string) => TeamDocument | null,
  signal: AbortSignal,
): Promise<Map<string, ReadableLeaf[]>> {
  const { merge, isTeamDocument } = context.config;
  const named = items.flatMap((item) =>
    item.deleted || !winner(item.id) ? [] : (item.leaves ?? []).map((rev) => ({ id: item.id, rev })),
  );
  const asked = named.filter((leaf) => !isKept(context, leaf));
  const found = new Map<string, ReadableLeaf[]>();
  for (let start = 0; start < asked.length; start += LEAVES_AT_ONCE) {
    for (const leaf of await ask(context, asked.slice(start, start + LEAVES_AT_ONCE), signal)) {
      const best = winner(leaf.id);
      const doc: unknown = withoutTransport(leaf.doc as TeamDocument);
      if (!best || !isTeamDocument(doc) || !mergeable(best, doc, merge)) continue;
      found.set(leaf.id, [...(found.get(leaf.id) ?? []), { id: leaf.id, rev: leaf.rev, doc }]);
    }
  }
  return found;
}

/** A server that cannot show leaves must not hold up the reading of everything else for ever. */
async function ask(
  context: SyncContext,
  asked: readonly { id: string; rev: string }[],
  signal: AbortSignal,
): Promise<Leaf[]> {
  try {
    const leaves = await context.server.leaves(asked, signal);
    context.leafFailures = 0;
    return leaves;
  } catch (thrown) {
    const error = toSyncError(thrown);
    if (endsSession(error)) throw error;
    context.leafFailures += 1;
    if (context.leafFailures > LEAF_STRIKES) return [];
    throw new SyncError('serverError', `reading conflict leaves: ${error.message}`);
  }
}

/**
 * Rules 7.2 and 7.3: closes leaves whose content the winner holds, by a tombstone on each. Somebody else may have
 * done so already (409), and the server may not let this client do it: then the leaf stays, and is not tried again.
 */
export async function closeLeaves(
  context: SyncContext,
  leaves: readonly ReadableLeaf[],
  signal: AbortSignal,
): Promise<void> {
  let rest = leaves;
  while (rest.length > 0) {
    // One leaf of a document in a request: its row is answered by the document's id.
    const batch = [...new Map(rest.map((leaf) => [leaf.id, leaf])).values()].slice(
      0,
      context.options.pushLimit,
    );
    rest = rest.filter((leaf) => !batch.includes(leaf));
    const tombstones = batch.map(({ id, rev, doc }) => ({
      _id: id,
      _rev: rev,
      _deleted: true,
      type: doc.type,
    }));
    try {
      await context.identity.check(signal);
      for (const row of await context.server.push(tombstones, signal)) {
        if (row.ok || row.error === 'conflict') continue;
        keep(context, batch, row.id);
      }
    } catch (thrown) {
      const error = toSyncError(thrown);
      if (endsSession(error)) throw error;
      // The content is safe in the winner; whoever meets the leaf next tries again.
      if (error.code === 'forbidden') for (const { id } of batch) keep(context, batch, id);
    }
  }
}

function isKept(context: SyncContext, { id, rev }: { id: string; rev: string }): boolean {
  return context.keptLeaves.has(`${id} ${rev}`);
}

function keep(context: SyncContext, batch: readonly ReadableLeaf[], id: string): void {
  for (const leaf of batch) if (leaf.id === id) context.keptLeaves.add(`${id} ${leaf.rev}`);
}

function mergeable(winner: TeamDocument, leaf: TeamDocument, merge: Merge): boolean {
  try {
    merge(winner, leaf);
    return true;
  } catch {
    return false;
  }
}
