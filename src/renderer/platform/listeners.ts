import type { Unsubscribe } from '@shared/ipc/bridge';

export interface Listeners<T> {
  add(listener: (payload: T) => void): Unsubscribe;
  tell(payload: T): void;
}

/** A list of listeners; one that is added while being told hears the next payload, not this one. */
export function createListeners<T>(): Listeners<T> {
  const all = new Set<(payload: T) => void>();
  return {
    add(listener) {
      // A closure of our own, so that the same function added twice counts twice.
      const own = (payload: T): void => listener(payload);
      all.add(own);
      return () => void all.delete(own);
    },
    tell(payload) {
      for (const listener of [...all]) listener(payload);
    },
  };
}
