import type { EventKind } from '@shared/domain/timeline/event-kinds';
import { compareText } from '@shared/lib/canonical-json';
import { createHybridClock } from '@shared/lib/hybrid-clock';
import type { EventDocument, HeaderDocument, TeamDocument } from '@shared/domain/record/documents';
import { mergeRule } from '@shared/domain/record/merge-rules';
import { readMap, readSet } from '@shared/domain/record/registers';
import type { RegisterValues } from '@shared/domain/record/write';
import { changeHeader, newEvent } from '@shared/domain/record/write';
import { stableId } from '@shared/lib/stable-id';

/** Node of the stamps and device of the events that imports make. */
export const IMPORT_NODE = 'import';
/** Creation time of what has none in the source and shows none in Luuri. */
export const UNDATED = '1970-01-01T00:00:00.000Z';

/** Columns that Luuri has no field for, kept beside the record: pairs, so that no column's name is a key. */
export type KeptColumns = readonly (readonly [column: string, value: string])[];

const TWO_DAYS = 2 * 24 * 60 * 60 * 1000;

/** One thing that happened to a record in the source system. */
export interface ImportedStep {
  /** Tells this step from the record's others, the same in every export. */
  key: string;
  /** ISO 8601. */
  at: string;
  author: string;
  kind: EventKind;
  values?: RegisterValues;
  body?: string;
  data?: Record<string, unknown>;
}

/**
 * Builds a header with its history. Stamps come from the times in the source, so that whatever people change
 * afterwards in Luuri is later, and an import that is repeated changes nothing.
 */
export interface RecordBuilder<T extends HeaderDocument> {
  header(): T;
  /** Steps must come in their order; times may go back, stamps do not. */
  step(step: ImportedStep): void;
  /** Writes fields that are as the source has them now, without a step that tells it. */
  keep(fields: Record<string, unknown>): void;
  documents(): TeamDocument[];
}

/**
 * @param header with the values it had at its creation
 * @param options.source where it came from, as in its `sourceId`
 * @param options.latest ISO 8601: the day of the import. It stands for a date that is not known and makes no stamp;
 *   stamps do not go far beyond it, whatever the source says
 */
export function buildRecord<T extends HeaderDocument>(
  header: T,
  options: { source: string; latest: string },
): RecordBuilder<T> {
  const latest = Date.parse(options.latest);
  let wall = 0;
  const clock = createHybridClock(() => wall, IMPORT_NODE);
  const events: EventDocument[] = [];
  let current = header;
  moveTo(header.createdAt);

  function moveTo(at: string): void {
    const time = Date.parse(at);
    // A typing error in a year must not drive the stamps of a whole team into the future.
    if (at !== options.latest && time > wall && time < latest + TWO_DAYS) wall = time;
  }

  return {
    header: () => current,
    step({ key, at, author, kind, values, body, data }) {
      moveTo(at);
      const stamp = clock.next();
      const changed = changeHeader(current, values ?? {}, stamp);
      current = changed.header;
      const event = newEvent(
        kind,
        current,
        {
          changes: changed.changes,
          ...(body === undefined ? {} : { body }),
          ...(data === undefined ? {} : { data }),
        },
        stamp,
        { now: at, author, device: IMPORT_NODE, newId: () => stableId(`${options.source}:${key}`) },
      );
      events.push({ ...event, imported: true });
    },
    keep(fields) {
      current = { ...current, ...fields };
    },
    documents: () => [{ ...sorted(current), stamps: everyStamp(current, clock.next()) }, ...events],
  };
}

/** Sets in the order in which merging leaves them. */
function sorted(header: HeaderDocument): HeaderDocument {
  const fields = Object.entries(header).map(([field, value]): [string, unknown] => [
    field,
    mergeRule(header.type, field) === 'set' ? readSet(value) : value,
  ]);
  return Object.fromEntries(fields) as HeaderDocument;
}

/** Stamps for the registers that have none: a later export's values win over this one's, people's over both. */
function everyStamp(header: HeaderDocument, stamp: string): Record<string, string> {
  const own = new Set(['_id', 'type', 'v', 'stamps']);
  const paths = Object.entries(header).flatMap(([field, value]): string[] => {
    if (own.has(field)) return [];
    switch (mergeRule(header.type, field)) {
      case 'register':
        return [field];
      case 'set':
        return readSet(value).map((element) => `${field}.${element}`);
      case 'map':
        return Object.entries(readMap(value)).flatMap(([key, entry]) =>
          Object.keys(entry).map((name) => `${field}.${key}.${name}`),
        );
      default:
        return [];
    }
  });
  const stamped = paths.map((path): [string, string] => [path, header.stamps[path] ?? stamp]);
  return Object.fromEntries(
    [...Object.entries(header.stamps), ...stamped].sort(([a], [b]) => compareText(a, b)),
  );
}
