import { Subject } from 'rxjs';
import type { RxStorage } from 'rxdb';
import type { MessageFromRemote } from 'rxdb/plugins/storage-remote';
import { getRxStorageRemote } from 'rxdb/plugins/storage-remote';
import { drop } from '@shared/lib/drop';
import { deathOf } from './store/worker-life';
import { withStoredRows } from './stored-row-storage';

/**
 * RxDB storage on Dexie in a dedicated worker.
 * @param died called when the worker has ended without being told to: nothing will be answered any more
 */
export function createWorkerStorage(died: () => void): RxStorage<unknown, unknown> {
  const remote = getRxStorageRemote({
    identifier: 'luuri-storage',
    mode: 'one',
    messageChannelCreator: () => {
      const name = `luuri-storage:${crypto.getRandomValues(new Uint32Array(2)).join('-')}`;
      const worker = new Worker(new URL('./storage.worker.ts', import.meta.url), { type: 'module', name });
      let isEnded = false;
      const messages$ = new Subject<MessageFromRemote>();
      worker.addEventListener('message', (event: MessageEvent<MessageFromRemote>) =>
        messages$.next(event.data),
      );
      // It has its lock before it answers for the first time.
      const watch = () =>
        drop(
          deathOf(name).then(() => {
            if (!isEnded) died();
          }),
        );
      worker.addEventListener('message', watch, { once: true });
      return Promise.resolve({
        send: (message) => worker.postMessage(message),
        messages$,
        close: () => {
          isEnded = true;
          worker.terminate();
          return Promise.resolve();
        },
      });
    },
  });
  return withStoredRows(remote);
}
