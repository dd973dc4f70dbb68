/** The part of `fetch` that is used: an address as text, and a body that is bytes, text or a stream. */
export type Fetch = (address: string, init?: RequestInit & { duplex?: 'half' }) => Promise<Response>;

/** Where requests go. Both without a slash at the end. */
export interface GatewayTarget {
  /** Root of the CouchDB protocol: what `/db/…` stands for. */
  readonly databaseRoot: string;
  /** What `/api/…` stands for; null for a bare CouchDB, which has none. */
  readonly apiRoot: string | null;
}

/** Milliseconds. */
export interface GatewayTimeouts {
  /** Until the server's headers. */
  firstByteMs: number;
  /** Between two pieces of an answer, unless the request names a heartbeat of its own. */
  idleMs: number;
}

export const DEFAULT_TIMEOUTS: GatewayTimeouts = { firstByteMs: 30_000, idleMs: 60_000 };

export interface Timers {
  /** Calls back once after `ms`; returns what cancels it. */
  after(ms: number, callback: () => void): () => void;
}

export const systemTimers: Timers = {
  after(ms, callback) {
    const timer = setTimeout(callback, ms);
    return () => clearTimeout(timer);
  },
};
