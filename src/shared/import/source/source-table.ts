import type { Encoding } from './decode';

/** Why a row is not imported, or is imported otherwise than it stands. A closed list with words in the interface. */
export type RowReason =
  /** Another number of cells than the header has. */
  | 'cellCount'
  /** Quotation marks that do not pair. */
  | 'brokenQuotes'
  | 'notAnObject'
  | 'missingId'
  | 'missingName'
  | 'badDate'
  | 'repeatedId'
  | 'tooLong'
  | 'unknownStatus'
  | 'unknownPriority'
  | 'unknownType'
  | 'unknownRole'
  | 'unknownChat'
  | 'noHome'
  | 'refused';

/** One row with what is the matter with it. */
export interface RowRemark {
  /** As a spreadsheet counts: the header is row 1. */
  row: number;
  reason: RowReason;
  /** The value it is about, shortened. */
  value: string;
}

export interface SourceRow {
  /** As a spreadsheet counts: the header is row 1. */
  row: number;
  cells: readonly string[];
}

/** A table as it stands in a file: texts only. */
export interface SourceTable {
  /** The file's name without folder and ending; of a JSON file with several tables, the table's. */
  name: string;
  file: string;
  encoding: Encoding;
  /** Empty for JSON. */
  delimiter: string;
  columns: readonly string[];
  rows: readonly SourceRow[];
  /** Rows that could not be read; they are not among `rows`. */
  unreadable: readonly RowRemark[];
}

/** Reads cells by the name of their column, whatever its case; a column that is not there reads as empty. */
export function cellReader(table: SourceTable): (row: SourceRow, column: string) => string {
  const positions = new Map<string, number>();
  for (const [index, column] of table.columns.entries()) {
    const key = column.trim().toLowerCase();
    if (!positions.has(key)) positions.set(key, index);
  }
  return (row, column) => {
    const position = positions.get(column);
    return position === undefined ? '' : (row.cells[position] ?? '');
  };
}

/** Whether a table has all of these columns, whatever their case. */
export function hasColumns(table: SourceTable, ...columns: string[]): boolean {
  const present = new Set(table.columns.map((column) => column.trim().toLowerCase()));
  return columns.every((column) => present.has(column));
}

export function remark(row: number, reason: RowReason, value = ''): RowRemark {
  return { row, reason, value: value.length > 120 ? `${value.slice(0, 119)}…` : value };
}
