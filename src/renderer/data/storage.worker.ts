import { RXDB_VERSION } from 'rxdb';
import { Subject } from 'rxjs';
import type { MessageFromRemote, MessageToRemote } from 'rxdb/plugins/storage-remote';
import { exposeRxStorageRemote } from 'rxdb/plugins/storage-remote';
import { nameInserts } from './insert-news';
import { leanStorage } from './lean-storage';
import { enterPlace } from './store/place';
import { liveAs } from './store/worker-life';

// IndexedDB lives here, so that large reads and writes never stall the page.
const messages$ = new Subject<MessageToRemote>();
const scope = globalThis as unknown as Pick<Worker, 'postMessage' | 'addEventListener'> & { name: string };
const entered = Promise.all([enterPlace(), liveAs(scope.name)]);

const storage = entered.then(() =>
  leanStorage({
    // What people type must survive a power cut: Chromium may not answer before the flush.
    chromeTransactionDurability: 'strict',
    ...{ indexedDB, IDBKeyRange },
  }),
);

exposeRxStorageRemote({
  storage: {
    name: 'dexie',
    rxdbVersion: RXDB_VERSION,
    createStorageInstance: async (params) => (await storage).createStorageInstance(params),
  },
  messages$,
  send: (message) => scope.postMessage(withNames(message)),
});

scope.addEventListener('message', (event) => {
  messages$.next((event as MessageEvent<MessageToRemote>).data);
});

/** The page has the rows that it has just sent here. */
function withNames(message: MessageFromRemote): MessageFromRemote {
  const { method, return: news } = message;
  if (method !== 'changeStream') return message;
  return { ...message, return: nameInserts(news as Parameters<typeof nameInserts>[0]) };
}
