import Papa from 'papaparse';
import { ImportError } from '../import-error';
import type { ImportLimits } from '../limits';
import type { Encoding } from './decode';
import type { RowRemark, SourceRow, SourceTable } from './source-table';
import { remark } from './source-table';

const DELIMITERS = [',', ';', '\t', '|'];

/** Reads a CSV text whose first row that is not empty names the columns. Rows that are bad are listed, not lost. */
export function readCsv(
  text: string,
  source: { file: string; encoding: Encoding },
  limits: ImportLimits,
): SourceTable {
  const body = text.replace(/^\uFEFF/, '');
  // Excel may write the separator into a first line of its own.
  const declared = /^sep=(.)\r?\n/.exec(body);
  const parsed = Papa.parse<string[]>(declared ? body.slice(declared[0].length) : body, {
    delimiter: declared?.[1] ?? guessDelimiter(body),
    preview: limits.rows + 2,
  });
  const lines = parsed.data;
  const start = lines.findIndex((cells) => !isBlank(cells));
  const header = lines[start];
  if (!header) throw new ImportError('empty', source.file);
  if (header.length > limits.columns) {
    throw new ImportError('tooManyColumns', source.file, { found: header.length, allowed: limits.columns });
  }
  if (lines.length - start - 1 > limits.rows) {
    throw new ImportError('tooManyRows', source.file, { allowed: limits.rows });
  }
  const broken = new Set(parsed.errors.filter(({ type }) => type === 'Quotes').map(({ row }) => row));
  const rows: SourceRow[] = [];
  const unreadable: RowRemark[] = [];
  for (let index = start + 1; index < lines.length; index += 1) {
    const cells = lines[index] ?? [];
    if (isBlank(cells)) continue;
    const row = index - start + 1;
    if (broken.has(index)) unreadable.push(remark(row, 'brokenQuotes', cells.join(' ')));
    else if (cells.length !== header.length) {
      unreadable.push(remark(row, 'cellCount', `${cells.length} / ${header.length}: ${cells.join(' ')}`));
    } else rows.push({ row, cells });
  }
  return {
    name: tableName(source.file),
    ...source,
    delimiter: parsed.meta.delimiter,
    columns: distinct(header.map((column) => column.trim())),
    rows,
    unreadable,
  };
}

/** The delimiter with which most of the first rows have as many cells as the header, and the header most. */
function guessDelimiter(body: string): string {
  const scored = DELIMITERS.map((delimiter) => {
    const { data } = Papa.parse<string[]>(body.slice(0, 200_000), {
      delimiter,
      preview: 50,
      skipEmptyLines: true,
    });
    const columns = data[0]?.length ?? 0;
    const alike = data.filter((cells) => cells.length === columns).length / Math.max(1, data.length);
    return { delimiter, score: columns > 1 ? alike * 1_000 + columns : 0 };
  });
  return scored.reduce((best, next) => (next.score > best.score ? next : best)).delimiter;
}

function isBlank(cells: readonly string[]): boolean {
  return cells.every((cell) => cell.trim() === '');
}

/** `…/Tickets.CSV` is `tickets`. */
export function tableName(file: string): string {
  const base = file.slice(Math.max(file.lastIndexOf('/'), file.lastIndexOf('\\')) + 1);
  return base.replace(/\.[A-Za-z0-9]+$/, '').toLowerCase();
}

/** Columns of one name are told apart; a column without a name gets its place. */
function distinct(columns: string[]): string[] {
  const seen = new Map<string, number>();
  return columns.map((column, index) => {
    const name = column === '' ? `(${index + 1})` : column;
    const times = (seen.get(name) ?? 0) + 1;
    seen.set(name, times);
    return times === 1 ? name : `${name} (${times})`;
  });
}
