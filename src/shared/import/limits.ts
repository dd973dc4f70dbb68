/** How large a file may be. What is larger is better cut into parts: an import may come in several. */
export interface ImportLimits {
  /** Bytes of one file. */
  bytes: number;
  /** Rows of one table. */
  rows: number;
  columns: number;
}

export const DEFAULT_LIMITS: ImportLimits = { bytes: 200 * 1024 * 1024, rows: 500_000, columns: 2_000 };
