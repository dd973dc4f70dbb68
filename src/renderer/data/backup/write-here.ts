import type { BackupHead } from '@shared/backup/format';
import { writeBackup } from '@shared/backup/write-backup';
import type { PageWork, Progress, WriteJob } from './messages';
import { pieces } from './pieces';
import { openStoredFiles } from './stored-files';
import { openStoredRecords } from './stored-records';

/** Writes what is on this machine into a backup. */
export async function writeHere(
  { place, head, scope }: WriteJob,
  page: Pick<PageWork, 'take'>,
  onProgress: (progress: Progress) => void,
): Promise<BackupHead> {
  const records = await openStoredRecords(place);
  const files = openStoredFiles(place.team);
  const sink = pieces(page.take);
  try {
    const written = await writeBackup({
      head: { ...head, scope, createdAt: new Date() },
      records: records.pages(scope === 'unsent'),
      async *files(known) {
        for await (const file of files.all()) {
          if (scope === 'everything' || known.has(file.fileId)) yield file;
        }
      },
      sink,
      onProgress,
    });
    await sink.flush();
    return written;
  } finally {
    records.close();
    await files.close();
  }
}
