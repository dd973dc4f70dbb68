import { Subject } from 'rxjs';
import type { RxStorage } from 'rxdb';
import type { MessageFromRemote } from 'rxdb/plugins/storage-remote';
import { getRxStorageRemote } from 'rxdb/plugins/storage-remote';
import { withStoredRows } from './stored-row-storage';

/** RxDB storage on Dexie in a dedicated worker. */
export function createWorkerStorage(): RxStorage<unknown, unknown> {
  const remote = getRxStorageRemote({
    identifier: 'luuri-storage',
    mode: 'one',
    messageChannelCreator: () => {
      const worker = new Worker(new URL('./storage.worker.ts', import.meta.url), {
        type: 'module',
        name: 'storage',
      });
      const messages$ = new Subject<MessageFromRemote>();
      worker.addEventListener('message', (event: MessageEvent<MessageFromRemote>) =>
        messages$.next(event.data),
      );
      return Promise.resolve({
        send: (message) => worker.postMessage(message),
        messages$,
        close: () => {
          worker.terminate();
          return Promise.resolve();
        },
      });
    },
  });
  return withStoredRows(remote);
}
