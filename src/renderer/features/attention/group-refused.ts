import type { RefusedRecord } from '@renderer/data/queries/refused';
import { openableId } from './record-text';

/** Refused changes of one thing: the record itself, and what happened with it. They are judged together. */
export interface RefusedGroup {
  /** The record that people know; of a setting, its own id. */
  id: string;
  records: readonly RefusedRecord[];
  /** When the last of them was refused. */
  at: string;
}

/**
 * Rule 10.4: a change of a record is refused as two things, the record and the event that tells of it; giving up
 * only one of them would bring the change back at the next start.
 * @param refused the latest first
 */
export function groupRefused(refused: readonly RefusedRecord[]): RefusedGroup[] {
  const groups = new Map<string, RefusedRecord[]>();
  for (const record of refused) {
    const id = openableId(record.doc) || record.id;
    groups.set(id, [...(groups.get(id) ?? []), record]);
  }
  return [...groups].map(([id, records]) => ({
    id,
    // The record first, then what happened, in the order it was done.
    records: records.toSorted((a, b) => rank(a) - rank(b) || (a.id < b.id ? -1 : 1)),
    at: records.reduce((latest, { refusal }) => (refusal.at > latest ? refusal.at : latest), ''),
  }));
}

function rank({ doc }: RefusedRecord): number {
  return doc.type === 'event' ? 1 : 0;
}

/** The record has never been on the server: giving it up takes it off the lists. */
export function isOnlyHere({ id, records }: RefusedGroup): boolean {
  return records.some((record) => record.id === id && record.rev === '');
}
