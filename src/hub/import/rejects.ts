import { writeFile } from 'node:fs/promises';
import { rejectedRowsCsv } from '@shared/import/rejected-csv';
import type { ImportPlan } from '@shared/import/plan';
import { importer } from '@shared/i18n/en/importer';

/** Writes the rejected rows to a file for spreadsheets. */
export async function writeRejects(path: string, plan: ImportPlan): Promise<void> {
  await writeFile(
    path,
    rejectedRowsCsv(plan, (reason) => importer.reasons[reason]),
  );
}
