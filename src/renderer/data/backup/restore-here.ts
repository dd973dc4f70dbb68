import type { Damaged } from '@shared/backup/read-backup';
import { openBackup } from '@shared/backup/read-backup';
import { restoreStep } from '@shared/backup/restore-step';
import { BackupError } from '@shared/backup/backup-error';
import type { BackupFile } from '@shared/backup/write-backup';
import type { TeamDocument } from '@shared/domain/record/documents';
import { validateWrite } from '@shared/domain/validation/validate-write';
import type { PageWork, Progress, RestoreJob, RestoreReport } from './messages';
import type { StoredFiles } from './stored-files';
import { openStoredFiles } from './stored-files';
import { openStoredRecords } from './stored-records';

/** Records handed to the page at a time. */
const BATCH = 1_000;
/** Contents of files stored at a time, and so many bytes of them that this much more memory does no harm. */
const FILES_AT_ONCE = 50;
const BYTES = 8 * 1024 * 1024;
/** More names than anybody reads. */
const NAMED = 200;

/**
 * Compares a backup with what is here, and unless that is all that was asked brings in what is new in it. Nothing here
 * is deleted, nothing newer overwritten.
 * @throws BackupError also when it is another team's
 */
export async function restoreHere(
  job: RestoreJob,
  page: PageWork,
  onProgress: (progress: Progress) => void,
): Promise<RestoreReport> {
  const { read } = page;
  const backup = await openBackup({ size: job.size, read });
  if (backup.head.database !== job.place.team) {
    throw new BackupError('otherTeam', backup.head.database);
  }
  const report: RestoreReport = {
    head: backup.head,
    ...{ new: 0, changed: 0, same: 0, unsendable: 0, files: { new: 0, same: 0 } },
    ...{ damaged: [], damagedCount: 0, repaired: backup.repaired },
  };
  const names = (damaged: readonly Damaged[]) => {
    report.damaged.push(...damaged.slice(0, NAMED - report.damaged.length));
    report.damagedCount += damaged.length;
  };
  const done: Progress = { records: 0, files: 0 };
  const here = await openStoredRecords(job.place);
  const files = openStoredFiles(job.place.team);
  let storing = Promise.resolve();
  try {
    for await (const { docs, damaged } of backup.records()) {
      names(damaged);
      for (let at = 0; at < docs.length; at += BATCH) {
        const batch = docs.slice(at, at + BATCH);
        const writes = compare(batch, await here.find(batch.map(({ _id }) => _id)), job, report);
        await storing;
        // The next batch is read and compared meanwhile; what fails is reported in its turn.
        if (!job.dryRun) storing = store(writes, page);
        storing.catch(() => {});
        done.records += batch.length;
        onProgress(done);
      }
    }
    await storing;
    const held = await files.held();
    const group: BackupFile[] = [];
    for await (const file of backup.files()) {
      done.files += 1;
      onProgress(done);
      if ('reason' in file) {
        names([file]);
        continue;
      }
      if (held.has(file.fileId)) {
        report.files.same += 1;
        continue;
      }
      if (job.onlySendable && file.createdBy !== job.user.name) continue;
      report.files.new += 1;
      if (!job.dryRun) group.push(file);
      if (isFull(group)) await bringBack(group.splice(0), files, job, page);
    }
    await bringBack(group, files, job, page);
    return report;
  } finally {
    here.close();
    await files.close();
  }
}

async function bringBack(
  group: readonly BackupFile[],
  files: Pick<StoredFiles, 'put'>,
  { user }: RestoreJob,
  page: Pick<PageWork, 'filesAreBack'>,
): Promise<void> {
  await files.put(group);
  // What others added they send themselves, or the server has it: only one's own has to go.
  const own = group.filter(({ createdBy }) => createdBy === user.name);
  await page.filesAreBack(own.map(({ fileId }) => fileId));
}

function isFull(group: readonly BackupFile[]): boolean {
  return (
    group.length === FILES_AT_ONCE || group.reduce((sum, { content }) => sum + content.length, 0) > BYTES
  );
}

type Writes = Record<'new' | 'changed', TeamDocument[]>;

/** Counts each record in the report. @returns those that are to be stored */
function compare(
  docs: readonly TeamDocument[],
  existing: ReadonlyMap<string, TeamDocument>,
  job: RestoreJob,
  report: RestoreReport,
): Writes {
  const user = { ...job.user, db: job.place.team };
  const writes: Writes = { new: [], changed: [] };
  for (const saved of docs) {
    const old = existing.get(saved._id);
    const step = restoreStep(saved, old);
    if (step.verdict === 'same') {
      report.same += 1;
      continue;
    }
    if (!validateWrite(step.doc, old ?? null, user).ok) {
      report.unsendable += 1;
      if (job.onlySendable) continue;
    }
    report[step.verdict] += 1;
    writes[step.verdict].push(saved);
  }
  return writes;
}

async function store(writes: Writes, page: Pick<PageWork, 'store'>): Promise<void> {
  if (writes.new.length > 0) await page.store(writes.new, true);
  if (writes.changed.length > 0) await page.store(writes.changed, false);
}
