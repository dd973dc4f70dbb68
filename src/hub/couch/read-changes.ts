import type { Database } from '../store/database';
import type { ChangeRow, Json } from '../store/pouch';

/** What a client wants to see of the changes. */
export interface ChangesQuery {
  /** As the client wrote it; opaque to it. */
  since: string | number | undefined;
  limit: number;
  descending: boolean;
  includeDocs: boolean;
  conflicts: boolean;
  attachments: boolean;
  allLeaves: boolean;
  docIds: string[] | undefined;
}

/** One line of a feed. */
export type ChangeLine = Omit<ChangeRow, 'seq'> & { seq: string };

export interface ChangesPage {
  lines: ChangeLine[];
  /** Where the next page starts. */
  next: number;
  /** Whether everything committed before this read began is in this page or an earlier one. */
  complete: boolean;
}

/** One page of at most `size` changes after `since`. */
export async function readChanges(
  database: Database,
  query: ChangesQuery,
  since: number,
  size: number,
): Promise<ChangesPage> {
  const committed = database.committed();
  const options: Json = {
    since,
    limit: size,
    descending: query.descending,
    include_docs: query.includeDocs,
    conflicts: query.conflicts,
    attachments: query.attachments,
    style: query.allLeaves ? 'all_docs' : 'main_only',
  };
  if (query.docIds) options['doc_ids'] = query.docIds;
  const { results } = await database.pouch.changes(options);
  const lines = results.map((row) => ({ ...row, seq: database.sequences.encode(row.seq) }));
  const reached = results.at(-1)?.seq ?? since;
  const complete = results.length < size;
  return { lines, next: complete && !query.descending ? Math.max(reached, committed) : reached, complete };
}
