import type { JournalDisk } from '@shared/journal/disk';
import type { DiskAnswer, DiskCall, DiskStart, DiskValue } from './messages';

interface Waiting {
  resolve(value: DiskValue): void;
  reject(error: Error): void;
}

/** The journal's folder in the origin private file system, which is no part of any database. Null where there is none. */
export function opfsDisk(team: string): JournalDisk | null {
  // Missing over plain http and in some private windows.
  const { storage } = navigator as Partial<Navigator>;
  if (!storage || !('getDirectory' in storage)) return null;
  const worker = new Worker(new URL('./opfs.worker.ts', import.meta.url), {
    type: 'module',
    name: 'journal',
  });
  const waiting = new Map<number, Waiting>();
  let lastId = 0;
  let ended: Error | null = null;

  function end(reason: string): void {
    ended ??= new Error(reason);
    for (const { reject } of waiting.values()) reject(ended);
    waiting.clear();
  }

  worker.addEventListener('error', () => end('the journal worker failed'));
  worker.addEventListener('message', ({ data }: MessageEvent<DiskAnswer>) => {
    const call = waiting.get(data.id);
    waiting.delete(data.id);
    if ('error' in data) call?.reject(new Error(data.error));
    else call?.resolve(data.value);
  });
  worker.postMessage({ team } satisfies DiskStart);

  const ask = (call: DiskCall) =>
    new Promise<DiskValue>((resolve, reject) => {
      if (ended) return reject(ended);
      lastId += 1;
      waiting.set(lastId, { resolve, reject });
      worker.postMessage({ id: lastId, call });
    });
  return {
    list: async () => (await ask({ kind: 'list' })) as string[],
    read: async (name) => (await ask({ kind: 'read', name })) as Uint8Array<ArrayBuffer>,
    write: async (name, at, bytes) => void (await ask({ kind: 'write', name, at, bytes })),
    remove: async (names) => void (await ask({ kind: 'remove', names })),
    close() {
      worker.terminate();
      end('the journal is closed');
    },
  };
}
