import type { Bytes } from './codec';
import type { ByteSource } from './zip-reader';
import type { ByteSink } from './zip-writer';

/** A backup that lies in the folder. */
export interface KeptBackup {
  name: string;
  bytes: number;
  /** When it was written, ISO 8601, UTC. */
  at: string;
}

/** A backup that is being written: there whole after `close`, or not at all. */
export interface BackupDraft extends ByteSink {
  close(): Promise<void>;
  abort(): Promise<void>;
}

/** A backup to be read, in the folder or chosen by a person. */
export interface OpenedBackup extends ByteSource {
  name: string;
}

/** Where one team's backups lie on this computer. Rejects when the disk does. */
export interface BackupFolder {
  /** False where they are gone when the window closes (a browser over plain http). */
  isLasting: boolean;
  /** The newest first. */
  list(): Promise<KeptBackup[]>;
  create(name: string): Promise<BackupDraft>;
  open(name: string): Promise<OpenedBackup>;
  remove(name: string): Promise<void>;
  /** Saves a copy where the person says. @returns false when they changed their mind */
  saveCopy(name: string): Promise<boolean>;
}

export function newestFirst(found: readonly KeptBackup[]): KeptBackup[] {
  return found.toSorted((a, b) => (a.at < b.at ? 1 : -1));
}

/** A source on bytes that the browser holds, wherever it keeps them. */
export function blobSource(name: string, blob: Blob): OpenedBackup {
  return {
    name,
    size: blob.size,
    read: async (from, to): Promise<Bytes> => new Uint8Array(await blob.slice(from, to).arrayBuffer()),
  };
}
