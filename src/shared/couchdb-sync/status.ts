import type { SyncError } from './errors';
import type { ReplicaStore, SyncPhase, SyncStatus } from './types';

/** Keeps the status that people see, and tells about each change of it once. Rule 9. */
export interface StatusBoard {
  status(): SyncStatus;
  /** The phase of the connection, with the reason when it is not a good one. */
  phase(phase: SyncPhase, error?: SyncError): void;
  /** First-sync progress; null when it is over. */
  progress(progress: SyncStatus['progress'] | null): void;
  /** Sending does not work although reading does: not live, whatever the feed says. Null: it works again. */
  sendingFails(error: SyncError | null): void;
  /** One record gets no answer, the others go through; null: none such. */
  recordFails(error: SyncError | null): void;
  /** A record was written: the counts are not known to be right until `recount` has run. */
  stale(): void;
  /** Reads the counts from the store when they are stale. Runs that overlap are joined; resolves when the counts are right. */
  recount(): Promise<void>;
  /** The server has just answered, and sense. */
  answered(): void;
  /** All that the last answer said is stored, and it was all there is. Verified, when nothing is unsent. */
  upToDate(): void;
  /** Something was sent and answered, or the waiting feed gave a sign of life. */
  verify(): void;
}

export function createStatusBoard(
  store: Pick<ReplicaStore, 'counts'>,
  clock: () => number,
  onStatus: (status: SyncStatus) => void,
): StatusBoard {
  let connection: { phase: SyncPhase; error: SyncError | null } = { phase: 'stopped', error: null };
  let sending: SyncError | null = null;
  let record: SyncError | null = null;
  let read = false;
  let fresh = false;
  let answeredAt = '';
  let counting: Promise<void> | null = null;
  let shown: SyncStatus = {
    phase: 'stopped',
    unsent: 0,
    needsAttention: 0,
    quarantined: 0,
    lastVerifiedAt: null,
  };

  const show = (change: Partial<SyncStatus> = {}) => {
    const error = connection.error ?? sending ?? record;
    const next: SyncStatus = {
      ...shown,
      ...change,
      phase: connection.phase === 'live' && sending ? 'offline' : connection.phase,
    };
    delete next.lastError;
    if (error) next.lastError = lastError(error, shown, clock);
    if (next.progress === undefined) delete next.progress;
    if (sameStatus(shown, next)) return;
    shown = next;
    onStatus(next);
  };

  const verify = () => {
    if (!read || !fresh || counting || sending || connection.phase !== 'live' || shown.unsent > 0) return;
    // The moment of the answer, not of the storing, which may have taken a while.
    show({ lastVerifiedAt: answeredAt });
  };

  const count = async () => {
    do {
      fresh = true;
      const counts = await store.counts();
      show({ unsent: counts.dirty, needsAttention: counts.refused, quarantined: counts.quarantined });
    } while (!fresh);
  };

  return {
    status: () => shown,
    phase(phase, error) {
      connection = { phase, error: error ?? null };
      if (phase !== 'live') read = false;
      show(phase === 'firstSync' ? {} : { progress: undefined });
    },
    progress(progress) {
      show({ progress: progress ?? undefined });
    },
    sendingFails(error) {
      sending = error;
      show();
    },
    recordFails(error) {
      record = error;
      show();
    },
    stale() {
      fresh = false;
    },
    recount() {
      if (fresh && !counting) return Promise.resolve();
      counting ??= count()
        .catch((error: unknown) => {
          fresh = false;
          throw error;
        })
        .finally(() => {
          counting = null;
        });
      return counting;
    },
    answered() {
      answeredAt = new Date(clock()).toISOString();
    },
    upToDate() {
      connection = { phase: 'live', error: null };
      read = true;
      show({ progress: undefined });
      verify();
    },
    verify,
  };
}

/** The same trouble keeps its first moment, so that a repeated failure is not news each time. */
function lastError(error: SyncError, shown: SyncStatus, clock: () => number): SyncStatus['lastError'] {
  const before = shown.lastError;
  if (before?.code === error.code && before.message === error.message) return before;
  return { code: error.code, message: error.message, at: new Date(clock()).toISOString() };
}

function sameStatus(a: SyncStatus, b: SyncStatus): boolean {
  return JSON.stringify(ordered(a)) === JSON.stringify(ordered(b));
}

function ordered(status: SyncStatus): unknown[] {
  const { phase, unsent, needsAttention, quarantined, lastVerifiedAt, progress, lastError: error } = status;
  return [phase, unsent, needsAttention, quarantined, lastVerifiedAt, progress ?? null, error ?? null];
}
