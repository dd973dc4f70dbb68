/** The journal's folder of one team on one machine, whatever it lies on. Rejects when the disk does. */
export interface JournalDisk {
  /** Names of the files there are. */
  list(): Promise<string[]>;
  /** The whole file. */
  read(name: string): Promise<Uint8Array<ArrayBuffer>>;
  /**
   * Writes at a place of the file, which is made where it is not there. Resolves when it is on the disk, flushed.
   * A write that rejects may have written a part.
   */
  write(name: string, at: number, bytes: Uint8Array<ArrayBuffer>): Promise<void>;
  /** Removes files; those that are not there are removed already. */
  remove(names: readonly string[]): Promise<void>;
  /** Lets go of the files. */
  close(): void;
}

const NAME = /^([0-9A-Za-z-]{8,40})\.([0-9]{1,9})$/;

/** A window writes one file after the other, never one of another window: `<window>.<number>`. */
export function journalFileName(window: string, number: number): string {
  return `${window}.${number}`;
}

/** @param name one of `journalFileName` */
export function fileNumber(name: string): number {
  return Number(NAME.exec(name)?.[2] ?? 0);
}

/** The window that wrote a file; null where the name is none of ours. */
export function windowOfFile(name: string): string | null {
  return NAME.exec(name)?.[1] ?? null;
}
