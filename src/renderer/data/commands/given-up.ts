import { merge } from '@shared/domain/record/merge';
import { collectionFor } from '../database';
import { forgetGivenUp } from '../given-up';
import type { KeptGivenUp } from '../given-up';
import { projectColumns } from '../record-families';
import type { Team } from '../team';

/** Takes up again what was given up: it is an unsent change as before. Values that somebody wrote later stay. */
export async function takeUpAgain({ database }: Team, kept: KeptGivenUp): Promise<void> {
  const collection = collectionFor(database, kept.id);
  const existing = await collection.findOne(kept.id).exec();
  if (existing) {
    await existing.incrementalModify((row) => ({
      ...row,
      doc: merge(row.doc, kept.doc),
      dirty: 1,
      refusal: null,
    }));
  } else {
    const row = { id: kept.id, doc: kept.doc, rev: '', dirty: 1 as const, refusal: null };
    const { error } = await collection.bulkInsert([{ ...row, ...projectColumns(kept.doc) }]);
    if (error[0]) throw new Error(`not taken up again: ${error[0].status}`);
  }
  await forgetGivenUp(database.collections.local, kept.key);
}

/** Removes the copy that was kept, for good. */
export async function forgetCopy({ database }: Team, kept: KeptGivenUp): Promise<void> {
  await forgetGivenUp(database.collections.local, kept.key);
}
