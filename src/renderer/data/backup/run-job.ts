import type { BackupFailure } from '@shared/backup/backup-error';
import { drop } from '@shared/lib/drop';
import type { BackupJob, PageMessage, PageWork, Progress, WorkerMessage } from './messages';

/** A job that failed, with the reason in words' reach. */
export class BackupJobError extends Error {
  constructor(
    readonly code: BackupFailure | 'internal',
    message: string,
  ) {
    super(message);
    this.name = 'BackupJobError';
  }
}

interface JobControl {
  work: Partial<PageWork>;
  onProgress?: ((progress: Progress) => void) | undefined;
  /** Ends the job at once. What it has stored stays stored. */
  signal?: AbortSignal | undefined;
}

/** Runs one job in a worker of its own. Rejects with `BackupJobError`, or with the signal's reason. */
export function runJob<T>(job: BackupJob, { work, onProgress, signal }: JobControl): Promise<T> {
  const worker = new Worker(new URL('./backup.worker.ts', import.meta.url), {
    type: 'module',
    name: 'backup',
  });
  const post = (message: PageMessage) => worker.postMessage(message);

  async function answer(id: number, method: keyof PageWork, args: unknown[]): Promise<void> {
    try {
      const own = work[method] as ((...given: unknown[]) => Promise<unknown>) | undefined;
      if (!own) throw new Error(`no ${method} here`);
      post({ kind: 'answer', id, value: await own(...args) });
    } catch (error) {
      post({ kind: 'answer', id, error: String(error) });
    }
  }

  const result = new Promise<T>((resolve, reject) => {
    signal?.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
    // A worker that could not be loaded or ran out of memory says nothing else.
    worker.addEventListener('error', () =>
      reject(new BackupJobError('internal', 'the backup worker failed')),
    );
    worker.addEventListener('message', ({ data }: MessageEvent<WorkerMessage>) => {
      if (data.kind === 'call') drop(answer(data.id, data.method, data.args));
      else if (data.kind === 'progress') onProgress?.(data.progress);
      else if (data.kind === 'done') resolve(data.value as T);
      else reject(new BackupJobError(data.code, data.message));
    });
    post({ kind: 'start', job });
  });
  return result.finally(() => worker.terminate());
}
