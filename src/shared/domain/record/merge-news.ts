import { sameJson } from '@shared/lib/canonical-json';
import type { TeamDocument } from './documents';
import { merge } from './merge';

/** Two versions of one document joined, or null where `other` holds nothing that `doc` does not. */
export function mergeNews(doc: TeamDocument, other: TeamDocument, join = merge): TeamDocument | null {
  const joined = join(doc, other);
  // Joined with itself, so that the order in which a set happens to stand is no difference.
  return sameJson(joined, join(doc, doc)) ? null : joined;
}

/** Whether a document knows everything that another version of it does. */
export function contains(doc: TeamDocument, other: TeamDocument, join = merge): boolean {
  return mergeNews(doc, other, join) === null;
}
