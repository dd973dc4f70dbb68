import { createBackoff, type Backoff } from './backoff';
import type { SyncContext } from './context';
import type { SyncError } from './errors';
import type { SyncErrorCode, SyncPhase } from './types';

/** Waits out the end of a session: says what it means, and resolves when it is worth trying again. */
export interface Recovery {
  wait(error: SyncError, signal: AbortSignal): Promise<void>;
  /** Somebody signed in. */
  signedIn(): void;
  /** The server was read from: the next failure is the first one. */
  reset(): void;
}

const PHASES: Partial<Record<SyncErrorCode, SyncPhase>> = {
  unauthorized: 'needsLogin',
  lockedOut: 'lockedOut',
  forbidden: 'noRights',
  serverChanged: 'serverChanged',
};

export function createRecovery(context: SyncContext): Recovery {
  const { options, config, board, server, nowWake } = context;
  const ordinary = createBackoff(options.backoff, config.random);
  const locked = createBackoff(options.lockedBackoff, config.random);
  let login = false;

  /** Rule 4.5: nobody's password is tried here; only whether somebody has signed in meanwhile. */
  async function untilSignedIn(backoff: Backoff, signal: AbortSignal): Promise<void> {
    for (;;) {
      if (login) return;
      await nowWake.wait(options.sessionUrl === null ? null : backoff.next(), signal);
      if (login || (await server.signedIn(signal))) return;
    }
  }

  return {
    async wait(error, signal) {
      board.phase(PHASES[error.code] ?? 'offline', error);
      nowWake.clear();
      if (error.code === 'unauthorized' || error.code === 'lockedOut') {
        await untilSignedIn(error.code === 'lockedOut' ? locked : ordinary, signal);
        login = false;
        return;
      }
      await nowWake.wait(ordinary.next(), signal);
    },
    signedIn() {
      login = true;
      nowWake.ring();
    },
    reset() {
      login = false;
      ordinary.reset();
      locked.reset();
    },
  };
}
