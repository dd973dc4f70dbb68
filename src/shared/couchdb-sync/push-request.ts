import type { BulkRow } from './answers';
import type { SyncContext } from './context';
import { endsSession, SyncError, toSyncError } from './errors';
import { applyItems, witnessNewest } from './pull';
import { sortRows } from './push-answer';
import { acknowledge, receiveMissing, refuse, type Sent } from './records';
import type { RefusalReason, ReplicaRecord } from './types';

/** What became of one request: records to send once more, and those that got no answer. */
export interface Outcome {
  /** Merged with what the server holds. */
  again: string[];
  unanswered: { id: string; message: string }[];
}

/**
 * Sends records and takes the answers into the store. Rejects with `SyncError` when the request as a whole
 * failed: then nothing counts as sent, although the server may have stored all of it (the next try meets a
 * conflict with itself, reads, and finds it equal).
 */
export async function sendRecords(
  context: SyncContext,
  records: readonly ReplicaRecord[],
  signal: AbortSignal,
): Promise<Outcome> {
  await context.identity.check(signal);
  const sent = new Map<string, Sent>(records.map((record) => [record.id, record]));
  const rows = await context.server.push(
    records.map((record) => asPushed(record, context.tombstones.get(record.id))),
    signal,
  );
  return takeAnswers(context, sent, rows, signal);
}

/** Rule 3.5: the server's no to these records, as they were sent. */
export async function refuseRecords(
  context: SyncContext,
  sent: ReadonlyMap<string, Sent>,
  refused: readonly { id: string; reason: RefusalReason; message: string }[],
): Promise<void> {
  if (refused.length === 0) return;
  const at = new Date(context.config.clock()).toISOString();
  const reasons = new Map(refused.map(({ id, reason, message }) => [id, { reason, message, at }]));
  await context.config.store.update([...reasons.keys()], (current, id) => {
    const base = sent.get(id);
    const refusal = reasons.get(id);
    return base && refusal ? refuse(current, base, refusal) : null;
  });
  context.board.stale();
}

async function takeAnswers(
  context: SyncContext,
  sent: ReadonlyMap<string, Sent>,
  rows: readonly BulkRow[],
  signal: AbortSignal,
): Promise<Outcome> {
  const { taken, conflicts, refused, unanswered } = sortRows(rows);
  for (const id of taken.keys()) context.tombstones.delete(id);
  if (taken.size > 0) {
    const [id, rev] = [...taken].at(-1) ?? [];
    if (id && rev) await context.position.saw({ sent: { id, rev } });
    await context.config.store.update([...taken.keys()], (current, id) => {
      const base = sent.get(id);
      const rev = taken.get(id);
      return base && rev ? acknowledge(current, base, rev) : null;
    });
    context.board.stale();
  }
  await refuseRecords(context, sent, refused);
  if (conflicts.length > 0) await resolveConflicts(context, sent, conflicts, signal);
  return { again: conflicts, unanswered };
}

/** Rule 3.4: read, merge, and send the result if it differs from what the server holds. */
async function resolveConflicts(
  context: SyncContext,
  sent: ReadonlyMap<string, Sent>,
  ids: readonly string[],
  signal: AbortSignal,
): Promise<void> {
  const { items, missing } = await readForMerge(context, ids, signal);
  for (const { id, rev, deleted } of items) if (deleted) context.tombstones.set(id, rev);
  const unreadable = await applyItems(context, items, signal);
  await refuseRecords(
    context,
    sent,
    [...unreadable].map((id) => ({
      id,
      reason: 'serverCopyUnreadable' as const,
      message: 'the copy on the server is malformed',
    })),
  );
  if (missing.length === 0) return;
  await context.config.store.update(missing, (current, id) => {
    const base = sent.get(id);
    return base ? receiveMissing(current, base) : null;
  });
}

/** A no to the reading must not be taken for a no to what was sent. */
async function readForMerge(context: SyncContext, ids: readonly string[], signal: AbortSignal) {
  try {
    const read = await context.server.read(ids, signal);
    await witnessNewest(context, signal);
    return read;
  } catch (thrown) {
    const error = toSyncError(thrown);
    throw endsSession(error) ? error : new SyncError('serverError', `reading conflicts: ${error.message}`);
  }
}

/** @param tombstone revision of the tombstone on the server, as far as it is known */
function asPushed(
  record: ReplicaRecord,
  tombstone: string | undefined,
): { _id: string } & Record<string, unknown> {
  const isNew = record.rev === '' || record.rev === tombstone;
  return { ...record.doc, _id: record.id, ...(isNew ? {} : { _rev: record.rev }) };
}
