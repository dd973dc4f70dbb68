import type { FetchHere } from '@renderer/platform/abortable-fetch';
import type { LineTrouble } from './outcomes';

/** Sends a body and tells how many bytes of it are gone. `fetch` cannot. */
export type Upload = (
  address: string,
  init: { headers: Headers; body: string; signal: AbortSignal },
  onProgress: (done: number, total: number) => void,
) => Promise<Response>;

export interface ServerFetchParts {
  fetch: FetchHere;
  /** Missing where the shell's requests tell nothing while they go out. */
  upload?: Upload;
  timers: { after(ms: number, callback: () => void): () => void };
}

/** What the present exchange with the server is about. One at a time. */
export interface Exchange {
  /** Bytes on the line; `done` is null where nobody tells. */
  onProgress?(done: number | null): void;
  /** Judges a content before anything of it is stored. Rejects to refuse it. */
  check?(content: Blob): Promise<void>;
}

export interface ServerFetch {
  fetch: FetchHere;
  /** Runs `work`; afterwards {@link ServerFetch.trouble} says what went wrong on the line, if that is what it was. */
  exchange<T>(about: Exchange, work: () => Promise<T>): Promise<T>;
  trouble(): LineTrouble | { kind: 'status'; status: number } | null;
}

/** The name under which PouchDB knows the server: it refuses addresses that are not http, and we have no address. */
export const REMOTE_ROOT = 'http://luuri.invalid';
/** An answer must begin, and go on, within this time, milliseconds. */
const SILENCE = 30_000;
/** Until the answer to a large body whose progress nobody tells: slower lines than this count as none, bytes a ms. */
const SLOWEST = 1;
const JSON_TYPE = /^application\/json\b/;

/** The `fetch` that PouchDB gets: to our own origin, checked, never silent for long, and watched. */
export function createServerFetch({ fetch, upload, timers }: ServerFetchParts): ServerFetch {
  let about: Exchange = {};
  let trouble: ReturnType<ServerFetch['trouble']> = null;

  async function ask(address: string, init: RequestInit = {}): Promise<Response> {
    const ended = new AbortController();
    const watch = silenceWatch(timers, () => ended.abort(new Error('silence')));
    const path = address.slice(REMOTE_ROOT.length);
    const isContent =
      (init.method ?? 'GET') === 'GET' && /\/file%3A[^/]*\/[^/]*$/.test(path.split('?')[0] ?? '');
    try {
      const response = await send(path, init, ended.signal, watch);
      if (isContent && response.ok) await take(response.clone(), watch);
      else {
        demandJson(response);
        await readWhole(response.clone(), watch);
      }
      return response;
    } catch (error) {
      trouble ??= { kind: 'offline' };
      throw error;
    } finally {
      watch.stop();
    }
  }

  async function send(path: string, init: RequestInit, signal: AbortSignal, watch: Watch): Promise<Response> {
    const body = typeof init.body === 'string' ? init.body : '';
    const isSending = path.endsWith('/_bulk_docs');
    watch.wait(SILENCE + (isSending && !upload ? body.length / SLOWEST : 0));
    if (isSending) about.onProgress?.(upload ? 0 : null);
    if (isSending && upload) {
      return upload(path, { headers: new Headers(init.headers), body, signal }, (done, total) => {
        watch.wait(SILENCE);
        about.onProgress?.(total > 0 ? done / total : null);
      });
    }
    return fetch(path, { ...init, credentials: 'same-origin', redirect: 'error', cache: 'no-store', signal });
  }

  /** Reads a content whole and has it judged. */
  async function take(response: Response, watch: Watch): Promise<void> {
    const content = await readWhole(response, watch, about.onProgress);
    // Judging has all the time it needs.
    watch.stop();
    await about.check?.(content);
  }

  function demandJson(response: Response): void {
    if (!JSON_TYPE.test(response.headers.get('content-type') ?? '')) {
      throw new Error('the answer is not a CouchDB’s');
    }
    if (response.status === 401) trouble = { kind: 'signedOut' };
    else if (response.status === 429 || response.status >= 500) trouble = { kind: 'busy' };
    else if (!response.ok) trouble = { kind: 'status', status: response.status };
  }

  return {
    fetch: ask,
    async exchange(next, work) {
      about = next;
      trouble = null;
      try {
        return await work();
      } finally {
        about = {};
      }
    },
    trouble: () => trouble,
  };
}

/** Reads an answer piece by piece, so that one that falls silent in the middle does not hold up what comes after it. */
async function readWhole(
  response: Response,
  watch: Watch,
  onProgress?: (done: number) => void,
): Promise<Blob> {
  const reader = response.body?.getReader();
  const pieces: Uint8Array<ArrayBuffer>[] = [];
  let done = 0;
  for (;;) {
    const piece = await reader?.read();
    if (!piece || piece.done) return new Blob(pieces);
    watch.wait(SILENCE);
    pieces.push(piece.value);
    done += piece.value.length;
    onProgress?.(done);
  }
}

interface Watch {
  wait(ms: number): void;
  stop(): void;
}

function silenceWatch(timers: ServerFetchParts['timers'], onSilence: () => void): Watch {
  let cancel = () => undefined as void;
  return {
    wait(ms) {
      cancel();
      cancel = timers.after(ms, onSilence);
    },
    stop: () => cancel(),
  };
}
