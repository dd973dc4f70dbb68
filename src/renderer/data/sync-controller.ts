import { createSyncEngine } from '@shared/couchdb-sync/engine';
import type { SyncEngine } from '@shared/couchdb-sync/config';
import type { ReplicaStore, SyncStatus } from '@shared/couchdb-sync/types';
import { merge } from '@shared/domain/record/merge';
import { isTeamDocument } from '@shared/domain/validation/shape';
import { drop } from '@shared/lib/drop';
import type { TeamDatabase } from './database';
import { createReplicaStore } from './replica-store';
import type { SyncEnvironment } from './sync-environment';
import { browserEnvironment } from './sync-environment';

/** What any window sees and may ask of the sync, whichever window runs it. */
export interface SyncController {
  /** The same object until something changes. */
  getSnapshot(): SyncStatus;
  subscribe(listener: () => void): () => void;
  /** Tries at once. Never sends a password. */
  syncNow(): void;
  /** To be called after a successful sign-in. */
  reauthenticated(): void;
  /** Sends refused records once more: these, or all. */
  retryRefused(ids?: readonly string[]): void;
  /** Resolves when this window does nothing any more; another window takes over. */
  stop(): Promise<void>;
}

type Request =
  | { kind: 'networkReturned' }
  | { kind: 'syncNow' }
  | { kind: 'reauthenticated' }
  | { kind: 'retryRefused'; ids: string[] | null };
type Message = Request | { kind: 'hello' } | { kind: 'status'; status: SyncStatus };

const STOPPED: SyncStatus = {
  phase: 'stopped',
  unsent: 0,
  needsAttention: 0,
  quarantined: 0,
  lastVerifiedAt: null,
};

interface SyncParts {
  database: TeamDatabase;
  /** `luuri-<team>` */
  teamDatabaseName: string;
  environment?: SyncEnvironment;
}

/**
 * Starts syncing this team, in exactly one window of the profile: the one that holds the lock. The others see
 * its status and pass their wishes on to it; when it closes, one of them takes over.
 */
export function startSync({ database, teamDatabaseName, environment }: SyncParts): SyncController {
  const env = environment ?? browserEnvironment();
  return runController(createReplicaStore(database), teamDatabaseName, env);
}

/** The controller on any store; apart from {@link startSync} so that it can be tested without a database. */
export function runController(
  store: ReplicaStore,
  teamDatabaseName: string,
  env: SyncEnvironment,
): SyncController {
  const listeners = new Set<() => void>();
  const channel = env.openChannel(`luuri-sync:${teamDatabaseName}`);
  const ending = new AbortController();
  let status: SyncStatus = { ...STOPPED, lastVerifiedAt: env.verified.read(teamDatabaseName) };
  let engine: SyncEngine | null = null;

  function show(next: SyncStatus): void {
    // Remembered over restarts: "last verified" is a fact about the data, not about this run.
    status = next.lastVerifiedAt === null ? { ...next, lastVerifiedAt: status.lastVerifiedAt } : next;
    for (const listener of listeners) listener();
  }

  function ask(request: Request): void {
    if (engine) obey(engine, request);
    else channel.post(request satisfies Message);
  }

  async function lead(): Promise<void> {
    const own = createSyncEngine({
      baseUrl: `/db/${teamDatabaseName}`,
      fetch: env.fetch,
      store,
      merge,
      isTeamDocument,
      clock: env.now,
      timers: env.timers,
      random: Math.random,
      onStatus(next) {
        if (next.lastVerifiedAt) env.verified.write(teamDatabaseName, next.lastVerifiedAt);
        show(next);
        channel.post({ kind: 'status', status } satisfies Message);
      },
      options: { sessionUrl: '/db/_session' },
    });
    engine = own;
    own.start();
    await aborted(ending.signal);
    engine = null;
    await own.stop();
  }

  channel.listen((data) => {
    const message = data as Message;
    if (message.kind === 'status') {
      if (!engine) show(message.status);
    } else if (message.kind === 'hello') {
      if (engine) channel.post({ kind: 'status', status } satisfies Message);
    } else if (engine) obey(engine, message);
  });
  const stopWatching = env.onReturn((who) =>
    ask({ kind: who === 'network' ? 'networkReturned' : 'syncNow' }),
  );
  channel.post({ kind: 'hello' } satisfies Message);
  const done = env.withLock(`luuri-sync:${teamDatabaseName}`, ending.signal, lead);
  drop(done);

  return {
    getSnapshot: () => status,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    syncNow: () => ask({ kind: 'syncNow' }),
    reauthenticated: () => ask({ kind: 'reauthenticated' }),
    retryRefused: (ids) => ask({ kind: 'retryRefused', ids: ids ? [...ids] : null }),
    async stop() {
      stopWatching();
      ending.abort();
      await done;
      channel.close();
    },
  };
}

function obey(engine: SyncEngine, request: Request): void {
  if (request.kind === 'syncNow') engine.syncNow();
  else if (request.kind === 'networkReturned') engine.networkReturned();
  else if (request.kind === 'reauthenticated') engine.reauthenticated();
  else drop(engine.retryRefused(request.ids ?? undefined));
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
