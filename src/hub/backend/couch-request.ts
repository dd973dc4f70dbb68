import type { Fetch } from '@shared/db-gateway/types';

/** How long a CouchDB may take for a whole answer to a request of the hub itself, unless an option says otherwise. */
export const COUCH_TIMEOUT_MS = 30_000;

/** How a CouchDB is asked by the hub itself; what members send to it goes through a gateway with limits of its own. */
export interface CouchLine {
  fetch: Fetch;
  /** Limit for a whole answer, ms. Default `COUCH_TIMEOUT_MS`. */
  timeoutMs?: number | undefined;
}

/** A CouchDB that does not answer, or not with what a CouchDB answers. The message is for whoever runs the hub. */
export class CouchUnreachableError extends Error {}

export interface CouchAnswer {
  status: number;
  ok: boolean;
  headers: Headers;
  /** Undefined for what is no JSON. */
  body: unknown;
}

/** What of a request the hub chooses. */
export type CouchRequest = Pick<RequestInit, 'method' | 'headers' | 'body'>;

/**
 * Asks a CouchDB and reads its whole answer, whatever its status. Throws `CouchUnreachableError` when nobody answers or
 * not in time: a server that accepts a connection and then says nothing must not hold the hub up for ever.
 * @param root address of the server, without a slash at the end
 */
export async function askCouch(
  { fetch, timeoutMs = COUCH_TIMEOUT_MS }: CouchLine,
  root: string,
  path: string,
  request: CouchRequest = {},
): Promise<CouchAnswer> {
  const signal = AbortSignal.timeout(timeoutMs);
  try {
    const response = await fetch(root + path, { ...request, redirect: 'manual', signal });
    const { status, ok, headers } = response;
    return { status, ok, headers, body: parse(await response.text()) };
  } catch (error) {
    if (!signal.aborted) throw new CouchUnreachableError(`Nothing answers at ${root}: ${reasonOf(error)}.`);
    const what = `${request.method ?? 'GET'} ${path.split('?')[0]}`;
    throw new CouchUnreachableError(
      `The CouchDB at ${root} gave no answer to ${what} within ${timeoutMs / 1000} s.`,
    );
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function reasonOf(error: unknown): string {
  const { message, cause } = error as Error & { cause?: { code?: string } };
  return cause?.code ?? message;
}
