import type { FileWorker } from './worker-client';

/** In the place of the file worker while the disk is full: opening its database is a write already. */
export function noRoomWorker(): FileWorker {
  return {
    isDead: () => false,
    end: () => undefined,
    keep: () => Promise.reject(new Error('the disk is full')),
    read: () => Promise.resolve(null),
    held: () => Promise.resolve([]),
    send: () => Promise.resolve({ kind: 'busy' }),
    fetch: () => Promise.resolve({ kind: 'full' }),
    onServer: () => Promise.resolve(null),
    listServer: () => Promise.resolve(null),
    forget: () => Promise.reject(new Error('the disk is full')),
    erase: () => Promise.resolve({ kind: 'busy' }),
    notErased: () => Promise.resolve(null),
    digest: () => Promise.resolve(''),
  };
}
