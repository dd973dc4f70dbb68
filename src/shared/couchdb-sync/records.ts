import type { TeamDocument } from '../domain/record/documents';
import { sameJson } from '../lib/canonical-json';
import type { Refusal, ReplicaRecord } from './types';

/**
 * The transitions of one record (docs/sync-spec.md, "States of a record"). Pure: each takes the record as it is
 * in the store now and answers what to store, or null for no change. They may run again after a lost race.
 */

export type Merge = (a: TeamDocument, b: TeamDocument) => TeamDocument;

/** What was sent, remembered until the answer: the document and the revision it was based on. */
export interface Sent {
  doc: TeamDocument;
  rev: string;
}

/** A server document as the replica keeps it: without the fields of CouchDB that describe the answer. */
export function withoutTransport(doc: TeamDocument): TeamDocument {
  const { _rev, _conflicts, _deleted_conflicts, _revisions, _revs_info, _local_seq, ...own } = doc;
  return own as TeamDocument;
}

/** 3.1 The server holds `doc` at `rev`. */
export function receive(
  current: ReplicaRecord | null,
  rev: string,
  doc: TeamDocument,
  merge: Merge,
): ReplicaRecord | null {
  if (!current) return { id: doc._id, doc, rev, dirty: 0, refusal: null };
  if (current.rev === rev) return null;
  const merged = merge(current.doc, doc);
  if (sameJson(merged, doc)) return { ...current, doc: merged, rev, dirty: 0, refusal: null };
  return { ...current, doc: merged, rev, dirty: 1, refusal: afterServerChange(current.refusal) };
}

/** 6.1 The server holds a tombstone: the record stays, and goes back to the server. */
export function receiveTombstone(current: ReplicaRecord | null, rev: string): ReplicaRecord | null {
  if (!current || current.rev === rev) return null;
  return { ...current, rev, dirty: 1, refusal: afterServerChange(current.refusal) };
}

/** 7.1 Beside the winning revision, which `current` holds by now, the server has these. */
export function receiveLeaves(
  current: ReplicaRecord,
  leaves: readonly TeamDocument[],
  merge: Merge,
): ReplicaRecord | null {
  const merged = leaves.reduce(merge, current.doc);
  if (sameJson(merged, current.doc)) return null;
  return { ...current, doc: merged, dirty: 1, refusal: afterServerChange(current.refusal) };
}

/** 6.1 The server does not hold the record at all, though it was sent with a revision. */
export function receiveMissing(current: ReplicaRecord | null, sent: Pick<Sent, 'rev'>): ReplicaRecord | null {
  if (!current || current.rev !== sent.rev || current.rev === '') return null;
  return { ...current, rev: '', dirty: 1 };
}

/**
 * 3.3 The server took what was sent, as `rev`. An edit made meanwhile keeps the record dirty. When the feed has
 * moved the record to another revision meanwhile, that settled its state already, and this answer is old news.
 */
export function acknowledge(current: ReplicaRecord | null, sent: Sent, rev: string): ReplicaRecord | null {
  if (!current || current.rev !== sent.rev) return null;
  if (!sameJson(current.doc, sent.doc)) return { ...current, rev, dirty: 1 };
  return { ...current, rev, dirty: 0, refusal: null };
}

/** 3.5 The server refused what was sent. An edit made meanwhile is another document: it gets its own try. */
export function refuse(current: ReplicaRecord | null, sent: Sent, refusal: Refusal): ReplicaRecord | null {
  if (!current || current.dirty === 0 || !sameJson(current.doc, sent.doc)) return null;
  return { ...current, refusal };
}

/** 3.6 On request: try once more. */
export function release(current: ReplicaRecord | null): ReplicaRecord | null {
  return current?.refusal ? { ...current, refusal: null } : null;
}

/** Rights may depend on the server's document, and a readable copy may have come: worth one more try. */
function afterServerChange(refusal: Refusal | null): Refusal | null {
  return refusal?.reason === 'forbidden' || refusal?.reason === 'serverCopyUnreadable' ? null : refusal;
}
