import type { Backup, Damaged } from '@shared/backup/read-backup';
import { contentDocument } from '@shared/backup/read-backup';
import { restoreStep } from '@shared/backup/restore-step';
import type { BackupFile } from '@shared/backup/write-backup';
import { CONTENT } from '@shared/domain/files/file';
import type { TeamDocument } from '@shared/domain/record/documents';
import type { Ask } from '../cli/operator-client';
import type { BroughtIn } from '../import/bring-in';
import { bringIn } from '../import/bring-in';
import type { TeamTarget } from '../import/team-target';
import { heldContents, writeContents } from './team-databases';

/** What became of a backup, or would. */
export interface RestoreCounts extends BroughtIn {
  files: { new: number; same: number };
  damaged: Damaged[];
}

export interface RestoreOptions {
  target: TeamTarget;
  ask: Ask;
  teamId: string;
  /** Compare, and write nothing. */
  dryRun: boolean;
  /** The team was made for this backup just now: what its making wrote gives way to what was saved. */
  replace: boolean;
  onProgress?: (records: number) => void;
}

const BATCH = 1_000;
/** Contents go as base64 in JSON, and a request has its bound. */
const BATCH_BYTES = 8 * 1024 * 1024;

/** Brings a backup into a team's databases with an administrator's rights; may be repeated. */
export async function restoreTeam(backup: Backup, options: RestoreOptions): Promise<RestoreCounts> {
  const counts: RestoreCounts = {
    ...{ new: 0, changed: 0, same: 0, files: { new: 0, same: 0 } },
    ...{ damaged: [], refused: [] },
  };
  let done = 0;
  for await (const { docs, damaged } of backup.records()) {
    counts.damaged.push(...damaged);
    for (let at = 0; at < docs.length; at += BATCH) {
      await restoreBatch(docs.slice(at, at + BATCH), options, counts);
    }
    done += docs.length;
    options.onProgress?.(done);
  }
  await restoreFiles(backup, options, counts);
  return counts;
}

async function restoreBatch(
  docs: readonly TeamDocument[],
  { target, dryRun, replace }: RestoreOptions,
  counts: RestoreCounts,
): Promise<void> {
  const brought = await bringIn(target, docs, {
    dryRun,
    expectNew: replace,
    compare(saved, existing) {
      const step = replace ? ({ verdict: 'new', doc: saved } as const) : restoreStep(saved, existing);
      return step.verdict === 'same' ? null : step;
    },
  });
  counts.new += brought.new;
  counts.changed += brought.changed;
  counts.same += brought.same;
  counts.refused.push(...brought.refused);
}

async function restoreFiles(backup: Backup, options: RestoreOptions, counts: RestoreCounts): Promise<void> {
  let batch: BackupFile[] = [];
  let bytes = 0;
  const flush = async () => {
    if (batch.length > 0) await restoreContents(batch, options, counts);
    [batch, bytes] = [[], 0];
  };
  for await (const file of backup.files()) {
    if ('reason' in file) {
      counts.damaged.push(file);
      continue;
    }
    batch.push(file);
    bytes += file.content.length;
    if (bytes >= BATCH_BYTES) await flush();
  }
  await flush();
}

async function restoreContents(
  files: readonly BackupFile[],
  { ask, teamId, dryRun }: RestoreOptions,
  counts: RestoreCounts,
): Promise<void> {
  const docs = files.map((file) => ({ file, doc: contentDocument(file) }));
  const held = await heldContents(
    ask,
    teamId,
    docs.map(({ doc }) => doc._id),
  );
  // A content is written once and never changed, so what is there is right.
  const missing = docs.filter(({ doc }) => !held.has(doc._id));
  counts.files.same += docs.length - missing.length;
  counts.files.new += missing.length;
  if (dryRun || missing.length === 0) return;
  const writes = missing.map(({ file, doc }) => ({
    ...doc,
    _attachments: {
      [CONTENT]: {
        content_type: 'application/octet-stream',
        data: Buffer.from(file.content).toString('base64'),
      },
    },
  }));
  const refused = await writeContents(ask, teamId, writes);
  counts.files.new -= refused.length;
  counts.refused.push(...refused);
}
