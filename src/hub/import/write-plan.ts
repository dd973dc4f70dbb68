import type { TeamDocument } from '@shared/domain/record/documents';
import { compareWithTeam } from '@shared/import/compare';
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
const ATTEMPTS = 5;

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
  let open = new Map(batch.map((doc) => [doc._id, doc]));
  for (let attempt = 1; open.size > 0; attempt += 1) {
    const existing = await target.read([...open.keys()]);
    const verdicts = new Map<string, 'new' | 'changed'>();
    const docs: TeamDocument[] = [];
    for (const planned of open.values()) {
      const { _rev, ...stored } = existing.get(planned._id) ?? { _rev: '' };
      const step = compareWithTeam(planned, _rev ? (stored as TeamDocument) : undefined, target.importedBy);
      if (step.verdict === 'unchanged') counts.unchanged += 1;
      else {
        verdicts.set(planned._id, step.verdict);
        docs.push(_rev ? { ...step.doc, _rev } : step.doc);
      }
    }
    if (dryRun || docs.length === 0) {
      for (const verdict of verdicts.values()) counts[verdict] += 1;
      return;
    }
    const again = new Map<string, TeamDocument>();
    for (const { id, error, reason } of await target.write(docs)) {
      const planned = open.get(id);
      const verdict = verdicts.get(id);
      if (!error && verdict) counts[verdict] += 1;
      else if (error === 'conflict' && planned && attempt < ATTEMPTS) again.set(id, planned);
      else counts.refused.push({ id, reason: reason ?? error ?? 'unknown' });
    }
    open = again;
  }
}
