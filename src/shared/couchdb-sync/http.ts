import { SyncError } from './errors';
import { errorOfStatus } from './http-errors';
import type { BodyReader, FetchLike, ResponseLike, Timers } from './config';
import type { Line } from './line';

export interface Ask {
  method: 'GET' | 'POST' | 'PUT';
  url: string;
  body?: unknown;
  /** Silence that ends the request, ms; each byte that arrives starts it again. */
  silenceMs: number;
  signal: AbortSignal;
  /** Called for each piece of a good answer: its bytes, and whether it is a heartbeat (only white space). */
  heard?: (bytes: number, blank: boolean) => void;
}

/** A heartbeat is a line feed; a few may arrive together. */
const LONGEST_HEARTBEAT = 64;

/** Sends one request; the parsed JSON of a good answer, or a `SyncError`. Unchecked as to its shape. */
export type Http = (ask: Ask) => Promise<unknown>;

/** @param line told of every request, that there is one and how it ended */
export function createHttp(fetch: FetchLike, timers: Timers, line?: Line): Http {
  return async (ask) => {
    if (ask.signal.aborted) throw new SyncError('stopped', 'stopped');
    const controller = new AbortController();
    let cancelTimer = () => {};
    let fail: (error: SyncError) => void = () => {};
    // A fetch that ignores its signal must not be able to hold the engine, so the end is raced, not awaited.
    const cut = new Promise<never>((_resolve, reject) => {
      fail = reject;
    });
    const onAbort = () => fail(new SyncError('stopped', 'stopped'));
    const listen = () => {
      cancelTimer();
      cancelTimer = timers.after(ask.silenceMs, () =>
        fail(new SyncError('timeout', `no answer from ${ask.url} in ${ask.silenceMs} ms`)),
      );
    };
    ask.signal.addEventListener('abort', onAbort);
    listen();
    line?.began();
    let whole = false;
    try {
      const answer = await Promise.race([exchange(fetch, ask, controller.signal, listen), cut]);
      whole = true;
      return answer;
    } finally {
      line?.ended(whole);
      cancelTimer();
      ask.signal.removeEventListener('abort', onAbort);
      controller.abort();
    }
  };
}

async function exchange(
  fetch: FetchLike,
  ask: Ask,
  signal: AbortSignal,
  alive: () => void,
): Promise<unknown> {
  const response = await send(fetch, ask, signal);
  alive();
  // 'error' forbids redirects; a gateway or a test's fetch may still follow one, and then this is a stranger.
  if (response.redirected) throw new SyncError('notTheServer', `redirected from ${ask.url}`);
  const good = response.status >= 200 && response.status < 300;
  const json = isJson(response);
  const text = await readText(response, (bytes, blank) => {
    alive();
    if (good && json) ask.heard?.(bytes, blank);
  });
  const value = json ? parse(text) : undefined;
  if (!good) throw errorOfStatus(response.status, value, ask.url);
  if (value === undefined) throw new SyncError('notTheServer', `not JSON from ${ask.url}`);
  return value;
}

async function send(fetch: FetchLike, ask: Ask, signal: AbortSignal): Promise<ResponseLike> {
  const headers: Record<string, string> = { accept: 'application/json' };
  if (ask.body !== undefined) headers['content-type'] = 'application/json';
  try {
    return await fetch(ask.url, {
      method: ask.method,
      headers,
      ...(ask.body === undefined ? {} : { body: JSON.stringify(ask.body) }),
      redirect: 'error',
      credentials: 'same-origin',
      cache: 'no-store',
      signal,
    });
  } catch (error) {
    throw unreachable(ask.url, error);
  }
}

async function readText(
  response: ResponseLike,
  heard: (bytes: number, blank: boolean) => void,
): Promise<string> {
  if (!response.body) return '';
  const reader: BodyReader = response.body.getReader();
  const decoder = new TextDecoder();
  const parts: string[] = [];
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      if (!value) continue;
      const part = decoder.decode(value, { stream: true });
      heard(value.byteLength, value.byteLength <= LONGEST_HEARTBEAT && part.trim() === '');
      parts.push(part);
    }
  } catch (error) {
    throw unreachable('the answer', error);
  }
  parts.push(decoder.decode());
  return parts.join('');
}

function isJson(response: ResponseLike): boolean {
  return /^application\/(?:[\w.+-]+\+)?json\b/i.test(response.headers.get('content-type') ?? '');
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

function unreachable(what: string, error: unknown): SyncError {
  return new SyncError('unreachable', `${what}: ${error instanceof Error ? error.message : String(error)}`);
}
