import type { EventDocument, HeaderDocument } from '@shared/domain/record/documents';
import { stampOf } from '@shared/domain/record/merge';
import { applyEvent } from '@shared/domain/record/write';
import { merge } from '@shared/domain/record/merge';
import type { TeamDatabase } from './database';
import { collectionFor } from './database';

/**
 * Finishes commands that a crash cut between their event and their header: unsent events whose changes the
 * header does not have yet are applied again. Returns how many headers were mended.
 */
export async function recoverInterruptedCommands(database: TeamDatabase): Promise<number> {
  const rows = await database.collections.events.find({ selector: { dirty: 1 } }).exec();
  let mended = 0;
  for (const row of rows) {
    const event = row.toMutableJSON().doc as EventDocument;
    const header = await collectionFor(database, event.about).findOne(event.about).exec();
    if (!header || !isMissingChanges(header.toMutableJSON().doc as HeaderDocument, event)) continue;
    await header.incrementalModify((current) => ({
      ...current,
      doc: merge(current.doc, applyEvent(current.doc as HeaderDocument, event)),
      dirty: 1,
      refusal: null,
    }));
    mended += 1;
  }
  return mended;
}

function isMissingChanges(header: HeaderDocument, event: EventDocument): boolean {
  return (event.changes ?? []).some((change) => stampOf(header, change.path) < event.at);
}
