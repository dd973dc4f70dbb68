import type { TeamDocument } from '@shared/domain/record/documents';
import { compareWithTeam } from '@shared/import/compare';
import { bringIn } from './bring-in';
import type { TeamTarget } from './team-target';

/** What became of the planned documents. */
export interface WriteCounts {
  new: number;
  changed: number;
  unchanged: number;
  refused: { id: string; reason: string }[];
  /** Documents that were not reached because somebody stopped the import. */
  left: number;
}

interface WriteOptions {
  /** Compare, and write nothing. */
  dryRun?: boolean;
  batchSize?: number;
  /** Checked between batches. */
  isStopped?: () => boolean;
  onProgress?: (done: number, total: number) => void;
}

const BATCH = 500;

/**
 * Brings planned documents into a team database, batch by batch: what is there and the same is left alone, so a
 * stopped import goes on when it is run again.
 *
 * @throws Error when the server does not answer
 */
export async function writePlan(
  target: TeamTarget,
  documents: readonly TeamDocument[],
  {
    dryRun = false,
    batchSize = BATCH,
    isStopped = () => false,
    onProgress = () => undefined,
  }: WriteOptions = {},
): Promise<WriteCounts> {
  const counts: WriteCounts = { new: 0, changed: 0, unchanged: 0, refused: [], left: 0 };
  for (let start = 0; start < documents.length; start += batchSize) {
    if (isStopped()) {
      counts.left = documents.length - start;
      break;
    }
    await writeBatch(target, documents.slice(start, start + batchSize), dryRun, counts);
    onProgress(Math.min(documents.length, start + batchSize), documents.length);
  }
  return counts;
}

async function writeBatch(
  target: TeamTarget,
  batch: readonly TeamDocument[],
  dryRun: boolean,
  counts: WriteCounts,
): Promise<void> {
  const brought = await bringIn(target, batch, {
    dryRun,
    compare(planned, existing) {
      const step = compareWithTeam(planned, existing, target.importedBy);
      return step.verdict === 'unchanged' ? null : step;
    },
  });
  counts.new += brought.new;
  counts.changed += brought.changed;
  counts.unchanged += brought.same;
  counts.refused.push(...brought.refused);
}
