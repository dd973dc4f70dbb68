import { requestHeaders, responseHeaders } from './headers';
import { errorAnswer } from './json-answer';
import { takeBody } from './request-body';
import type { RequestBody } from './request-body';
import { passBody } from './response-body';
import { createSessionFetch } from './session-fetch';
import type { Credentials } from './session-fetch';
import { targetAddress } from './target-address';
import { DEFAULT_TIMEOUTS, systemTimers } from './types';
import type { Fetch, GatewayTarget, GatewayTimeouts, Timers } from './types';

/** Forwards a request to `/db/…` or `/api/…`. Never rejects: what goes wrong is an answer. */
export type Gateway = (request: Request) => Promise<Response>;

export interface GatewayParts {
  fetch: Fetch;
  target: GatewayTarget;
  /** Whose session is used. Left out when `fetch` itself carries one. */
  credentials?: Credentials;
  timeouts?: Partial<GatewayTimeouts>;
  timers?: Timers;
  /** Milliseconds since 1970. */
  now?: () => number;
  /** Request bodies up to this many bytes are read whole. */
  bufferedBytes?: number;
}

const BUFFERED_BYTES = 8 * 1024 * 1024;
const WITHOUT_BODY = new Set([204, 205, 304]);
/** A feed must say something this often, in heartbeats, before it counts as dead. */
const SILENT_HEARTBEATS = 2.5;
/** CouchDB's own end of a feed without heartbeat, and room for the way there and back. */
const FEED_TIMEOUT_MS = 60_000;
const FEED_SLACK_MS = 15_000;
/** A line that takes less of a body than this is a dead one, bytes a millisecond. */
const SLOWEST_LINE = 4;

/** Makes the forwarder to one server. */
export function createGateway(parts: GatewayParts): Gateway {
  const { target, credentials, timers = systemTimers, bufferedBytes = BUFFERED_BYTES } = parts;
  const timeouts = { ...DEFAULT_TIMEOUTS, ...parts.timeouts };
  const fetch = credentials
    ? createSessionFetch({ ...parts, databaseRoot: target.databaseRoot, credentials }).fetch
    : parts.fetch;

  return async (request) => {
    const address = targetAddress(request.url, target);
    if (address === null) return errorAnswer(404, 'not_found', 'no such address at the server');
    const upstream = new AbortController();
    const giveUp = () => upstream.abort(request.signal.reason);
    if (request.signal.aborted) giveUp();
    request.signal.addEventListener('abort', giveUp, { once: true });
    const silence = silenceOf(address, timeouts);
    let stopTimer = () => undefined as void;
    // The server can answer only when it has the whole body: a file on a slow line takes its time.
    let isAnswered = false;
    const waitForAnswer = (bytesOnTheWay: number) => {
      stopTimer();
      if (isAnswered) return;
      const ms = silence.firstByteMs + Math.floor(bytesOnTheWay / SLOWEST_LINE);
      stopTimer = timers.after(ms, () => upstream.abort(new Error(`no answer within ${ms} ms`)));
    };
    waitForAnswer(0);
    try {
      const body = takeBody(request, bufferedBytes, waitForAnswer);
      const response = await send(fetch, address, request, body, upstream.signal);
      return answer(response, upstream, silence.idleMs, timers);
    } catch (error) {
      upstream.abort(error);
      return errorAnswer(502, 'unreachable', reasonOf(upstream.signal, error));
    } finally {
      isAnswered = true;
      stopTimer();
    }
  };
}

async function send(
  fetch: Fetch,
  address: string,
  request: Request,
  reading: Promise<RequestBody>,
  signal: AbortSignal,
): Promise<Response> {
  const body = await abortable(reading, signal);
  return fetch(address, {
    method: request.method,
    headers: requestHeaders(request.headers),
    // A redirect would carry the session, or the answer, to another host.
    redirect: 'manual',
    signal,
    ...(body === undefined ? {} : { body }),
    ...(body instanceof ReadableStream ? { duplex: 'half' } : {}),
  });
}

function answer(response: Response, upstream: AbortController, idleMs: number, timers: Timers): Response {
  const { status } = response;
  if (response.type === 'opaqueredirect' || (status >= 300 && status < 400 && status !== 304)) {
    throw new Error('the server redirects elsewhere');
  }
  if (status < 200 || status > 599) throw new Error(`the server answers with status ${status}`);
  const headers = responseHeaders(response.headers);
  if (WITHOUT_BODY.has(status) || response.body === null) {
    upstream.abort();
    return new Response(null, { status, headers });
  }
  return new Response(passBody(response.body, upstream, idleMs, timers), { status, headers });
}

function silenceOf(address: string, { firstByteMs, idleMs }: GatewayTimeouts): GatewayTimeouts {
  const { searchParams, pathname } = new URL(address);
  if (!pathname.endsWith('/_changes')) return { firstByteMs, idleMs };
  const heartbeat = Number(searchParams.get('heartbeat'));
  if (heartbeat > 0) {
    const silence = Math.max(heartbeat * SILENT_HEARTBEATS, 1_000);
    return { firstByteMs: Math.max(firstByteMs, silence), idleMs: silence };
  }
  // Without a heartbeat the server may say nothing at all until its own end of the feed.
  const timeout = Number(searchParams.get('timeout')) || FEED_TIMEOUT_MS;
  const silence = Math.max(idleMs, timeout + FEED_SLACK_MS);
  return { firstByteMs: Math.max(firstByteMs, silence), idleMs: silence };
}

/** A page that stops sending in the middle of its body must not hold the request for ever. */
function abortable<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const fail = () => reject(signal.reason as Error);
    if (signal.aborted) fail();
    signal.addEventListener('abort', fail, { once: true });
    work.then(resolve, reject);
  });
}

function reasonOf(signal: AbortSignal, error: unknown): string {
  const cause: unknown = signal.reason ?? error;
  const inner = (error as { cause?: { code?: string } } | undefined)?.cause?.code;
  const text = cause instanceof Error ? cause.message : 'the request was ended';
  return inner === undefined ? text : `${text} (${inner})`;
}
