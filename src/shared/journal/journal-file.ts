import type { JournalDisk } from './disk';
import { journalFileName } from './disk';

/** So much of the disk is the journal's before it is needed: a full disk must not stop what is being typed, bytes. */
const RESERVE = 256 * 1024;
/** The file is written anew when it is larger than this and than twice what it has to hold, bytes. */
const TIDY_ABOVE = 256 * 1024;

/** The file of one window: entries are added to it, and now and then it is written anew with what still matters. */
export interface JournalFile {
  /** Resolves when the bytes are on the disk. Where it rejects nothing was added, and it may be tried again. */
  append(bytes: Uint8Array<ArrayBuffer>): Promise<void>;
  /** Puts another file with this content in the place of all there is. Whenever the process ends, one of them is whole. */
  replace(bytes: Uint8Array<ArrayBuffer>): Promise<void>;
  /** Whether more than half of it no longer matters. */
  isWorn(): boolean;
  /** Bytes written since it was last written anew. */
  added(): number;
  /** Makes room for what is to come. Answers whether there is. */
  reserve(): Promise<boolean>;
  name(): string;
  remove(): Promise<void>;
}

/** A file of before that is gone on with. */
export interface FileStart {
  number: number;
  /** Bytes of it that are entries, and that the disk has given to it. */
  length: number;
  allotted: number;
}

export function createJournalFile(
  disk: JournalDisk,
  window: string,
  tidyAbove = TIDY_ABOVE,
  start: FileStart = { number: 1, length: 0, allotted: 0 },
): JournalFile {
  let { number, length } = start;
  let name = journalFileName(window, number);
  /** Bytes that the disk has given to the file. */
  let { allotted } = start;
  /** Length when it was last written anew, or last tried to be. */
  let tidied = 0;
  let obsolete: string[] = [];

  /** Zeros where the next entries will be. Without them the file still grows as files do. */
  async function reserve(): Promise<boolean> {
    if (length + RESERVE / 2 <= allotted) return true;
    const from = Math.max(length, allotted);
    try {
      await disk.write(name, from, new Uint8Array(length + RESERVE - from));
      allotted = length + RESERVE;
      return true;
    } catch {
      // No room for more than what has to be written: that is tried when it has to be.
      return false;
    }
  }

  async function removeObsolete(): Promise<void> {
    if (obsolete.length === 0) return;
    await disk.remove(obsolete).then(
      () => (obsolete = []),
      // Reading them again does no harm: the next time will do.
      () => undefined,
    );
  }

  return {
    async append(bytes) {
      await disk.write(name, length, bytes);
      length += bytes.length;
      allotted = Math.max(allotted, length);
      await reserve();
    },
    async replace(bytes) {
      tidied = length;
      // A number is used once: half a file may lie there.
      number += 1;
      const next = journalFileName(window, number);
      const whole = new Uint8Array(bytes.length + RESERVE);
      whole.set(bytes);
      try {
        await disk.write(next, 0, whole);
      } catch (error) {
        obsolete.push(next);
        await removeObsolete();
        throw error;
      }
      obsolete.push(name);
      name = next;
      length = bytes.length;
      tidied = length;
      allotted = whole.length;
      await removeObsolete();
    },
    isWorn: () => length > Math.max(tidyAbove, 2 * tidied),
    added: () => length - tidied,
    reserve,
    name: () => name,
    async remove() {
      obsolete.push(name);
      await disk.remove(obsolete);
    },
  };
}
