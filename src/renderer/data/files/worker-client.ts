import type { FileCall, FileWork, FileWorkMessage, FileWorkStart } from './messages';
import type { Transfer } from './outcomes';

export interface FileWorker extends FileWork {
  /** Whether it failed as a whole and another has to be started. */
  isDead(): boolean;
  /** Ends it in the middle of whatever it does. Nothing half done is ever stored as done. */
  end(): void;
}

/** Starts the worker of one team's files. */
export function startFileWorker(
  team: string,
  onTransfer: (transfer: Transfer | { fileId: string; ended: true }) => void,
): FileWorker {
  const worker = new Worker(new URL('./files.worker.ts', import.meta.url), { type: 'module', name: 'files' });
  const waiting = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>();
  let lastId = 0;
  let isDead = false;
  worker.addEventListener('message', ({ data }: MessageEvent<FileWorkMessage>) => {
    if (data.kind === 'transfer') {
      onTransfer(data.transfer);
      return;
    }
    const call = waiting.get(data.id);
    waiting.delete(data.id);
    if (data.kind === 'answer') call?.resolve(data.value);
    else call?.reject(Object.assign(new Error(data.message), { name: data.name }));
  });
  const fail = (reason: string) => {
    isDead = true;
    for (const call of waiting.values()) call.reject(new Error(reason));
    waiting.clear();
  };
  // A worker that could not be loaded or ran out of memory says nothing else.
  worker.addEventListener('error', () => fail('the file worker failed'));
  worker.postMessage({ kind: 'start', team } satisfies FileWorkStart);

  const ask =
    <Method extends keyof FileWork>(method: Method) =>
    (...args: Parameters<FileWork[Method]>) =>
      new Promise((resolve, reject) => {
        if (isDead) {
          reject(new Error('the file worker has ended'));
          return;
        }
        lastId += 1;
        waiting.set(lastId, { resolve, reject });
        worker.postMessage({ kind: 'call', id: lastId, method, args } satisfies FileCall);
      }) as ReturnType<FileWork[Method]>;

  return {
    isDead: () => isDead,
    keep: ask('keep'),
    read: ask('read'),
    held: ask('held'),
    send: ask('send'),
    fetch: ask('fetch'),
    onServer: ask('onServer'),
    listServer: ask('listServer'),
    forget: ask('forget'),
    erase: ask('erase'),
    notErased: ask('notErased'),
    digest: ask('digest'),
    end() {
      worker.terminate();
      fail('the file worker was ended');
    },
  };
}
