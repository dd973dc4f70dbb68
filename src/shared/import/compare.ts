import type { TeamDocument } from '@shared/domain/record/documents';
import { mergeNews } from '@shared/domain/record/merge-news';

export type ImportStep =
  | { verdict: 'new'; doc: TeamDocument }
  /** The team has it with other values; this is both joined, later stamps winning. */
  | { verdict: 'changed'; doc: TeamDocument }
  | { verdict: 'unchanged' };

/**
 * What writing a planned document over the team's own would mean. People's later edits stay; an event that is there
 * is never written again.
 *
 * @param existing the team's document, without `_rev`
 * @param importedBy user name of who imports, recorded in what is new
 */
export function compareWithTeam(
  planned: TeamDocument,
  existing: TeamDocument | undefined,
  importedBy: string,
): ImportStep {
  if (!existing) {
    return { verdict: 'new', doc: { ...planned, importedBy } };
  }
  if (planned.type === 'event') return { verdict: 'unchanged' };
  // A date that the source does not have was made up of the day of the import: the first one stays.
  const { createdAt, lastActivityAt } = existing;
  const dated = planned['undated'] === true ? { ...planned, createdAt, lastActivityAt } : planned;
  const doc = mergeNews(existing, dated);
  return doc ? { verdict: 'changed', doc } : { verdict: 'unchanged' };
}
