import type { TeamDocument } from '../domain/record/documents';
import { sameJson } from '../lib/canonical-json';
import type { SyncContext } from './context';
import { isForeign, witnessNewest } from './pull';
import { withoutTransport } from './records';
import type { GiveUpReport, GivenUp, ReplicaRecord } from './types';

/** What becomes of a record whose refused change is given up: the server's copy, or nothing where it has none. */
type Instead = ReplicaRecord | 'remove';

const NOTHING: GiveUpReport = { connected: false, givenUp: [] };

/**
 * Rule 10: gives up refused changes, because a person said so about these very records. Needs a connection: what
 * takes their place is the server's copy as it is now. Answers which were given up; one edited meanwhile is not.
 */
export async function giveUp(
  context: SyncContext,
  ids: readonly string[],
  signal: AbortSignal | null,
): Promise<GiveUpReport> {
  if (!signal || signal.aborted) return NOTHING;
  const { store, isTeamDocument, clock } = context.config;
  const refused = (await store.read(ids)).filter((record) => record.refusal && !isForeign(record.id));
  const copies = new Map<string, ReplicaRecord>();
  const { feedLimit } = context.options;
  for (let start = 0; start < refused.length; start += feedLimit) {
    const asked = refused.slice(start, start + feedLimit).map(({ id }) => id);
    const { items } = await context.server.read(asked, signal);
    for (const item of items) {
      const doc: unknown = item.deleted ? null : withoutTransport(item.doc as TeamDocument);
      // A copy that cannot be read here is in quarantine, which shows it; there is nothing to show as a record.
      if (isTeamDocument(doc))
        copies.set(item.id, { id: item.id, doc, rev: item.rev, dirty: 0, refusal: null });
    }
  }
  await witnessNewest(context, signal);
  const at = new Date(clock()).toISOString();
  const shown = new Map(refused.map((record) => [record.id, record.doc]));
  const given = refused.map((record): GivenUp => ({ ...record, at }));
  const givenUp = await store.giveUp(given, (current) =>
    insteadOf(current, shown.get(current.id), copies.get(current.id)),
  );
  context.board.stale();
  await context.board.recount();
  return { connected: true, givenUp };
}

/** An edit made meanwhile is another change, and nobody gave that up. */
function insteadOf(
  current: ReplicaRecord,
  shown: TeamDocument | undefined,
  copy: ReplicaRecord | undefined,
): Instead | null {
  if (!current.refusal || !shown || !sameJson(current.doc, shown)) return null;
  return copy ?? 'remove';
}
