import type { Database } from '../store/database';
import type { Json } from '../store/pouch';

/** Changes before the newest within which pages are shared. */
const SHARED_REACH = 100;

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

export interface ChangesPage {
  /** One change each, as JSON. */
  lines: readonly string[];
  /** Where the next page starts. */
  next: number;
  /** Whether everything committed before this read began is in this page or an earlier one. */
  complete: boolean;
}

/** The pages that were read since the last write of a database. */
const fresh = new WeakMap<Database, { committed: number; pages: Map<string, Promise<ChangesPage>> }>();

/**
 * One page of at most `size` changes after `since`. A write wakes every waiting feed, and most of them have read as far:
 * what one of them reads is what the others get.
 */
export function readChanges(
  database: Database,
  query: ChangesQuery,
  since: number,
  size: number,
): Promise<ChangesPage> {
  const committed = database.committed();
  // A backlog is as long as one likes; only the newest changes are what many wait for.
  const isShared =
    !query.docIds && !query.descending && !query.attachments && since >= committed - SHARED_REACH;
  if (!isShared) return readPage(database, query, since, size);
  let shared = fresh.get(database);
  if (shared?.committed !== committed) fresh.set(database, (shared = { committed, pages: new Map() }));
  const { pages } = shared;
  const key = [since, size, query.includeDocs, query.conflicts, query.allLeaves].join(' ');
  const known = pages.get(key);
  if (known) return known;
  const page = readPage(database, query, since, size);
  pages.set(key, page);
  // A failure is told to those who wait for it, and the next one reads anew.
  page.catch(() => pages.delete(key));
  return page;
}

async function readPage(
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
  const lines = results.map((row) => JSON.stringify({ ...row, seq: database.sequences.encode(row.seq) }));
  const reached = results.at(-1)?.seq ?? since;
  const complete = results.length < size;
  return { lines, next: complete && !query.descending ? Math.max(reached, committed) : reached, complete };
}
