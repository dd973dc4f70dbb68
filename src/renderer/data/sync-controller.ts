import type { MergeNotes } from '@shared/couchdb-sync/config';
import { createSyncEngine } from '@shared/couchdb-sync/engine';
import type { AuditReport, GiveUpReport, ReplicaStore, SyncStatus } from '@shared/couchdb-sync/types';
import { merge } from '@shared/domain/record/merge';
import { isTeamDocument } from '@shared/domain/validation/shape';
import { drop } from '@shared/lib/drop';
import type { TeamDatabase } from './database';
import { createReplicaStore } from './replica-store';
import type { SyncEnvironment } from './sync-environment';
import { browserEnvironment } from './sync-environment';
import { fencedStore, seekLead } from './sync-lead';
import type { WishMessage } from './sync-wishes';
import { createWishes } from './sync-wishes';
import type { LockTurn } from './window-lock';

/** What any window sees and may ask of the sync, whichever window runs it. */
export interface SyncController {
  /** The same object until something changes. */
  getSnapshot(): SyncStatus;
  subscribe(listener: () => void): () => void;
  /** Whether this window is the one that syncs; files go the same way. Subscribers hear of a change. */
  leads(): boolean;
  /** Tries at once. Never sends a password. */
  syncNow(): void;
  /** To be called after a successful sign-in. */
  reauthenticated(): void;
  /** Sends refused records once more: these, or all. */
  retryRefused(ids?: readonly string[]): void;
  /** Compares everything with the server now and heals what differs. Rejects when that failed. */
  audit(): Promise<AuditReport>;
  /** Takes a changed server as it is and sends it what it lacks: only after a person's yes. */
  adoptServer(): Promise<void>;
  /** Gives up what the server refused of these records: only after a person's yes. */
  giveUp(ids: readonly string[]): Promise<GiveUpReport>;
  /** Resolves when this window does nothing any more; another window takes over. */
  stop(): Promise<void>;
}

type Message = WishMessage | { kind: 'hello' } | { kind: 'status'; status: SyncStatus };

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
  /** Who explains what merges did; left out for those who may not write. */
  notes?: MergeNotes | undefined;
  environment?: SyncEnvironment;
}

/**
 * Starts syncing this team, in exactly one window of the profile: the one that holds the lock. The others see
 * its status and pass their wishes on to it; when it closes, one of them takes over.
 */
export function startSync({ database, teamDatabaseName, notes, environment }: SyncParts): SyncController {
  const env = environment ?? browserEnvironment();
  return runController(() => createReplicaStore(database), teamDatabaseName, env, notes);
}

/**
 * The controller on any store; apart from {@link startSync} so that it can be tested without a database.
 * @param openStore called at each turn of leading: what a store remembers is only right while its window leads
 */
export function runController(
  openStore: () => ReplicaStore,
  teamDatabaseName: string,
  env: SyncEnvironment,
  notes?: MergeNotes,
): SyncController {
  const listeners = new Set<() => void>();
  const channel = env.openChannel(`luuri-sync:${teamDatabaseName}`);
  const post = (message: Message) => channel.post(message);
  const wishes = createWishes(post);
  const ending = new AbortController();
  let status: SyncStatus = { ...STOPPED, lastVerifiedAt: env.verified.read(teamDatabaseName) };
  let leads = false;

  function show(next: SyncStatus): void {
    // Remembered over restarts: "last verified" is a fact about the data, not about this run.
    status = next.lastVerifiedAt === null ? { ...next, lastVerifiedAt: status.lastVerifiedAt } : next;
    for (const listener of listeners) listener();
  }

  async function work(turn: LockTurn, over: AbortSignal): Promise<void> {
    const lost = new AbortController();
    const engine = createSyncEngine({
      baseUrl: `/db/${teamDatabaseName}`,
      fetch: env.fetch,
      store: fencedStore(openStore(), turn, env.now, () => lost.abort()),
      merge,
      ...(notes ? { notes } : {}),
      isTeamDocument,
      clock: env.now,
      timers: env.timers,
      random: Math.random,
      ...(env.roomToGrow ? { roomToGrow: env.roomToGrow } : {}),
      onStatus(next) {
        // One that does not lead any more has nothing to say, not even that it stops.
        if (!leads || over.aborted || lost.signal.aborted) return;
        if (next.lastVerifiedAt) env.verified.write(teamDatabaseName, next.lastVerifiedAt);
        show(next);
        post({ kind: 'status', status });
      },
      options: { sessionUrl: '/db/_session' },
    });
    leads = true;
    engine.start();
    wishes.lead(engine);
    await aborted(over, lost.signal);
    leads = false;
    wishes.lead(null);
    await engine.stop();
  }

  const lead = seekLead({
    env,
    name: `luuri-sync:${teamDatabaseName}`,
    ending: ending.signal,
    ask: () => post({ kind: 'hello' }),
    work,
  });
  channel.listen((data) => {
    const message = data as Message;
    switch (message.kind) {
      case 'hello':
        if (leads) post({ kind: 'status', status });
        break;
      case 'status':
        lead.heard();
        if (!leads) show(message.status);
        break;
      case 'taken':
        lead.heard();
        wishes.heard(message);
        break;
      default:
        wishes.heard(message);
    }
  });
  const stopWatching = env.onReturn((who) =>
    wishes.nudge({ kind: who === 'network' ? 'networkReturned' : 'syncNow' }),
  );
  post({ kind: 'hello' });

  return {
    getSnapshot: () => status,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    leads: () => leads,
    syncNow: () => wishes.nudge({ kind: 'syncNow' }),
    reauthenticated: () => wishes.nudge({ kind: 'reauthenticated' }),
    retryRefused: (ids) => drop(wishes.ask({ kind: 'retryRefused', ids: ids ? [...ids] : null })),
    audit: async () => (await wishes.ask({ kind: 'audit' })) as AuditReport,
    async adoptServer() {
      await wishes.ask({ kind: 'adoptServer' });
    },
    giveUp: async (ids) => (await wishes.ask({ kind: 'giveUp', ids: [...ids] })) as GiveUpReport,
    async stop() {
      stopWatching();
      ending.abort();
      await lead.done;
      wishes.close();
      channel.close();
    },
  };
}

/** Resolves when one of the signals is aborted. */
function aborted(...signals: AbortSignal[]): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of signals) {
      if (signal.aborted) resolve();
      else signal.addEventListener('abort', () => resolve(), { once: true });
    }
  });
}
