import type { TeamDocument } from '../domain/record/documents';

/** Why the server will not take a record. A closed list: the interface has words for each. */
export type RefusalReason =
  /** The server's rules say no (403 for this document). */
  | 'forbidden'
  /** Larger than the server accepts (413). */
  | 'tooLarge'
  /** The server says that it is not a well-formed document (400 for this document). */
  | 'invalid'
  /** The server holds a copy of this record that cannot be read here, so nothing can be merged into it. */
  | 'serverCopyUnreadable';

/** A record that needs attention: the server refused it, and it is not sent again until it is edited. */
export interface Refusal {
  reason: RefusalReason;
  /** What the server said, as it said it; for support, not for the agent's eyes first. */
  message: string;
  /** ISO 8601, UTC. */
  at: string;
}

/**
 * One record of the replica: the server's document untouched (without `_rev`) and, in the same row, what is
 * known of its state on the server. Because both are written in one write, no queue can disagree with the data.
 *
 * States: clean (`dirty` 0), dirty (`dirty` 1, no refusal), refused (`dirty` 1 with a refusal).
 */
export interface ReplicaRecord {
  id: string;
  doc: TeamDocument;
  /** The server revision that `doc` descends from; '' when the server has never been seen to hold it. */
  rev: string;
  /** 1 when `doc` holds something that the server is not known to have. A number, so that it can be indexed. */
  dirty: 0 | 1;
  refusal: Refusal | null;
}

/** A document from the server that is not one of ours, kept aside and counted; never lost, never shown. */
export interface QuarantinedDocument {
  id: string;
  rev: string;
  doc: unknown;
  /** ISO 8601, UTC. */
  at: string;
}

/** A stretch of ids, read backwards from `from` down to `to`, both included; null is the end of all ids. */
export interface IdRange {
  from: string | null;
  to: string | null;
  /** The last id that is stored already; null at the start of the range. */
  after: string | null;
  /** Little or nothing is expected in it. */
  few?: boolean;
}

/** A revision that the server held once: as long as the server's data lives on, it knows it (rule 6.3). */
export interface Witness {
  id: string;
  rev: string;
}

/** The newest of each way to hear of revisions. Which of them is the newest of all, nothing tells. */
export interface Witnesses {
  /** The last row of the feed. */
  witness?: Witness;
  /** The last one that the server took. */
  sent?: Witness;
  /** The newest change of all when documents were last read otherwise. */
  read?: Witness;
}

/** What a position keeps beside where it is, for as long as the server lives on (rules 6.3 and 6.5). */
export interface Known extends Witnesses {
  adoptions?: readonly string[];
  /** The server was seen to have forgotten a witness: should it know it again, others have taught it. */
  forgot?: true;
  /** Rule 8.1: the walk in the background has compared the ids up to this one. */
  audited?: string;
}

/** How far the replica has read the server. Opaque to the store; written only after the documents are stored. */
export type Checkpoint =
  | ({
      kind: 'first';
      /** The server's epoch, see rule 6. */
      epoch: string;
      /** Update sequence from before the first page: the live feed goes on from here. */
      seq: string;
      /** What is still to be read, the current range first and already shortened. */
      remaining: IdRange[];
      done: number;
      total: number;
      /** Rule 6.4: the server was taken as it is, so what it does not hold is sent to it again. */
      resend?: boolean;
    } & Known)
  | ({ kind: 'live'; epoch: string; seq: string } & Known)
  /** Rule 6.4: begin anew with whatever server answers, and send it what it lacks. `told`: another machine did so. */
  | { kind: 'adopt'; epoch: null; told?: boolean; adoptions?: readonly string[] };

/** What an audit compares of a record. */
export type RecordHead = Pick<ReplicaRecord, 'id' | 'rev' | 'dirty'>;

/** What an audit found (rule 8). */
export interface AuditReport {
  /** Every id was compared. False: the connection ended first, or there was none. */
  complete: boolean;
  /** Documents of the server that were compared. */
  checked: number;
  /** Documents that differed; all of them are healed or, where something is unsent now, on their way. */
  differences: number;
}

/** A refused change that a person gave up, kept aside on this machine as it was (rule 10). */
export interface GivenUp extends ReplicaRecord {
  /** ISO 8601, UTC. */
  at: string;
}

export interface GiveUpReport {
  /** False: there was no connection, and nothing was done. */
  connected: boolean;
  /** Ids of the records that were given up. */
  givenUp: string[];
}

export interface ReplicaCounts {
  /** Records with `dirty` 1, the refused ones included. */
  dirty: number;
  /** Records with a refusal. */
  refused: number;
  /** Documents in quarantine. */
  quarantined: number;
}

export interface DirtyBatch {
  /** Dirty and not refused. Never more than asked for. */
  records: ReplicaRecord[];
  /** Give this to the next call; null when this was the last batch. */
  next: string | null;
}

