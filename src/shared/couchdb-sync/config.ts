import type { TeamDocument } from '../domain/record/documents';
import type { AuditReport, GiveUpReport, ReplicaStore, SyncStatus } from './types';

/** The parts of a fetch response that are used; the platform's own `Response` fits. */
export interface ResponseLike {
  status: number;
  redirected: boolean;
  headers: { get(name: string): string | null };
  body: { getReader(): BodyReader } | null;
}

export interface BodyReader {
  read(): Promise<{ done: boolean; value?: Uint8Array | undefined }>;
  cancel(reason?: unknown): Promise<void>;
}

export interface RequestLike {
  method: 'GET' | 'POST' | 'PUT';
  headers: Record<string, string>;
  body?: string;
  redirect: 'error';
  credentials: 'same-origin';
  cache: 'no-store';
  signal: AbortSignal;
}

export type FetchLike = (url: string, request: RequestLike) => Promise<ResponseLike>;

export interface Timers {
  /** Calls back once after `ms`; returns the function that cancels it. */
  after(ms: number, callback: () => void): () => void;
}

export interface SyncOptions {
  /** How often the server must say something on the feed, ms. Silence of 2.5 of these ends the request. */
  heartbeatMs: number;
  /** Silence that ends any other request, ms. */
  timeoutMs: number;
  /** Documents in a page of the first sync. */
  pageSize: number;
  /** Changes in a batch of the feed. */
  feedLimit: number;
  /** Wait after an answer of the long-poll before the next one is asked for, ms. */
  feedPauseMs: number;
  /** Documents in one push. */
  pushLimit: number;
  /** Bytes (roughly) in one push; a larger document goes alone. */
  pushBytes: number;
  /** First and longest wait after a failure, ms. */
  backoff: { firstMs: number; maxMs: number };
  /** First and longest wait while the account is locked, ms. */
  lockedBackoff: { firstMs: number; maxMs: number };
  /** Wait after a local write before sending, so that the writes of one command travel together, ms. */
  pushDelayMs: number;
  /** Ids compared in one step of the audit. */
  auditLimit: number;
  /** Wait between two steps of the audit in the background, ms. */
  auditPauseMs: number;
  /** So long without a connection, ms, that the next one begins with a whole audit. */
  longGapMs: number;
  /** Types in the order in which the first sync reads them; every other type follows. */
  typeOrder: readonly string[];
  /**
   * Where to ask whether somebody is signed in again (`…/_session`); asked without a password while
   * `needsLogin` or `lockedOut`. Without it only `reauthenticated()` ends those phases.
   */
  sessionUrl: string | null;
}

/**
 * Rules 3.8 and 7.4: what a merge itself does not say. Every machine that meets the same versions writes the same
 * events under the same ids, but for their author; where the server has one already, its copy is taken.
 */
export interface MergeNotes {
  /** Two versions, and their merge: what is stored in its place, and the events that explain it. Pure. */
  settle(
    ours: TeamDocument,
    theirs: TeamDocument,
    merged: TeamDocument,
  ): { doc: TeamDocument; events: readonly TeamDocument[] };
  /** One event for each value of two leaves that does not stay. Pure. */
  lost(winner: TeamDocument, leaf: TeamDocument): readonly TeamDocument[];
  /** The event of this id that tells the other machines that the server was taken as it is (rule 6.5). */
  adopted(id: string, now: number): TeamDocument;
  /** Whether a document is one that every machine derives alike. */
  isDerived(id: string): boolean;
}

export interface SyncConfig {
  /** The team database, without a slash at the end: `/db/luuri-acme`. */
  baseUrl: string;
  fetch: FetchLike;
  store: ReplicaStore;
  /** Commutative, associative, idempotent. */
  merge: (a: TeamDocument, b: TeamDocument) => TeamDocument;
  /** What is written down about merges; left out, nothing is. */
  notes?: MergeNotes;
  /** Whether a document from the server has the shape of one of ours (unknown types and fields included). */
  isTeamDocument: (doc: unknown) => doc is TeamDocument;
  /** Milliseconds since 1970. Decides nothing; only written into statuses and refusals. */
  clock: () => number;
  timers: Timers;
  /** 0 ≤ x < 1, for jitter. */
  random: () => number;
  /**
   * Rule 2.8: resolves when the disk has room for what nobody waits for, or when the signal is aborted. Left out, there
   * always is.
   */
  roomToGrow?: (signal: AbortSignal) => Promise<void>;
  /** Called with each new status, never with an equal one twice. */
  onStatus: (status: SyncStatus) => void;
  options?: Partial<SyncOptions>;
}

export interface SyncEngine {
  start(): void;
  /** Resolves when nothing runs any more. May be started again. */
  stop(): Promise<void>;
  /** Tries at once: the window has focus again, or the person asked. Never sends a password. */
  syncNow(): void;
  /** The network came back: requests from before hang on a dead line, so everything begins anew at once. */
  networkReturned(): void;
  status(): SyncStatus;
  /** Somebody signed in: leave `needsLogin` and `lockedOut`. */
  reauthenticated(): void;
  /**
   * Compares all ids and revisions with the server now, and heals what differs. Waits for the first sync when that
   * is under way; without a connection it answers at once that it is not complete.
   */
  audit(): Promise<AuditReport>;
  /**
   * In `serverChanged`, when a person says so: takes the server as it is now, reads it from the beginning, merges,
   * and sends it everything that it does not hold. Does nothing in any other phase.
   */
  adoptServer(): Promise<void>;
  /** Sends refused records once more; all of them, or these. */
  retryRefused(ids?: readonly string[]): Promise<void>;
  /** Gives up what the server refused of these records: rule 10. Only when a person said so. */
  giveUp(ids: readonly string[]): Promise<GiveUpReport>;
}
