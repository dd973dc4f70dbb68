import type { SyncErrorCode } from './types';

/** The only error inside the engine. It never leaves it: the status carries code and message. */
export class SyncError extends Error {
  override readonly name = 'SyncError';

  constructor(
    readonly code: SyncErrorCode,
    message: string,
  ) {
    super(message);
  }
}

/**
 * Anything thrown, as a `SyncError`. What is not one comes from the store or from our own code; either way
 * nothing was acknowledged, so backing off and repeating is right.
 */
export function toSyncError(thrown: unknown): SyncError {
  if (thrown instanceof SyncError) return thrown;
  return new SyncError('storeFailed', thrown instanceof Error ? thrown.message : String(thrown));
}

/** Whether a failed request says something about the session, rather than about what was sent. */
export function endsSession(error: SyncError): boolean {
  return (
    error.code === 'unreachable' ||
    error.code === 'timeout' ||
    error.code === 'unauthorized' ||
    error.code === 'lockedOut' ||
    error.code === 'serverChanged' ||
    error.code === 'storeFailed' ||
    error.code === 'stopped'
  );
}
