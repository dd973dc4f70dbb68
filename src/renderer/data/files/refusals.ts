import type { FileProblem, LineTrouble, SendOutcome } from './outcomes';
import type { ServerFetch } from './server-fetch';

/** What a server that did not take a content means by it. */
export function refusalOf(trouble: ReturnType<ServerFetch['trouble']>, error: unknown): SendOutcome {
  if (trouble === null) return { kind: 'busy' };
  if (trouble.kind !== 'status') return trouble satisfies LineTrouble;
  const reason = String((error as { reason?: unknown }).reason ?? '');
  const codes: Record<number, FileProblem['code']> = {
    403: 'forbidden',
    404: 'noPlace',
    413: 'tooLarge',
    400: 'malformed',
  };
  const code = codes[trouble.status];
  return code ? { kind: 'refused', problem: { code, reason } } : { kind: 'busy' };
}

/** PouchDB gives the name of IndexedDB's error as the reason of its own. */
export function isOutOfRoom(error: unknown): boolean {
  const { name, message, reason } = error as Record<string, unknown>;
  return [name, message, reason].some((text) => String(text).includes('QuotaExceeded'));
}
