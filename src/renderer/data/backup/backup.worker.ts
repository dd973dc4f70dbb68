import '../files/quick-immediate';
import '@shared/lib/zod-without-eval';
import { BackupError } from '@shared/backup/backup-error';
import { drop } from '@shared/lib/drop';
import { demandStrictDurability } from '../files/strict-durability';
import { enterPlace } from '../store/place';
import { exportCsv } from './export-csv';
import type { BackupJob, PageMessage, PageWork, Progress, WorkerMessage } from './messages';
import { restoreHere } from './restore-here';
import { writeHere } from './write-here';

// Reading everything, packing and checking it takes a minute: here, where no key has to wait for it.
const scope = globalThis as unknown as Pick<Worker, 'postMessage' | 'addEventListener'>;
demandStrictDurability(IDBDatabase.prototype);
const waiting = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>();
let lastId = 0;

function tell(message: WorkerMessage, moved: Transferable[] = []): void {
  scope.postMessage(message, moved);
}

function ask<Method extends keyof PageWork>(
  method: Method,
  moved: (args: unknown[]) => Transferable[] = () => [],
) {
  return (...args: Parameters<PageWork[Method]>) =>
    new Promise((resolve, reject) => {
      lastId += 1;
      waiting.set(lastId, { resolve, reject });
      tell({ kind: 'call', id: lastId, method, args }, moved(args));
    }) as ReturnType<PageWork[Method]>;
}

const page: PageWork = {
  take: ask('take', ([bytes]) => [(bytes as Uint8Array<ArrayBuffer>).buffer]),
  read: ask('read'),
  store: ask('store'),
  filesAreBack: ask('filesAreBack'),
};
/** People read no faster, and the page draws each. */
const TOLD_EVERY = 100;
let toldAt = -Infinity;
function told(progress: Progress): void {
  const now = performance.now();
  if (now - toldAt < TOLD_EVERY) return;
  toldAt = now;
  tell({ kind: 'progress', progress });
}

scope.addEventListener('message', (event) => {
  const message = (event as MessageEvent<PageMessage>).data;
  if (message.kind === 'start') {
    drop(
      run(message.job).then(
        (value) => tell({ kind: 'done', value }),
        (error: unknown) => {
          const code = error instanceof BackupError ? error.code : 'internal';
          tell({ kind: 'failed', code, message: String(error) });
        },
      ),
    );
    return;
  }
  const call = waiting.get(message.id);
  waiting.delete(message.id);
  if (message.error === undefined) call?.resolve(message.value);
  else call?.reject(new Error(message.error));
});

async function run(job: BackupJob): Promise<unknown> {
  await enterPlace();
  switch (job.kind) {
    case 'write':
      return writeHere(job, page, told);
    case 'restore':
      return restoreHere(job, page, told);
    case 'csv':
      return exportCsv(job, page, told);
  }
}
