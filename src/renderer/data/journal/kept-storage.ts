import type { Journal } from '@shared/journal/journal';

type Items = Pick<Storage, 'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'>;

/**
 * The browser's local storage, whose items are journalled too: browsers write it to the disk late, so what was set just
 * before a crash is not there after it.
 */
export function keptStorage(storage: Items, journal: Pick<Journal, 'keep'> | null): Items {
  return {
    getItem: (key) => storage.getItem(key),
    key: (index) => storage.key(index),
    get length() {
      return storage.length;
    },
    setItem(key, text) {
      journal?.keep(key, text);
      storage.setItem(key, text);
    },
    removeItem(key) {
      journal?.keep(key, '');
      storage.removeItem(key);
    },
  };
}

/** What a kept item of the local storage is called: as its key, which begins so. */
export const ITEM_PREFIX = 'luuri.';

/** After a crash: an item that is missing, or older than the journal's. Answers whether it was put back. */
export function restoreItem(storage: Items, key: string, text: string): boolean {
  const here = storage.getItem(key);
  if (text === '' || here === text || (here !== null && ageOf(here) >= ageOf(text))) return false;
  storage.setItem(key, text);
  return true;
}

/** A counter is as young as it is high, a copy says when it was written. */
function ageOf(text: string): number {
  try {
    const value: unknown = JSON.parse(text);
    const at: unknown = typeof value === 'object' && value !== null ? (value as { at?: unknown }).at : value;
    return typeof at === 'number' ? at : 0;
  } catch {
    return 0;
  }
}
