/**
 * What a call needs to be there again although the database did not get it: written synchronously with the keys,
 * gone as soon as everything is durable.
 */
export interface SafetyCopy {
  callId: string;
  user: string;
  text: string;
  /** What is, or may already be, in the database: the last saved text and the one being saved. */
  known: string[];
  /** Arguments the call was started with, while it may not be stored. */
  start: Record<string, unknown> | null;
  /** Milliseconds since 1970. */
  at: number;
}

type CopyStorage = Pick<Storage, 'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'>;

export interface SafetyCopies {
  write(copy: SafetyCopy): void;
  clear(callId: string): void;
  /** All copies of this team on this machine; unreadable ones are left out and left alone. */
  all(): SafetyCopy[];
}

export function createSafetyCopies(database: string, storage: CopyStorage): SafetyCopies {
  const prefix = `luuri.callNotes.${database}.`;
  return {
    write(copy) {
      try {
        storage.setItem(prefix + copy.callId, JSON.stringify(copy));
      } catch (error) {
        // A full or forbidden localStorage takes the second net away, not the call: the database still saves.
        console.error(error);
      }
    },
    clear: (callId) => storage.removeItem(prefix + callId),
    all() {
      const copies: SafetyCopy[] = [];
      for (let index = 0; index < storage.length; index += 1) {
        const key = storage.key(index);
        const copy = key?.startsWith(prefix) ? readCopy(storage.getItem(key)) : null;
        if (copy) copies.push(copy);
      }
      return copies;
    },
  };
}

/**
 * The notes after a crash: nothing of either text may be lost.
 * @param stored what the database has
 */
export function joinNotes(stored: string, copy: Pick<SafetyCopy, 'text' | 'known'>): string {
  const { text, known } = copy;
  if (known.includes(stored) || text.startsWith(stored)) return text;
  if (stored.startsWith(text)) return stored;
  // Somebody else wrote meanwhile (another window or machine): both stay.
  return text === '' ? stored : `${stored}\n\n${text}`;
}

function readCopy(json: string | null): SafetyCopy | null {
  try {
    const value: unknown = JSON.parse(json ?? 'null');
    if (typeof value !== 'object' || value === null) return null;
    const { callId, user, text, known, start, at } = value as Record<string, unknown>;
    if (typeof callId !== 'string' || typeof user !== 'string' || typeof text !== 'string') return null;
    return {
      callId,
      user,
      text,
      known: Array.isArray(known) ? known.filter((item) => typeof item === 'string') : [],
      start: typeof start === 'object' ? (start as SafetyCopy['start']) : null,
      at: typeof at === 'number' ? at : 0,
    };
  } catch {
    return null;
  }
}
