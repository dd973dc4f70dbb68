import type { Journal } from '@shared/journal/journal';
import { wait } from '@shared/lib/wait';

/** A disk that does not answer has not taken it, ms. */
const PATIENCE = 2_000;
/** After a disk refused, ms. */
const TRY_AGAIN_AFTER = 10_000;

/** Resolves when all that was given to the journal is on the disk; rejects where it is not, or there is no journal. */
export async function onDisk(journal: Pick<Journal, 'flush'> | null): Promise<void> {
  if (!journal) throw new Error('there is no journal');
  let timer: ReturnType<typeof setTimeout> | undefined;
  const silent = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('the disk does not answer')), PATIENCE);
  });
  await Promise.race([journal.flush(), silent]).finally(() => clearTimeout(timer));
}

/** Resolves when all that was given to the journal is on the disk, however long the disk refuses it. */
export async function untilOnDisk(journal: Pick<Journal, 'flush'>): Promise<void> {
  for (;;) {
    try {
      return await journal.flush();
    } catch {
      // The journal says itself that it fails.
      await wait(TRY_AGAIN_AFTER);
    }
  }
}
