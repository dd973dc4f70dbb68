import type { TeamDocument } from '@shared/domain/record/documents';
import type { Encoding } from './source/decode';
import type { RowReason, RowRemark, SourceTable } from './source/source-table';
import { remark } from './source/source-table';

export const profileNames = ['incident-log', 'zendesk-export', 'generic'] as const;
export type ProfileName = (typeof profileNames)[number];

/** Why a whole table is read and yet not imported. */
export type SetAsideReason =
  /** Service hours and holidays are set in the settings. */
  | 'calendarInSettings'
  /** Promised times are set in the settings. */
  | 'serviceLevelInSettings'
  /** Luuri has nothing that it could become. */
  | 'noHome';

/** What became of every row of a table: `rows` is the sum of the four that follow. */
export interface TableAccount {
  table: string;
  file: string;
  encoding: Encoding;
  delimiter: string;
  rows: number;
  /** Gave a record or an entry of one. */
  imported: number;
  /** Said again what another row had said. */
  repeated: number;
  setAside: number;
  rejected: RowRemark[];
  setAsideReason: SetAsideReason | null;
  /** Rows that are imported, but not quite as they stand. */
  remarks: RowRemark[];
  /** The first rows as they stand, for the preview. */
  sample: { columns: readonly string[]; rows: readonly (readonly string[])[] };
}

/** Where a column goes: a field such as `ticket.status`, `kept` (stored beside the record), or empty (unused). */
export interface ColumnMapping {
  table: string;
  column: string;
  target: string;
}

/** Everything an import would do, before anything is written. */
export interface ImportPlan {
  profile: ProfileName;
  documents: TeamDocument[];
  tables: TableAccount[];
  mappings: ColumnMapping[];
  /** Records made because others refer to them although their own row is in none of the files. */
  placeholders: number;
}

export interface PlanOptions {
  /** IANA zone of wall times in the files. */
  timeZone: string;
  /** ISO 8601, midnight UTC: taken for tickets that have no date at all, and as the end of credible times. */
  today: string;
}

/** Keeps the account of one table. */
export interface Ledger {
  imported(times?: number): void;
  repeated(): void;
  reject(row: number, reason: RowReason, value?: string): void;
  remark(row: number, reason: RowReason, value?: string): void;
  account: TableAccount;
}

const SAMPLE_ROWS = 5;
const SAMPLE_COLUMNS = 12;
const SAMPLE_CHARACTERS = 80;

export function openLedger(table: SourceTable): Ledger {
  const account: TableAccount = {
    table: table.name,
    file: table.file,
    encoding: table.encoding,
    delimiter: table.delimiter,
    rows: table.rows.length + table.unreadable.length,
    imported: 0,
    repeated: 0,
    setAside: 0,
    rejected: [...table.unreadable],
    setAsideReason: null,
    remarks: [],
    sample: {
      columns: table.columns.slice(0, SAMPLE_COLUMNS),
      rows: table.rows
        .slice(0, SAMPLE_ROWS)
        .map(({ cells }) => cells.slice(0, SAMPLE_COLUMNS).map((cell) => cell.slice(0, SAMPLE_CHARACTERS))),
    },
  };
  return {
    account,
    imported: (times = 1) => {
      account.imported += times;
    },
    repeated: () => {
      account.repeated += 1;
    },
    reject: (row, reason, value) => account.rejected.push(remark(row, reason, value)),
    remark: (row, reason, value) => account.remarks.push(remark(row, reason, value)),
  };
}

/** The account of a table that is read and not imported. */
export function setAside(table: SourceTable, reason: SetAsideReason): TableAccount {
  const { account } = openLedger(table);
  return { ...account, setAside: table.rows.length, setAsideReason: reason };
}

/** Whether every row of every table is accounted for. */
export function isBalanced(plan: ImportPlan): boolean {
  return plan.tables.every(
    ({ rows, imported, repeated, setAside: aside, rejected }) =>
      rows === imported + repeated + aside + rejected.length,
  );
}
