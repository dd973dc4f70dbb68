import type { Bytes } from '@shared/backup/codec';
import type { BackupFailure } from '@shared/backup/backup-error';
import type { BackupHead, BackupScope } from '@shared/backup/format';
import type { Damaged } from '@shared/backup/read-backup';
import type { TeamDocument } from '@shared/domain/record/documents';

/** Where this machine's records lie, as the worker finds them past RxDB. */
export interface StoredPlace {
  /** One IndexedDB database a family. */
  stores: { family: string; name: string }[];
  /** `luuri-<team>` */
  team: string;
}

export interface WriteJob {
  kind: 'write';
  place: StoredPlace;
  head: Pick<BackupHead, 'database' | 'teamName' | 'createdBy' | 'app'>;
  scope: BackupScope;
}

export interface RestoreJob {
  kind: 'restore';
  place: StoredPlace;
  size: number;
  /** Who restores, as the server will see them. */
  user: { name: string; roles: readonly string[] };
  /** Compare, and write nothing. */
  dryRun: boolean;
  /** Leave out what the server would not take from this person. */
  onlySendable: boolean;
}

export interface CsvJob {
  kind: 'csv';
  place: StoredPlace;
}

export type BackupJob = WriteJob | RestoreJob | CsvJob;

/** What became of a backup, or would. */
export interface RestoreReport {
  head: BackupHead;
  new: number;
  changed: number;
  same: number;
  /** New or changed, but the server would not take them from this person. Left out where that was wished. */
  unsendable: number;
  files: { new: number; same: number };
  /** The first of them, by name. */
  damaged: Damaged[];
  damagedCount: number;
  /** Parts that were damaged, and had back whole. */
  repaired: string[];
}

/** What the worker asks of its page. */
export interface PageWork {
  /** Takes the next bytes of what is being written. */
  take(bytes: Bytes): Promise<void>;
  /** Bytes of the backup that is read. */
  read(from: number, to: number): Promise<Bytes>;
  /** Merges these into the replica. */
  store(docs: readonly TeamDocument[], areNew: boolean): Promise<void>;
  /** Contents of files have come here from a backup, and are this person's own. */
  filesAreBack(fileIds: readonly string[]): Promise<void>;
}

export interface Progress {
  records: number;
  files: number;
}

export type WorkerMessage =
  | { kind: 'call'; id: number; method: keyof PageWork; args: unknown[] }
  | { kind: 'progress'; progress: Progress }
  | { kind: 'done'; value: unknown }
  | { kind: 'failed'; code: BackupFailure | 'internal'; message: string };

export type PageMessage =
  { kind: 'start'; job: BackupJob } | { kind: 'answer'; id: number; value?: unknown; error?: string };
