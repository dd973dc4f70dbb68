import { writeCsv } from '@shared/backup/csv';
import type { CsvJob, PageWork, Progress } from './messages';
import { pieces } from './pieces';
import { openStoredRecords } from './stored-records';

/** Writes what is on this machine as CSV, a file a type, in a zip. @returns rows written */
export async function exportCsv(
  { place }: CsvJob,
  page: Pick<PageWork, 'take'>,
  onProgress: (progress: Progress) => void,
): Promise<number> {
  const records = await openStoredRecords(place);
  const sink = pieces(page.take);
  try {
    const rows = await writeCsv(() => records.pages(false), {
      sink,
      now: new Date(),
      onProgress: (done) => onProgress({ records: done, files: 0 }),
    });
    await sink.flush();
    return rows;
  } finally {
    records.close();
  }
}
