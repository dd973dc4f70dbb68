import type { PouchFailure } from './pouch';

/** An answer other than success, in CouchDB's words. */
export class CouchError extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    readonly reason: string,
  ) {
    super(`${code}: ${reason}`);
  }
}

export const notFound = (reason = 'missing') => new CouchError(404, 'not_found', reason);
export const badRequest = (reason: string) => new CouchError(400, 'bad_request', reason);
export const conflict = () => new CouchError(409, 'conflict', 'Document update conflict.');

const CODE_BY_STATUS: Record<number, string> = {
  400: 'bad_request',
  401: 'unauthorized',
  403: 'forbidden',
  404: 'not_found',
  409: 'conflict',
  412: 'precondition_failed',
  413: 'too_large',
  415: 'bad_content_type',
};

/** Whatever was thrown, as an answer. What is nobody's mistake but ours says nothing about the inside. */
export function toCouchError(error: unknown): CouchError {
  if (error instanceof CouchError) return error;
  const failure = (typeof error === 'object' && error !== null ? error : {}) as PouchFailure;
  if (failure.status === 409) return conflict();
  if (failure.status !== undefined && failure.status >= 400 && failure.status < 500) {
    const code = CODE_BY_STATUS[failure.status] ?? failure.name ?? 'bad_request';
    return new CouchError(failure.status, code, failure.reason ?? failure.message ?? code);
  }
  if (error instanceof RangeError) return badRequest('document is nested too deeply');
  return new CouchError(500, 'internal_server_error', 'the hub could not do this');
}
