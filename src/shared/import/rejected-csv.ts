import Papa from 'papaparse';
import type { ImportPlan } from './plan';
import type { RowReason } from './source/source-table';

/**
 * The rejected rows as CSV for spreadsheets, with a byte order mark so that Excel takes it for UTF-8. Cells that a
 * spreadsheet would take for a formula are quoted with an apostrophe.
 */
export function rejectedRowsCsv(plan: ImportPlan, words: (reason: RowReason) => string): string {
  const data = plan.tables.flatMap(({ table, file, rejected }) =>
    rejected.map(({ row, reason, value }) => [file, table, row, words(reason), value]),
  );
  const csv = Papa.unparse(
    { fields: ['file', 'table', 'row', 'reason', 'value'], data },
    { escapeFormulae: true },
  );
  return `\uFEFF${csv}\r\n`;
}
