import { drop } from '@shared/lib/drop';

/** After the last key, milliseconds. */
const SAVE_AFTER = 250;
/** After the first key that is not saved, milliseconds: fast typing must not put the save off. */
const SAVE_AT_LATEST = 500;
const TRY_AGAIN_AFTER = 2_000;
const REMEMBERED = 20;

/** `waiting`: keys are not durable yet. `failed`: the last try to save was refused; it is tried again. */
export type KeepingState = 'kept' | 'waiting' | 'failed';

export interface NotesKeeper {
  getText(): string;
  getState(): KeepingState;
  subscribe(listener: () => void): () => void;
  type(text: string): void;
  /** Takes over what was written elsewhere, unless something is typed here or it is an echo of our own. */
  adopt(stored: string): void;
  /** Resolves when everything typed is durable; rejects when it cannot be saved now. */
  flush(): Promise<void>;
}

interface KeeperParts {
  text: string;
  /** What the database has. */
  saved: string;
  save(text: string): Promise<unknown>;
  /** Told at every key, synchronously: what is typed, and what the database has or may have. */
  onTyped(text: string, known: string[]): void;
  /** Told when everything typed is durable. */
  onKept(): void;
}

/** Keeps a growing text in the database while it is being typed. Typing never waits for it. */
export function createNotesKeeper(parts: KeeperParts): NotesKeeper {
  let { text, saved } = parts;
  let state: KeepingState = text === saved ? 'kept' : 'waiting';
  let sending: string | null = null;
  let writing: Promise<void> | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let firstUnsaved = 0;
  const ours = [saved];
  const listeners = new Set<() => void>();

  function tell(next: KeepingState): void {
    state = next;
    for (const listener of listeners) listener();
  }

  function arm(wait: number): void {
    clearTimeout(timer);
    timer = setTimeout(() => drop(saveOnce()), wait);
  }

  function saveOnce(): Promise<void> {
    writing ??= write().finally(() => {
      writing = null;
    });
    return writing;
  }

  async function write(): Promise<void> {
    clearTimeout(timer);
    if (text === saved) return;
    firstUnsaved = 0;
    sending = text;
    ours.push(text);
    if (ours.length > REMEMBERED) ours.shift();
    try {
      await parts.save(text);
      saved = sending;
    } catch (error) {
      arm(TRY_AGAIN_AFTER);
      tell('failed');
      throw error;
    } finally {
      sending = null;
    }
    if (text === saved) {
      parts.onKept();
      tell('kept');
    } else {
      firstUnsaved ||= Date.now();
      arm(SAVE_AFTER);
    }
  }

  if (text !== saved) arm(0);

  return {
    getText: () => text,
    getState: () => state,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    type(next) {
      if (next === text) return;
      text = next;
      parts.onTyped(text, sending === null ? [saved] : [saved, sending]);
      firstUnsaved ||= Date.now();
      arm(Math.max(0, Math.min(SAVE_AFTER, firstUnsaved + SAVE_AT_LATEST - Date.now())));
      tell('waiting');
    },
    adopt(stored) {
      if (text !== saved || ours.includes(stored)) return;
      text = stored;
      saved = stored;
      tell('kept');
    },
    async flush() {
      while (text !== saved) await saveOnce();
    },
  };
}
