import type { TeamDocument } from '@shared/domain/record/documents';
import type { TeamTarget } from './team-target';

/** What became of documents, or would. */
export interface BroughtIn {
  new: number;
  changed: number;
  /** There already, with nothing to add. */
  same: number;
  /** Not taken by the server. */
  refused: { id: string; reason: string }[];
}

/** What is to be written, and how it is counted; null where nothing is to be. */
export type Step = { verdict: 'new' | 'changed'; doc: TeamDocument } | null;

export interface BringInOptions {
  /** Compares a document with what the team has under its id, without `_rev`. */
  compare(doc: TeamDocument, existing: TeamDocument | undefined): Step;
  /** Compare, and write nothing. */
  dryRun: boolean;
  /** The team has next to nothing: it is not read first, and what is there says so itself. */
  expectNew?: boolean;
}

const ATTEMPTS = 5;

/** Brings a batch of documents into a team database. What somebody else writes meanwhile is compared again. */
export async function bringIn(
  target: TeamTarget,
  docs: readonly TeamDocument[],
  { compare, dryRun, expectNew = false }: BringInOptions,
): Promise<BroughtIn> {
  const counts: BroughtIn = { new: 0, changed: 0, same: 0, refused: [] };
  let open = new Map(docs.map((doc) => [doc._id, doc]));
  for (let attempt = 1; open.size > 0; attempt += 1) {
    const isBlind = expectNew && attempt === 1;
    const existing = isBlind ? new Map<string, never>() : await target.read([...open.keys()]);
    const verdicts = new Map<string, 'new' | 'changed'>();
    const writes: TeamDocument[] = [];
    for (const wanted of open.values()) {
      const { _rev: rev, ...stored } = existing.get(wanted._id) ?? {};
      const step = compare(wanted, rev === undefined ? undefined : (stored as TeamDocument));
      if (!step) counts.same += 1;
      else {
        verdicts.set(wanted._id, step.verdict);
        writes.push(rev === undefined ? step.doc : { ...step.doc, _rev: rev });
      }
    }
    if (dryRun) for (const verdict of verdicts.values()) counts[verdict] += 1;
    if (dryRun || writes.length === 0) return counts;
    const again = new Map<string, TeamDocument>();
    for (const { id, error, reason } of await target.write(writes)) {
      const wanted = open.get(id);
      const verdict = verdicts.get(id);
      if (!error && verdict) counts[verdict] += 1;
      else if (error === 'conflict' && wanted && attempt < ATTEMPTS) again.set(id, wanted);
      else counts.refused.push({ id, reason: reason ?? error ?? 'unknown' });
    }
    open = again;
  }
  return counts;
}
