export type FetchHere = (address: string, init?: RequestInit) => Promise<Response>;

/** Header and path are the desktop shell's: see `src/main/protocol/app-protocol.ts`. */
const REQUEST_ID_HEADER = 'x-luuri-request';
const ABORT_PATH = '/api/abort';

/**
 * `fetch` whose abort reaches the server also before the first byte of the answer. Behind `app://` the shell learns
 * nothing of an abort until the headers have come, so the request carries a name, and an early abort sends it
 * after. A browser needs none of this: there `fetch` goes through as it is.
 */
export function createAbortableFetch(fetch: FetchHere, desktop: boolean, newId: () => string): FetchHere {
  if (!desktop) return fetch;
  return async (address, init = {}) => {
    const { signal } = init;
    if (!signal) return fetch(address, init);
    const id = newId();
    const headers = new Headers(init.headers);
    headers.set(REQUEST_ID_HEADER, id);
    const tell = (): void => {
      // Nobody waits for it: when it is lost, the shell's own timer ends the request.
      fetch(ABORT_PATH, { method: 'POST', body: id }).catch(() => undefined);
    };
    signal.addEventListener('abort', tell, { once: true });
    try {
      return await fetch(address, { ...init, headers });
    } finally {
      signal.removeEventListener('abort', tell);
    }
  };
}

/** For this page or worker: the desktop is known by its origin, because workers have no bridge. */
export const abortableFetch: FetchHere = createAbortableFetch(
  (address, init) => fetch(address, init),
  globalThis.location?.protocol === 'app:',
  () => crypto.randomUUID(),
);
