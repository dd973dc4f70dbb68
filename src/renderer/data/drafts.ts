import type { Journal } from '@shared/journal/journal';
import { drop } from '@shared/lib/drop';
import type { LocalCollection } from './database';

/** Ids of the rows, and keys in the journal. */
export const DRAFT_PREFIX = 'draft:';

/** The rows that are drafts; the empty text is one that is done with. */
export const DRAFT_ROWS = { id: { $gt: DRAFT_PREFIX, $lt: 'draft;' } };

/** How long typing may stay out of the database, milliseconds; the journal has it sooner. */
const SAVE_AFTER = 250;
/** After a save that failed (a full disk, a database that is busy), milliseconds. */
const TRY_AGAIN_AFTER = 2_000;

/**
 * Texts being written that belong to no record yet (a reply, a note, a form), kept on this machine: in the database at
 * most {@link SAVE_AFTER} ms after the key, and beside it in the journal, which also has what the database could not
 * store. What could not be written stays here and is tried again.
 */
export interface Drafts {
  read(key: string): Promise<string>;
  /** Keeps the text; the empty text forgets the draft. */
  write(key: string, text: string): void;
  /**
   * Forgets a text that has become a record, unless another was typed in this window since: then that one, or
   * what `rest` makes of it, is kept. Answers what is left.
   */
  settle(key: string, saved: string, rest?: (typed: string) => string): string;
  /** Writes everything that is waiting; resolves when it is durable, rejects when it cannot be written now. */
  flush(): Promise<void>;
}

interface Typed {
  text: string;
  /** Ms since 1970. */
  at: number;
}

export function createDrafts(
  local: Pick<LocalCollection, 'bulkUpsert' | 'findOne'>,
  journal: Pick<Journal, 'keep' | 'flush'> | null,
  now: () => number = Date.now,
): Drafts {
  const waiting = new Map<string, Typed>();
  /** The newest text of each draft that was typed in this window and is not empty. */
  const typed = new Map<string, string>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  /** The writes so far, whatever became of them. */
  let writing: Promise<unknown> = Promise.resolve();

  async function save(): Promise<void> {
    clearTimeout(timer);
    timer = undefined;
    const batch = [...waiting];
    waiting.clear();
    if (batch.length === 0) return;
    try {
      const { error } = await local.bulkUpsert(
        batch.map(([key, { text, at }]) => ({ id: draftId(key), value: text, at })),
      );
      if (error[0]) throw new Error(`draft not stored: ${error[0].status}`);
    } catch (error) {
      for (const [key, last] of batch) if (!waiting.has(key)) waiting.set(key, last);
      arm(TRY_AGAIN_AFTER);
      throw error;
    }
  }

  function arm(wait: number): void {
    timer ??= setTimeout(() => drop(flush()), wait);
  }

  function flush(): Promise<void> {
    // Beside each other: each is enough. What the journal cannot write, it tells itself.
    if (journal) drop(journal.flush(), () => undefined);
    const result = writing.then(save);
    writing = result.catch(() => undefined);
    return result;
  }

  function write(key: string, text: string): void {
    if (text === '') typed.delete(key);
    else typed.set(key, text);
    // The database has it later than that, and the journal perhaps a newer one: a start has to tell which is the last.
    waiting.set(key, { text, at: now() });
    journal?.keep(draftId(key), text);
    arm(SAVE_AFTER);
  }

  return {
    async read(key) {
      const pending = waiting.get(key);
      if (pending !== undefined) return pending.text;
      await writing;
      const row = await local.findOne(draftId(key)).exec();
      return waiting.get(key)?.text ?? (typeof row?.value === 'string' ? row.value : '');
    },
    write,
    settle(key, saved, rest = (text) => text) {
      const newest = typed.get(key) ?? saved;
      const left = newest === saved ? '' : rest(newest);
      write(key, left);
      return left;
    },
    flush,
  };
}

/** The row's id, and the text's key in the journal. */
export function draftId(key: string): string {
  return `${DRAFT_PREFIX}${key}`;
}
