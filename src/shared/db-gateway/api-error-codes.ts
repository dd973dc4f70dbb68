/** What `/api` answers with when it does not do what was asked, whoever answers: the hub, or a shell before it. */
export const apiErrorCodes = [
  'notSetUp',
  'alreadySetUp',
  'wrongPassword',
  'lockedOut',
  'noRights',
  'notATeamServer',
  'unreachable',
  'versionMismatch',
  'invalid',
  'conflict',
  'notFound',
] as const;
export type ApiErrorCode = (typeof apiErrorCodes)[number];
