import { isEvent } from '@shared/domain/record/documents';
import type { TeamDocument } from '@shared/domain/record/documents';
import { mergeNews } from '@shared/domain/record/merge-news';
import { sameJson } from '@shared/lib/canonical-json';

export type RestoreStep =
  | { verdict: 'new' | 'changed'; doc: TeamDocument }
  /** Nothing in the backup that is not there. */
  | { verdict: 'same' };

/**
 * What restoring a record means where `existing` is: a version from elsewhere that is merged like any other. Nothing is
 * deleted, and nothing newer overwritten; events that are there stay as they are.
 */
export function restoreStep(saved: TeamDocument, existing: TeamDocument | undefined): RestoreStep {
  if (!existing) return { verdict: 'new', doc: saved };
  if (isEvent(existing) || sameJson(saved, existing)) return { verdict: 'same' };
  const doc = mergeNews(existing, saved);
  return doc ? { verdict: 'changed', doc } : { verdict: 'same' };
}
