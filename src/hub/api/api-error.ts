import type { ApiErrorCode } from '@shared/db-gateway/api-error-codes';

/** An answer of `/api` other than success; the message is English for a log, the code has words in the interface. */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    readonly code: ApiErrorCode,
    message: string,
  ) {
    super(message);
  }
}

export const invalid = (message: string) => new ApiError(400, 'invalid', message);
export const noRights = (message: string) => new ApiError(403, 'noRights', message);
