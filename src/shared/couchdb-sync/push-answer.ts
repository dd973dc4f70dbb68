import type { BulkRow } from './answers';
import type { ReplicaRecord, RefusalReason } from './types';

/** What the server said about one push, sorted by what to do about it. */
export interface Sorted {
  /** id to new revision */
  taken: Map<string, string>;
  conflicts: string[];
  refused: { id: string; reason: RefusalReason; message: string }[];
  /** Neither yes nor no: tried again later. */
  unanswered: { id: string; message: string }[];
}

const REFUSALS: Record<string, RefusalReason> = {
  forbidden: 'forbidden',
  // A validation function may throw this; the session is good, or the whole request were 401.
  unauthorized: 'forbidden',
  document_too_large: 'tooLarge',
  too_large: 'tooLarge',
  attachment_too_large: 'tooLarge',
  doc_validation: 'invalid',
  bad_request: 'invalid',
  illegal_docid: 'invalid',
  invalid: 'invalid',
};

/** Rule 3.2: row by row. */
export function sortRows(rows: readonly BulkRow[]): Sorted {
  const sorted: Sorted = { taken: new Map(), conflicts: [], refused: [], unanswered: [] };
  for (const row of rows) {
    if (row.ok) {
      sorted.taken.set(row.id, row.rev);
      continue;
    }
    const message = row.reason ? `${row.error}: ${row.reason}` : row.error;
    const reason = REFUSALS[row.error];
    if (row.error === 'conflict') sorted.conflicts.push(row.id);
    else if (reason) sorted.refused.push({ id: row.id, reason, message });
    else sorted.unanswered.push({ id: row.id, message });
  }
  return sorted;
}

/** Splits into requests of at most `limit` documents and about `bytes`; never an empty one. */
export function requests(records: readonly ReplicaRecord[], limit: number, bytes: number): ReplicaRecord[][] {
  const all: ReplicaRecord[][] = [];
  let current: ReplicaRecord[] = [];
  let size = 0;
  for (const record of records) {
    const own = JSON.stringify(record.doc).length;
    if (current.length > 0 && (current.length >= limit || size + own > bytes)) {
      all.push(current);
      current = [];
      size = 0;
    }
    current.push(record);
    size += own;
  }
  if (current.length > 0) all.push(current);
  return all;
}
