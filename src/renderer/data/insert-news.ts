import type { EventBulk, RxDocumentData, RxStorageChangeEvent } from 'rxdb';

type Bulk<T> = EventBulk<RxStorageChangeEvent<T>, unknown>;

/** One row of many, told without its content. */
export interface Name {
  id: string;
  /** When it was written, ms since 1970; RxDB gives no two writes of a window the same. */
  lwt: number;
}

/** News of rows that are new, each named instead of copied: thousands come at once. */
type NamedBulk<T> = Bulk<T> & { inserted: Name[] };

const inserts = new WeakSet<object>();

/** Says of a bulk that this storage has just stored it and that all its rows are new. */
export function markInserts(bulk: object): void {
  inserts.add(bulk);
}

/** The same news with names in place of rows, where {@link markInserts} said so; other news as it is. */
export function nameInserts<T>(bulk: Bulk<T>): Bulk<T> | NamedBulk<T> {
  if (!inserts.has(bulk)) return bulk;
  return { ...bulk, events: [], inserted: bulk.events.map(({ documentData }) => nameOf(documentData)) };
}

/** The names in news that came through {@link nameInserts}, or null where the rows are in it. */
export function namesIn(bulk: object): Name[] | null {
  return 'inserted' in bulk ? (bulk as NamedBulk<unknown>).inserted : null;
}

/** News of new rows, as RxDB tells it. */
export function newsOf<T>({ id, checkpoint, context }: Bulk<T>, rows: readonly RxDocumentData<T>[]): Bulk<T> {
  const events = rows.map((row): RxStorageChangeEvent<T> => ({
    operation: 'INSERT',
    documentId: nameOf(row).id,
    documentData: row,
    previousDocumentData: undefined,
  }));
  return { id, checkpoint, context, events };
}

/** Rows of every collection here have `id` as their key. */
export function nameOf<T>(row: RxDocumentData<T>): Name {
  const { id, _meta } = row as unknown as RxDocumentData<{ id: string }>;
  return { id, lwt: _meta.lwt };
}
