import type {
  BulkWriteRow,
  EventBulk,
  RxDocumentData,
  RxStorage,
  RxStorageChangeEvent,
  RxStorageInstance,
  RxStorageWriteError,
} from 'rxdb';
import { map } from 'rxjs';
import type { Name } from './insert-news';
import { nameOf, namesIn, newsOf } from './insert-news';
import { fromStored, toStored } from './stored-row';

/** A storage whose rows lie there as `stored-row.ts` says: with any keys, and cheap to keep and to move. */
export function withStoredRows<Internals, Options>(
  storage: RxStorage<Internals, Options>,
): RxStorage<Internals, Options> {
  const createStorageInstance = storage.createStorageInstance.bind(storage);
  return {
    name: storage.name,
    rxdbVersion: storage.rxdbVersion,
    async createStorageInstance<T>(params: Parameters<typeof createStorageInstance<T>>[0]) {
      return guard(await createStorageInstance<T>(params));
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
  const writing = new Map<string, RxDocumentData<T>>();
  const keyOf = ({ id, lwt }: Name) => `${id} ${lwt}`;

  function readBulk(bulk: EventBulk<RxStorageChangeEvent<T>, unknown>) {
    const names = namesIn(bulk);
    // What this window has just written comes back named: it is known here.
    if (!names) return { ...bulk, events: bulk.events.map(readEvent) };
    const rows = names.flatMap((name) => writing.get(keyOf(name)) ?? []);
    return newsOf(bulk, rows);
  }

  return Object.assign(instance, {
    async bulkWrite(rows: BulkWriteRow<T>[], context: string) {
      const keys = rows.map(({ document }) => keyOf(nameOf(document)));
      rows.forEach(({ document }, index) => writing.set(keys[index] ?? '', document));
      try {
        const { error } = await bulkWrite(rows.map(storedWrite), context);
        return { error: error.map(readError) };
      } finally {
        for (const key of keys) writing.delete(key);
      }
    },
    async query(prepared: Parameters<typeof query>[0]) {
      const { documents } = await query(prepared);
      return { documents: documents.map(fromStored) };
    },
    async findDocumentsById(ids: string[], deleted: boolean) {
      return (await findDocumentsById(ids, deleted)).map(fromStored);
    },
    changeStream: () => changeStream().pipe(map(readBulk)),
  });
}

function storedWrite<T>(row: BulkWriteRow<T>): BulkWriteRow<T> {
  return row.previous
    ? { previous: toStored(row.previous), document: toStored(row.document) }
    : { document: toStored(row.document) };
}

function readError<T>(error: RxStorageWriteError<T>): RxStorageWriteError<T> {
  const { previous, document } = error.writeRow;
  const writeRow = previous
    ? { previous: fromStored(previous), document: fromStored(document) }
    : { document: fromStored(document) };
  const next = { ...error, writeRow } as RxStorageWriteError<T>;
  if ('documentInDb' in next && next.documentInDb) next.documentInDb = fromStored(next.documentInDb);
  return next;
}

function readEvent<T>(event: RxStorageChangeEvent<T>): RxStorageChangeEvent<T> {
  return {
    ...event,
    documentData: fromStored(event.documentData),
    ...(event.previousDocumentData ? { previousDocumentData: fromStored(event.previousDocumentData) } : {}),
  } as RxStorageChangeEvent<T>;
}
