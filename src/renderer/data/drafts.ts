import { drop } from '@shared/lib/drop';
import type { LocalCollection } from './database';

/** How long typing may stay unsaved, milliseconds. */
const SAVE_AFTER = 250;

/**
 * Texts being written that belong to no record yet (a reply, a note, a form), kept on this machine.
 * What was typed is on disk at most {@link SAVE_AFTER} ms after the key.
 */
export interface Drafts {
  read(key: string): Promise<string>;
  /** Keeps the text; the empty text forgets the draft. */
  write(key: string, text: string): void;
  /** Writes everything that is waiting; resolves when it is durable. */
  flush(): Promise<void>;
}

export function createDrafts(local: LocalCollection): Drafts {
  const waiting = new Map<string, string>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let writing: Promise<void> = Promise.resolve();

  async function save(): Promise<void> {
    clearTimeout(timer);
    timer = undefined;
    const batch = [...waiting];
    waiting.clear();
    if (batch.length === 0) return;
    const { error } = await local.bulkUpsert(batch.map(([key, text]) => ({ id: draftId(key), value: text })));
    if (error[0]) throw new Error(`draft not stored: ${error[0].status}`);
  }

  function flush(): Promise<void> {
    writing = writing.then(save);
    return writing;
  }

  return {
    async read(key) {
      const pending = waiting.get(key);
      if (pending !== undefined) return pending;
      await writing;
      const row = await local.findOne(draftId(key)).exec();
      return typeof row?.value === 'string' ? row.value : '';
    },
    write(key, text) {
      waiting.set(key, text);
      timer ??= setTimeout(() => drop(flush()), SAVE_AFTER);
    },
    flush,
  };
}

function draftId(key: string): string {
  return `draft:${key}`;
}
