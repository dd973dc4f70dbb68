import type { TeamDocument } from '../domain/record/documents';
import { contains } from '../domain/record/merge-news';
import { drop } from '../lib/drop';
import type { JournalDisk } from './disk';
import type { JournalEntry, KeptText, Settled } from './entries';
import type { FileStart } from './journal-file';
import { createJournalFile } from './journal-file';
import { joinBytes } from '../lib/bytes';
import { toLine } from './lines';

/**
 * What was typed and stored on this machine and is not known to be on the server, outside the database: a database can
 * be lost as a whole (a full disk makes Chromium wipe it).
 */
export interface Journal {
  /**
   * Runs `work`, which stores the documents in the database, when they are on the disk here: from then on they are not
   * lost, whatever becomes of the database. Where `work` fails they are taken back. A journal that cannot be written
   * stops nobody.
   * @param settles the draft that they were made of, which is done with as soon as they are stored
   */
  storing<T>(
    docs: readonly TeamDocument[],
    work: () => Promise<T>,
    settles?: Omit<Settled, 'at'>,
  ): Promise<T>;
  /** Keeps a text: on the disk {@link KEEP_AFTER} ms later, and in front of what is stored next. '' forgets it. */
  keep(key: string, text: string): void;
  /** The server has this content: what it holds of ours need not be kept any longer. */
  acknowledged(doc: TeamDocument): void;
  /** A person gave this record's changes up. */
  givenUp(id: string): void;
  /** Resolves when everything is on the disk, rejects when it cannot be now. */
  flush(): Promise<void>;
  /**
   * Puts a file with what still matters in the place of what there is: what does not is gone then. Rejects when it cannot.
   * @param isOver texts that are to be forgotten before
   */
  rewrite(isOver: (key: string, text: string) => boolean): Promise<void>;
  /** Makes room on the disk for what is to come. Answers whether there is. */
  reserve(): Promise<boolean>;
  /** The file that is written now. */
  fileName(): string;
  /** Ends it. What still matters stays on the disk for the next start; a journal of nothing leaves nothing. */
  close(): Promise<void>;
}

export interface JournalParts {
  disk: JournalDisk;
  /** Names this window's files. */
  window: string;
  merge(a: TeamDocument, b: TeamDocument): TeamDocument;
  /** Milliseconds since 1970. */
  now(): number;
  timers: { after(ms: number, callback: () => void): () => void };
  /** The disk does not take it (the error), or takes it again (null). Told when it changes. */
  onTrouble(error: unknown): void;
  /** See `journal-file.ts`. */
  tidyAbove?: number;
  /** Goes on with this file of a window that is no more. */
  start?: JournalStart;
}

/** A file that is gone on with, and what is in it. */
export interface JournalStart extends FileStart {
  /** The highest number of a command in it. */
  lastNumber: number;
  docs: ReadonlyMap<string, TeamDocument>;
  texts: ReadonlyMap<string, KeptText>;
}

/** A text is on the disk so soon after its first key, ms. */
const KEEP_AFTER = 150;
/** A disk that does not answer holds nobody up longer than this, ms. */
const PATIENCE = 2_000;
/** After a disk refused, ms. */
const TRY_AGAIN_AFTER = 2_000;
/** A journal that has nothing left to keep is emptied after this, ms. */
const EMPTY_AFTER = 5_000;

interface Flight {
  docs: TeamDocument[];
  settles?: Settled;
}

