import type { TeamDocument } from '../record/documents';
import type { UserContext } from './authority';
import { authorityProblem, isAdmin } from './authority';
import { fileShapeProblem, isFilesDatabase } from './file-content';
import { shapeProblem } from './shape';
import { stampTimeProblem } from './stamps';

export type WriteVerdict = { ok: true } | { ok: false; reason: string };

/**
 * What a document must look like and who may write it: the one rule that clients apply before a save
 * and servers apply before they accept.
 * @param serverTime milliseconds since 1970. Left out on a client: no clock of a machine refuses a save there
 */
export function validateWrite(
  doc: TeamDocument & { _deleted?: boolean },
  old: TeamDocument | null,
  user: UserContext,
  serverTime?: number,
): WriteVerdict {
  const problem =
    authorityProblem(doc, old, user) ??
    (doc._deleted ? null : shapeOf(doc, user)) ??
    (serverTime === undefined || isAdmin(user) ? null : stampTimeProblem(doc, old, serverTime));
  return problem === null ? { ok: true } : { ok: false, reason: problem };
}

/** The database of the files holds their contents alone, and the team's own holds none. */
function shapeOf(doc: TeamDocument, user: UserContext): string | null {
  return isFilesDatabase(user.db) ? fileShapeProblem(doc) : shapeProblem(doc);
}
