import { sameJson } from '@shared/lib/canonical-json';
import type { TeamDocument } from '../record/documents';
import { isErased } from '../record/erased';
import { contains } from '../record/merge-news';
import { isTeamDocument } from './shape';

/**
 * Whether the winner holds everything that a conflict leaf holds, so that closing the leaf takes nothing away. False
 * for a leaf that is no team document, and for another version of an event: merging those would have to drop one.
 * @param winner without what the server adds (`_rev`, `_conflicts`, …), as the leaf
 */
export function containsLeaf(winner: unknown, leaf: unknown): boolean {
  if (!isTeamDocument(winner) || !isTeamDocument(leaf)) return false;
  // Nothing is to be kept of what was erased: the leaf may go.
  if (winner.type === 'event' && !isErased(winner)) return sameJson(winner, leaf);
  return contains(winner, leaf);
}

/** A document as the team wrote it: without revision, leaves and history. Files stay: a leaf may have its own. */
export function withoutServerFields(doc: TeamDocument): TeamDocument {
  const kept = Object.entries(doc).filter(
    ([field]) => !field.startsWith('_') || field === '_id' || field === '_attachments',
  );
  return Object.fromEntries(kept) as TeamDocument;
}
