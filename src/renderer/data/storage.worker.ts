import type { EventBulk, RxDocumentData, RxStorageChangeEvent } from 'rxdb';
import { Subject } from 'rxjs';
import type { MessageFromRemote, MessageToRemote } from 'rxdb/plugins/storage-remote';
import { exposeRxStorageRemote } from 'rxdb/plugins/storage-remote';
import { isOwnInsert, leanStorage } from './lean-storage';

// IndexedDB lives here, so that large reads and writes never stall the page.
const messages$ = new Subject<MessageToRemote>();
const scope = globalThis as unknown as Pick<Worker, 'postMessage' | 'addEventListener'>;

exposeRxStorageRemote({
  // What people type must survive a power cut: Chromium may not answer before the flush.
  storage: leanStorage({ chromeTransactionDurability: 'strict' }),
  messages$,
  send: (message) => scope.postMessage(isOwnInsert(message.return) ? withoutRows(message) : message),
});

scope.addEventListener('message', (event) => {
  messages$.next((event as MessageEvent<MessageToRemote>).data);
});

/** News of inserts, the rows named and not copied: the page has them, it has just sent them here. */
function withoutRows(message: MessageFromRemote): MessageFromRemote {
  const bulk = message.return as EventBulk<RxStorageChangeEvent<{ id: string }>, unknown>;
  const events = bulk.events.map((event) => {
    const { id, _rev } = event.documentData as RxDocumentData<{ id: string }>;
    return { ...event, documentData: { id, _rev } };
  });
  return { ...message, return: { ...bulk, events } };
}
