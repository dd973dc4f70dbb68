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
  const { primaryKey } = instance.schema;
  const primary = typeof primaryKey === 'string' ? primaryKey : String(primaryKey.key);
  const writing = new Map<string, RxDocumentData<T>>();
  const keyOf = (row: RxDocumentData<T>) =>
    `${String((row as Record<string, unknown>)[primary])} ${row._rev}`;

  /** What this window has just written comes back as a change: it is known already. */
  const known = (row: RxDocumentData<T>): RxDocumentData<T> => writing.get(keyOf(row)) ?? fromStored(row);

  return Object.assign(instance, {
    async bulkWrite(rows: BulkWriteRow<T>[], context: string) {
      const keys = rows.map(({ document }) => keyOf(document));
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
    changeStream: () => changeStream().pipe(map((bulk) => readBulk(bulk, known))),
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

function readBulk<T, C>(
  bulk: EventBulk<RxStorageChangeEvent<T>, C>,
  known: (row: RxDocumentData<T>) => RxDocumentData<T>,
): EventBulk<RxStorageChangeEvent<T>, C> {
  const events = bulk.events.map((event) => ({
    ...event,
    documentData: known(event.documentData as RxDocumentData<T>),
    ...(event.previousDocumentData ? { previousDocumentData: fromStored(event.previousDocumentData) } : {}),
  }));
  return { ...bulk, events: events as RxStorageChangeEvent<T>[] };
}
