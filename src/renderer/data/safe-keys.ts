import type {
  BulkWriteRow,
  EventBulk,
  RxStorage,
  RxStorageChangeEvent,
  RxStorageInstance,
  RxStorageWriteError,
} from 'rxdb';
import { map } from 'rxjs';

/**
 * RxDB's Dexie storage renames keys: `__x` comes back as `|x`, at any depth and after any dot. Team documents
 * have keys that people chose (`stamps` names tags: `tags.__vip`), so such keys are escaped before they get
 * there. Only inside the fields that hold documents; RxDB's own fields pass as they are.
 */
const CONTENT_FIELDS = ['doc', 'value'] as const;
const UNSAFE = /(?:^|\.)(?:__|\|)/;

type Row = Record<string, unknown>;

/** The key as it is stored: without a segment that begins with `__`, and reversible. */
function escapeKey(key: string): string {
  if (!UNSAFE.test(key)) return key;
  return mapSegments(key, (segment) => {
    if (segment.startsWith('__')) return `|u${segment.slice(2)}`;
    return segment.startsWith('|') ? `|p${segment.slice(1)}` : segment;
  });
}

function unescapeKey(key: string): string {
  if (!key.includes('|')) return key;
  return mapSegments(key, (segment) => {
    if (segment.startsWith('|u')) return `__${segment.slice(2)}`;
    return segment.startsWith('|p') ? `|${segment.slice(2)}` : segment;
  });
}

function mapSegments(key: string, change: (segment: string) => string): string {
  return key.split('.').map(change).join('.');
}

/** The same object where nothing is to do, which is nearly always. */
function mapKeys(value: unknown, change: (key: string) => string): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) {
    const items = value.map((item) => mapKeys(item, change));
    return items.some((item, index) => item !== value[index]) ? items : value;
  }
  let changed = false;
  const entries = Object.entries(value).map(([key, item]): [string, unknown] => {
    const entry: [string, unknown] = [change(key), mapKeys(item, change)];
    if (entry[0] !== key || entry[1] !== item) changed = true;
    return entry;
  });
  return changed ? Object.fromEntries(entries) : value;
}

/** A row with the keys inside its documents changed. */
function mapRow<T>(row: T, change: (key: string) => string): T {
  if (!row) return row;
  let next = row as Row;
  for (const field of CONTENT_FIELDS) {
    const before = next[field];
    const after = mapKeys(before, change);
    if (after !== before) next = { ...next, [field]: after };
  }
  return next as T;
}

const stored = <T>(row: T) => mapRow(row, escapeKey);
const read = <T>(row: T) => mapRow(row, unescapeKey);

/** A storage that keeps documents with any keys, on one that does not. */
export function withSafeKeys<Internals, Options>(
  storage: RxStorage<Internals, Options>,
): RxStorage<Internals, Options> {
  return {
    ...storage,
    async createStorageInstance<T>(params: Parameters<typeof storage.createStorageInstance<T>>[0]) {
      return guard(await storage.createStorageInstance<T>(params));
    },
  };
}

function guard<T, Internals, Options>(
  instance: RxStorageInstance<T, Internals, Options>,
): RxStorageInstance<T, Internals, Options> {
  const bulkWrite = instance.bulkWrite.bind(instance);
  const query = instance.query.bind(instance);
  const findDocumentsById = instance.findDocumentsById.bind(instance);
  const changeStream = instance.changeStream.bind(instance);
  return Object.assign(instance, {
    async bulkWrite(rows: BulkWriteRow<T>[], context: string) {
      const { error } = await bulkWrite(rows.map(storedWrite), context);
      return { error: error.map(readError) };
    },
    async query(prepared: Parameters<typeof query>[0]) {
      const { documents } = await query(prepared);
      return { documents: documents.map(read) };
    },
    async findDocumentsById(ids: string[], deleted: boolean) {
      return (await findDocumentsById(ids, deleted)).map(read);
    },
    changeStream: () => changeStream().pipe(map(readBulk)),
  });
}

function storedWrite<T>(row: BulkWriteRow<T>): BulkWriteRow<T> {
  return row.previous
    ? { previous: stored(row.previous), document: stored(row.document) }
    : { document: stored(row.document) };
}

function readError<T>(error: RxStorageWriteError<T>): RxStorageWriteError<T> {
  const { previous, document } = error.writeRow;
  const writeRow = previous
    ? { previous: read(previous), document: read(document) }
    : { document: read(document) };
  const next = { ...error, writeRow } as RxStorageWriteError<T>;
  if ('documentInDb' in next && next.documentInDb) next.documentInDb = read(next.documentInDb);
  return next;
}

function readBulk<T, C>(bulk: EventBulk<RxStorageChangeEvent<T>, C>): EventBulk<RxStorageChangeEvent<T>, C> {
  const events = bulk.events.map((event) => ({
    ...event,
    documentData: mapRow(event.documentData, unescapeKey),
    ...(event.previousDocumentData
      ? { previousDocumentData: mapRow(event.previousDocumentData, unescapeKey) }
      : {}),
  }));
  return { ...bulk, events: events as RxStorageChangeEvent<T>[] };
}
