import type { TeamDocument } from '../domain/record/documents';
import { sameJson } from '../lib/canonical-json';

/** Whether a document knows everything that another version of it does. */
export function contains(
  doc: TeamDocument,
  other: TeamDocument,
  merge: (a: TeamDocument, b: TeamDocument) => TeamDocument,
): boolean {
  return sameJson(merge(doc, other), merge(doc, doc));
}
