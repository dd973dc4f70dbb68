const SAYS_SO = /QuotaExceeded|full disk|NO_SPACE/i;
/** Where the storage worker's own error begins, behind the rows that it was asked to store. */
const REMOTE = '\n    "error": {';

/**
 * Whether something failed because the disk, or what the browser gives of it, is full. Chromium aborts a transaction by
 * `QuotaExceededError` where it has noticed in time, and otherwise closes every database (`FILE_ERROR_NO_SPACE`).
 */
export function isDiskFullError(error: unknown): boolean {
  const text = String(error);
  return SAYS_SO.test(text.slice(Math.max(0, text.lastIndexOf(REMOTE))));
}
