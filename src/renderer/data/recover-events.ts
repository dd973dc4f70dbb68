import type { EventDocument, HeaderDocument } from '@shared/domain/record/documents';
import { isErased } from '@shared/domain/record/erased';
import { merge, stampOf } from '@shared/domain/record/merge';
import { OVERWRITTEN } from '@shared/domain/record/merge-notes';
import { applyEvent } from '@shared/domain/record/write';
import type { RxDocument } from 'rxdb';
import type { RecordRow, TeamDatabase } from './database';
import { families, familyOf } from './record-families';

/** Headers read at a time. */
const BATCH = 500;

/**
 * Finishes commands that a crash cut between their event and their header: unsent events whose changes the
 * header does not have yet are applied again. Returns how many headers were mended.
 */
export async function recoverInterruptedCommands(database: TeamDatabase): Promise<number> {
  const rows = await database.collections.events.find({ selector: { dirty: 1 } }).exec();
  const byHeader = new Map<string, EventDocument[]>();
  for (const row of rows) {
    const event = row.toMutableJSON().doc as EventDocument;
    // What a merge found is no command: the record it tells of comes by the merge.
    if (!event.changes?.length || event.kind === OVERWRITTEN) continue;
    const others = byHeader.get(event.about);
    if (others) others.push(event);
    else byHeader.set(event.about, [event]);
  }
  let mended = 0;
  // After an import or a week offline there are thousands: many at a time, or the app would not open for minutes.
  const ids = [...byHeader.keys()];
  for (let start = 0; start < ids.length; start += BATCH) {
    for (const header of await findHeaders(database, ids.slice(start, start + BATCH))) {
      for (const event of byHeader.get(header.id) ?? []) if (await mend(header, event)) mended += 1;
    }
  }
  return mended;
}

async function findHeaders(database: TeamDatabase, ids: string[]): Promise<RxDocument<RecordRow>[]> {
  const found = await Promise.all(
    families.map((family) =>
      database.collections[family].findByIds(ids.filter((id) => familyOf(id) === family)).exec(),
    ),
  );
  return found.flatMap((rows) => [...rows.values()]);
}

async function mend(header: RxDocument<RecordRow>, event: EventDocument): Promise<boolean> {
  const latest = header.getLatest();
  if (!isMissingChanges(latest.toMutableJSON().doc as HeaderDocument, event)) return false;
  await latest.incrementalModify((current) => ({
    ...current,
    doc: merge(current.doc, applyEvent(current.doc as HeaderDocument, event)),
    dirty: 1,
    refusal: null,
  }));
  return true;
}

function isMissingChanges(header: HeaderDocument, event: EventDocument): boolean {
  if (isErased(header)) return false;
  return (event.changes ?? []).some((change) => stampOf(header, change.path) < event.at);
}
