import { join } from 'node:path';
import { readJsonFile, writeFileAtomically } from './json-file';
import { openPouch } from './pouch';
import type { Pouch } from './pouch';
import { ADMIN_ONLY, parseSecurity } from './security';
import type { Security } from './security';
import { createSequenceCodec } from './sequence';
import type { SequenceCodec } from './sequence';

/** One open database. */
export interface Database {
  readonly name: string;
  readonly pouch: Pouch;
  readonly sequences: SequenceCodec;
  readonly security: Security;
  setSecurity(security: Security): Promise<void>;
  /** The newest sequence whose documents are on disk. */
  committed(): number;
  /** Runs writes one after another, so that what a check read is still true when its write happens. */
  write<T>(work: () => Promise<T>): Promise<T>;
  /** Calls `listener` after every write that was committed. Returns how to stop. */
  onChange(listener: () => void): () => void;
  /** To be called before something is stored that erases, so that what it replaces is forgotten in the end. */
  beforeErasure(): Promise<void>;
  close(): Promise<void>;
}

/** Opens, or creates, database `name` with its files in `folder`. */
export async function openDatabase(
  folder: string,
  name: string,
  { initial, beforeErasure }: { initial?: Security; beforeErasure: () => Promise<void> },
): Promise<Database> {
  const securityPath = join(folder, `${name}.security.json`);
  if (initial) await writeFileAtomically(securityPath, JSON.stringify(initial));
  const stored = await readJsonFile(securityPath);
  let security = stored === undefined ? ADMIN_ONLY : parseSecurity(stored);

  const pouch = await openPouch(join(folder, `${name}.leveldb`));
  const sequences = createSequenceCodec(await pouch.id());
  // PouchDB counts its sequence up before the batch is on disk; feeds may only promise what is.
  let committed = (await pouch.info()).update_seq;
  const listeners = new Set<() => void>();
  let last: Promise<unknown> = Promise.resolve();

  async function commit<T>(work: () => Promise<T>): Promise<T> {
    const result = await work();
    const { update_seq: seq } = await pouch.info();
    if (seq !== committed) {
      committed = seq;
      for (const listener of [...listeners]) listener();
    }
    return result;
  }

  return {
    name,
    pouch,
    sequences,
    get security() {
      return security;
    },
    async setSecurity(next) {
      await writeFileAtomically(securityPath, JSON.stringify(next));
      security = next;
    },
    beforeErasure,
    committed: () => committed,
    write(work) {
      const result = last.then(() => commit(work));
      last = result.catch(() => undefined);
      return result;
    },
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async close() {
      await last;
      await pouch.close();
    },
  };
}
