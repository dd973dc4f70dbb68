import type { TeamDocument } from '../record/documents';
import type { UserContext } from './authority';
import { authorityProblem } from './authority';
import { shapeProblem } from './shape';

export type WriteVerdict = { ok: true } | { ok: false; reason: string };

/**
 * What a document must look like and who may write it: the one rule that clients apply before a save
 * and servers apply before they accept.
 */
export function validateWrite(
  doc: TeamDocument & { _deleted?: boolean },
  old: TeamDocument | null,
  user: UserContext,
): WriteVerdict {
  const problem = authorityProblem(doc, old, user) ?? (doc._deleted ? null : shapeProblem(doc));
  return problem === null ? { ok: true } : { ok: false, reason: problem };
}
