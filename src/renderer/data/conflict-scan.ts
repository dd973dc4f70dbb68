import type { EventDocument } from '@shared/domain/record/documents';
import { OVERWRITTEN } from '@shared/domain/record/merge-notes';

/** Finds the records whose history may hold a conflict, in one pass over events in any order. */
export interface ConflictScan {
  add(event: EventDocument): void;
  /** `_id`s of records to be looked at; some may turn out to have no conflict. */
  suspects(): ReadonlySet<string>;
}

/**
 * Two writes of one field that were made without knowing of each other have a first difference: two events that
 * replaced the same value. So a number for each value that was replaced is all that has to be remembered, and
 * not the events: for 250 000 of them some ten megabytes, as long as the pass lasts.
 */
export function createConflictScan(): ConflictScan {
  const replacedBy = new Map<number, number>();
  const suspects = new Set<string>();
  return {
    add(event) {
      if (!Array.isArray(event.changes)) return;
      if (event.kind === OVERWRITTEN) suspects.add(event.about);
      for (const { path, replaced } of event.changes) {
        const value = hash(`${event.about} ${path} ${replaced}`);
        const writer = hash(event.at);
        const known = replacedBy.get(value);
        if (known === undefined) replacedBy.set(value, writer);
        else if (known !== writer) suspects.add(event.about);
      }
    },
    suspects: () => suspects,
  };
}

/** Whether an event can make or change a conflict. */
export function changesSomething(event: EventDocument): boolean {
  return Array.isArray(event.changes) && event.changes.length > 0;
}

/** 53 bits: of 250 000 texts no two give the same, and if they did, one record more would be looked at. */
function hash(text: string): number {
  let a = 0xdeadbeef;
  let b = 0x41c6ce57;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    a = Math.imul(a ^ code, 2654435761);
    b = Math.imul(b ^ code, 1597334677);
  }
  a = Math.imul(a ^ (a >>> 16), 2246822507) ^ Math.imul(b ^ (b >>> 13), 3266489909);
  b = Math.imul(b ^ (b >>> 16), 2246822507) ^ Math.imul(a ^ (a >>> 13), 3266489909);
  return 4294967296 * (2097151 & b) + (a >>> 0);
}
