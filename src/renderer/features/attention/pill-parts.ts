import type { SyncErrorCode, SyncStatus } from '@shared/couchdb-sync/types';

export type PillTone = 'quiet' | 'busy' | 'warning' | 'problem';
export type PillWord =
  'verified' | 'notVerified' | 'connecting' | 'offline' | 'firstSync' | 'login' | 'problem';

/** What the pill says: one word about the connection, and the two counts when they are not zero. */
export interface PillParts {
  /** Of the connection alone; what needs attention has its own colour beside it. */
  tone: PillTone;
  word: PillWord;
  /** Waiting to be sent; the refused ones are counted apart. */
  waiting: number;
  /** Refused by the server, or unreadable from it. */
  attention: number;
}

export function pillParts(status: SyncStatus): PillParts {
  const { phase, unsent, needsAttention, quarantined, lastVerifiedAt, lastError } = status;
  const counts = { waiting: Math.max(0, unsent - needsAttention), attention: needsAttention + quarantined };
  const calm = lastVerifiedAt ? 'verified' : 'notVerified';
  switch (phase) {
    case 'needsLogin':
      return { tone: 'warning', word: 'login', ...counts };
    case 'lockedOut':
    case 'noRights':
    case 'serverChanged':
      return { tone: 'problem', word: 'problem', ...counts };
    case 'offline':
      // Just opened: nothing has failed, the server only has not answered yet.
      if (!lastError) return { tone: 'quiet', word: lastVerifiedAt ? 'verified' : 'connecting', ...counts };
      return { tone: 'warning', word: 'offline', ...counts };
    case 'firstSync':
      return { tone: 'busy', word: 'firstSync', ...counts };
    case 'stopped':
    case 'catchingUp':
    case 'live':
      return { tone: 'quiet', word: calm, ...counts };
  }
}

const told = [
  ...(['unreachable', 'timeout', 'notTheServer', 'serverError', 'rejected', 'notFound'] as const),
  ...(['tooLarge', 'storeFailed'] as const),
];

/** The reason of a failure that has words of its own; null where the phase says it all. */
export function toldReason(code: SyncErrorCode): (typeof told)[number] | null {
  return told.find((known) => known === code) ?? null;
}