/** Called inside the write; must be pure and quick. The record to store, or null to leave things as they are. */
export type Decide = (current: ReplicaRecord | null, id: string) => ReplicaRecord | null;

/**
 * Where the replica lives. Every method rejects when the store fails; the engine then backs off and repeats,
 * so each method must be safe to repeat. `tests/contract/replica-store.ts` is the contract in executable form.
 *
 * Writers other than the engine (the commands) keep one rule: a local edit sets `dirty: 1` and `refusal: null`,
 * keeps `rev`, and does all that in the same write as the data.
 */
export interface ReplicaStore {
  /** The records that exist, in any order. */
  read(ids: readonly string[]): Promise<ReplicaRecord[]>;
  /** The heads of all records with `low` ≤ id ≤ `high`, in any order; null is no bound. */
  heads(low: string | null, high: string | null): Promise<RecordHead[]>;
  /**
   * Atomic read-modify-write, record by record. `decide` is called again with the newer record when another
   * write came between, so it must not depend on how often it is called. Resolves when all are stored.
   * With `expectNew` the store may try a plain insert first (`decide(null, id)`) and fall back.
   */
  update(ids: readonly string[], decide: Decide, options?: { expectNew?: boolean }): Promise<void>;
  /** Dirty, unrefused records. A walk with `next` meets each record that was dirty when it began once. */
  dirtyBatch(limit: number, after: string | null): Promise<DirtyBatch>;
  /** Ids of all refused records. */
  refusedIds(): Promise<string[]>;
  counts(): Promise<ReplicaCounts>;
  checkpoint(): Promise<Checkpoint | null>;
  saveCheckpoint(checkpoint: Checkpoint): Promise<void>;
  /** Keeps or replaces by id. */
  quarantine(documents: readonly QuarantinedDocument[]): Promise<void>;
  /** Forgets these ids where they are in quarantine: a readable version has arrived. */
  releaseQuarantined(ids: readonly string[]): Promise<void>;
  /**
   * Rule 10: keeps a copy of each aside, and only when that is durable does, record by record and atomically, what
   * `decide` says of it as it is then: stores another, takes it away, or (null) leaves it. Records that are left
   * leave no copy. Resolves with the ids of the others.
   */
  giveUp(
    given: readonly GivenUp[],
    decide: (current: ReplicaRecord) => ReplicaRecord | 'remove' | null,
  ): Promise<string[]>;
  /**
   * Wakes the push: called after any write that left a record dirty, by whomever, in whichever window.
   * May be called too often, never too seldom. Returns the unsubscribe function.
   */
  onLocalWrite(callback: () => void): () => void;
}

export type SyncPhase =
  /** Not started, or stopped. */
  | 'stopped'
  /** The server does not answer, or what answers is not the server. Work goes on; tried again by itself. */
  | 'offline'
  /** The documents are being fetched for the first time. */
  | 'firstSync'
  /** Connected, reading what happened meanwhile. */
  | 'catchingUp'
  /** Connected, everything read; changes arrive as they happen. */
  | 'live'
  /** The session has ended (401). Nothing is tried with a password until somebody signs in again. */
  | 'needsLogin'
  /** The server has locked this account for a while after wrong passwords. */
  | 'lockedOut'
  /** Signed in, but this user may not use the team's database. */
  | 'noRights'
  /** This is not the server that the replica was filled from. Nothing is read or sent. */
  | 'serverChanged';

export type SyncErrorCode =
  /** No answer: no network, refused, reset, redirected. */
  | 'unreachable'
  /** No byte within the time limit. */
  | 'timeout'
  /** Something answered that is not a CouchDB: HTML, an empty or strange body, wrong ids, a redirect. */
  | 'notTheServer'
  /** The server answers that it cannot answer now: 5xx, 408, 429 and other statuses. */
  | 'serverError'
  /** 400: the server cannot take what was sent. */
  | 'rejected'
  | 'unauthorized'
  | 'forbidden'
  | 'lockedOut'
  | 'notFound'
  | 'conflict'
  | 'tooLarge'
  /** The epoch document differs or is missing. */
  | 'serverChanged'
  /** The local store failed. */
  | 'storeFailed'
  /** The engine was told to stop; never shown. */
  | 'stopped';

export interface SyncStatus {
  phase: SyncPhase;
  /** Records that the server is not known to have, the refused ones included. */
  unsent: number;
  /** Records that the server refused: nothing happens to them without a person. */
  needsAttention: number;
  /** Documents on the server that cannot be read here. */
  quarantined: number;
  /** The last moment (ISO 8601, UTC) when the server answered, everything was read and nothing was unsent. */
  lastVerifiedAt: string | null;
  /** During the first sync. */
  progress?: { done: number; total: number; bytes: number };
  /** What went wrong last; gone once reading and sending both work. `message` is technical English. */
  lastError?: { code: SyncErrorCode; message: string; at: string };
}