export function createJournal(parts: JournalParts): Journal {
  const { disk, window, merge, now, timers, onTrouble, tidyAbove, start } = parts;
  const file = createJournalFile(disk, window, tidyAbove, start);
  /** Being stored in the database now, by number. */
  const flights = new Map<number, Flight>();
  /** Stored in the database, not known to be on the server. */
  const held = new Map(start?.docs);
  const texts = new Map(start?.texts);
  /** Keys whose newest text is not on the disk, and when they were written. */
  const changed = new Map<string, number>();
  /** Lines that are not on the disk. */
  let lines: Uint8Array[] = [];
  let lastNumber = start?.lastNumber ?? 0;
  let isRefused = false;
  let isClosed = false;
  let next: Promise<void> | null = null;
  let last: Promise<unknown> = Promise.resolve();
  let cancelKeep: (() => void) | null = null;
  let cancelEmpty: (() => void) | null = null;

  /** What comes while a flush is under way goes to the disk together, in the one after it. */
  function flush(): Promise<void> {
    next ??= last.then(write);
    last = next.catch(() => undefined);
    return next;
  }

  async function write(): Promise<void> {
    next = null;
    cancelKeep?.();
    cancelKeep = null;
    const keys = [...changed];
    const batch = [...lines, ...keys.map(([key, at]) => textLine(key, at))];
    lines = [];
    changed.clear();
    if (batch.length === 0 || isClosed) return;
    try {
      if (!file.isWorn() || !(await tidy())) await file.append(joinBytes(batch));
      if (isRefused) onTrouble(null);
      isRefused = false;
    } catch (error) {
      lines = [...batch.slice(0, batch.length - keys.length), ...lines];
      for (const [key, at] of keys) if (!changed.has(key)) changed.set(key, at);
      if (!isRefused) onTrouble(error);
      isRefused = true;
      arm(TRY_AGAIN_AFTER);
      throw error;
    }
  }

  /** Writes the file anew, also what waits to be written. Answers whether it could: the old one is as good, only longer. */
  async function tidy(): Promise<boolean> {
    try {
      await file.replace(joinBytes(everything()));
      return true;
    } catch {
      return false;
    }
  }

  function everything(): Uint8Array[] {
    const stored: JournalEntry[] = [...held.values()].map((doc) => ({
      kind: 'stored',
      number: (lastNumber += 1),
      docs: [doc],
    }));
    const flying: JournalEntry[] = [...flights].map(([number, flight]) => ({
      kind: 'stored',
      number,
      ...flight,
    }));
    const kept: JournalEntry[] = [...texts].map(([key, text]) => ({ kind: 'kept', key, ...text }));
    return [...stored, ...flying, ...kept].map(toLine);
  }

  function textLine(key: string, at: number): Uint8Array {
    return toLine({ kind: 'kept', key, text: texts.get(key)?.text ?? '', at } satisfies JournalEntry);
  }

  function arm(wait: number): void {
    cancelKeep ??= timers.after(wait, () => {
      cancelKeep = null;
      // Whoever has to know hears of it by `onTrouble`.
      drop(flush(), () => undefined);
    });
  }

  function add(entry: JournalEntry): void {
    lines.push(toLine(entry));
  }

  /** Resolves also where the disk refuses or is silent: who writes goes on, and hears of it once. */
  async function patiently(flushed: Promise<void>): Promise<void> {
    let cancel = () => undefined as void;
    const silent = new Promise<void>((resolve) => {
      cancel = timers.after(PATIENCE, () => {
        if (!isRefused) onTrouble(new Error('the disk does not answer'));
        isRefused = true;
        resolve();
      });
    });
    await Promise.race([flushed.catch(() => undefined), silent]);
    cancel();
  }

  function keep(key: string, text: string): void {
    if (text === (texts.get(key)?.text ?? '')) return;
    const at = now();
    if (text === '') texts.delete(key);
    else texts.set(key, { text, at });
    changed.set(key, at);
    if (!isRefused) arm(KEEP_AFTER);
  }

  function hold(docs: readonly TeamDocument[]): void {
    for (const doc of docs) {
      const before = held.get(doc._id);
      held.set(doc._id, before ? merge(before, doc) : doc);
    }
  }

  /** It was in the file that is gone on with: this is its replay. */
  function isInherited(doc: TeamDocument): boolean {
    const ours = start?.docs.get(doc._id);
    return ours !== undefined && contains(ours, doc, merge);
  }

  function emptySoon(): void {
    if (cancelEmpty || isClosed || held.size + flights.size > 0 || file.added() === 0) return;
    cancelEmpty = timers.after(EMPTY_AFTER, () => {
      cancelEmpty = null;
      if (held.size + flights.size > 0 || isClosed) return;
      last = last.then(tidy);
    });
  }

  return {
    async storing(docs, work, settles) {
      const number = (lastNumber += 1);
      const flight: Flight = { docs: [...docs], ...(settles ? { settles: { ...settles, at: now() } } : {}) };
      flights.set(number, flight);
      if (settles || !docs.every(isInherited)) add({ kind: 'stored', number, ...flight });
      await patiently(flush());
      try {
        const result = await work();
        hold(flight.docs);
        if (settles && texts.get(settles.key)?.text === settles.text) keep(settles.key, '');
        return result;
      } catch (error) {
        add({ kind: 'failed', number });
        drop(flush(), () => undefined);
        throw error;
      } finally {
        flights.delete(number);
        emptySoon();
      }
    },
    keep,
    acknowledged(doc) {
      for (const flight of flights.values())
        flight.docs = flight.docs.filter((ours) => ours._id !== doc._id || !contains(doc, ours, merge));
      const ours = held.get(doc._id);
      if (!ours || !contains(doc, ours, merge)) return;
      held.delete(doc._id);
      emptySoon();
    },
    givenUp(id) {
      if (!held.delete(id)) return;
      add({ kind: 'givenUp', ids: [id] });
      drop(flush(), () => undefined);
    },
    flush,
    rewrite(isOver) {
      for (const [key, { text }] of texts) if (isOver(key, text)) keep(key, '');
      const rewriting = last.then(async () => {
        if (isClosed || !(await tidy())) throw new Error('the journal was not written anew');
      });
      last = rewriting.catch(() => undefined);
      return rewriting;
    },
    reserve() {
      // In its turn: zeros must not follow what is written where they were to lie.
      const reserved = last.then(file.reserve);
      last = reserved;
      return reserved;
    },
    fileName: file.name,
    async close() {
      if (isClosed) return;
      cancelEmpty?.();
      await flush().catch(() => undefined);
      isClosed = true;
      cancelKeep?.();
      await last;
      if (held.size + flights.size + texts.size === 0) await file.remove().catch(() => undefined);
      disk.close();
    },
  };
}
