import type { Database } from './database';
import type { Json } from './pouch';
import type { ContainsLeaf } from './write-documents';

/**
 * Whether this is a tombstone on a losing leaf that the winner contains: it closes a conflict and takes nothing away
 * from anybody. To be asked inside of the turn that stores it.
 */
export async function closesLeaf(
  database: Database,
  doc: Json & { _id: string },
  contains: ContainsLeaf,
): Promise<boolean> {
  const rev = doc['_deleted'] === true ? parentOf(doc) : undefined;
  if (rev === undefined) return false;
  const winner = await database.pouch.get(doc._id, { conflicts: true });
  const leaves = (winner['_conflicts'] ?? []) as string[];
  if (!leaves.includes(rev)) return false;
  return contains(winner, await database.pouch.get(doc._id, { rev }));
}

/** The revision that a write follows. One that replicates names its own first. */
function parentOf(doc: Json): string | undefined {
  if (doc['_revisions'] === undefined) return doc['_rev'] as string | undefined;
  const { start, ids } = doc['_revisions'] as { start: number; ids: string[] };
  return ids[1] === undefined ? undefined : `${start - 1}-${ids[1]}`;
}
