import { Subject } from 'rxjs';
import type { MessageToRemote } from 'rxdb/plugins/storage-remote';
import { exposeRxStorageRemote } from 'rxdb/plugins/storage-remote';
import { leanStorage } from './lean-storage';

// IndexedDB lives here, so that large reads and writes never stall the page.
const messages$ = new Subject<MessageToRemote>();
const scope = globalThis as unknown as Pick<Worker, 'postMessage' | 'addEventListener'>;

exposeRxStorageRemote({
  // What people type must survive a power cut: Chromium may not answer before the flush.
  storage: leanStorage({ chromeTransactionDurability: 'strict' }),
  messages$,
  send: (message) => scope.postMessage(message),
});

scope.addEventListener('message', (event) => {
  messages$.next((event as MessageEvent<MessageToRemote>).data);
});
