import type { EventBulk, RxStorageChangeEvent, RxStorageInstance } from 'rxdb';
import { Subject, mergeWith } from 'rxjs';
import { nameInserts, namesIn, newsOf } from './insert-news';

type Bulk<T> = EventBulk<RxStorageChangeEvent<T>, unknown>;

/**
 * Tells the other windows of this profile what this one stores, and this one what they store. RxDB's own way to do so
 * sends every row, also when there is no other window; here new rows are told by name and read by whoever hears it.
 */
export function shareBetweenWindows<T, Internals, Options>(
  instance: RxStorageInstance<T, Internals, Options>,
): RxStorageInstance<T, Internals, Options> {
  const { databaseName, collectionName, schema } = instance;
  const own$ = instance.changeStream();
  const others$ = new Subject<Bulk<T>>();
  const channel = new BroadcastChannel(['luuri', databaseName, collectionName, schema.version].join('|'));
  const telling = own$.subscribe((bulk) => channel.postMessage(nameInserts(bulk)));

  /** What was told later is heard later, although rows are read in between. */
  let heard: Promise<unknown> = Promise.resolve();
  channel.onmessage = (event) => {
    const bulk = (event as MessageEvent<Bulk<T>>).data;
    heard = heard.then(async () => others$.next(await withRows(bulk))).catch(console.error);
  };

  async function withRows(bulk: Bulk<T>): Promise<Bulk<T>> {
    const names = namesIn(bulk);
    if (!names) return bulk;
    // What was removed meanwhile is told in its turn.
    const ids = names.map(({ id }) => id);
    return newsOf(bulk, await instance.findDocumentsById(ids, false));
  }

  function stop(): void {
    telling.unsubscribe();
    channel.close();
  }

  const close = instance.close.bind(instance);
  const remove = instance.remove.bind(instance);
  return Object.assign(instance, {
    changeStream: () => own$.pipe(mergeWith(others$)),
    close() {
      stop();
      return close();
    },
    remove() {
      stop();
      return remove();
    },
  });
}
