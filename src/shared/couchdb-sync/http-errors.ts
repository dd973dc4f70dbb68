import { SyncError } from './errors';
import type { SyncErrorCode } from './types';

/** What CouchDB says in the body of an error. */
interface CouchError {
  error: string;
  reason: string;
}

/**
 * The meaning of an answer that is not 2xx. Only what speaks as a CouchDB (JSON with `error`) is believed about
 * rights and missing documents: a proxy or a captive portal may answer 403 or 404 for reasons of its own.
 */
export function errorOfStatus(status: number, json: unknown, url: string): SyncError {
  const said = couchError(json);
  const message = `${status} from ${url}${said ? `: ${said.error}, ${said.reason}` : ''}`;
  return new SyncError(codeOf(status, said), message);
}

function codeOf(status: number, said: CouchError | null): SyncErrorCode {
  if ((status === 401 || status === 403) && said && isLock(said)) return 'lockedOut';
  if (status === 401) return 'unauthorized';
  if (status === 413) return 'tooLarge';
  if (said?.error === 'unreachable') return 'unreachable';
  if (status === 408 || status === 429 || status >= 500) return 'serverError';
  if (!said || status < 400) return 'notTheServer';
  if (status === 400) return 'rejected';
  if (status === 403) return 'forbidden';
  if (status === 404) return 'notFound';
  if (status === 409) return 'conflict';
  return 'serverError';
}

/** CouchDB answers 403 `temporarily locked` after wrong passwords: that is not "no permission". */
function isLock(said: CouchError): boolean {
  return said.error === 'lockedOut' || /temporarily locked/i.test(said.reason);
}

function couchError(json: unknown): CouchError | null {
  if (typeof json !== 'object' || json === null) return null;
  const { error, reason, message } = json as Record<string, unknown>;
  if (typeof error !== 'string') return null;
  return { error, reason: typeof reason === 'string' ? reason : typeof message === 'string' ? message : '' };
}
