import type { SyncOptions } from './config';

/** What screens are made of, then what is open and new, then history: the agent works while the rest arrives. */
const TYPE_ORDER = [
  'team',
  'agent',
  'group',
  'pipeline',
  'serviceLevel',
  'calendar',
  'disposition',
  'ticket',
  'call',
  'callback',
  'customer',
  'contact',
  'template',
  'device',
  'run',
  'event',
] as const;

export const DEFAULT_OPTIONS: SyncOptions = {
  heartbeatMs: 25_000,
  timeoutMs: 25_000,
  pageSize: 1_000,
  feedLimit: 500,
  feedPauseMs: 200,
  pushLimit: 100,
  pushBytes: 256 * 1024,
  pushDelayMs: 60,
  backoff: { firstMs: 500, maxMs: 8_000 },
  // CouchDB locks an account for five minutes; asking more often than this tells nothing new.
  lockedBackoff: { firstMs: 30_000, maxMs: 300_000 },
  // 1 000 ids are 160 kB: 50 000 documents take 25 minutes in the background, and 8 MB.
  auditLimit: 1000,
  auditPauseMs: 30_000,
  longGapMs: 3_600_000,
  typeOrder: TYPE_ORDER,
  sessionUrl: null,
};

/** Silence that ends the feed's request, in heartbeats: two may be late, not three. */
export const SILENT_HEARTBEATS = 2.5;

/** How long a check of the server's identity holds, ms. */
export const IDENTITY_FRESH_MS = 1000;

/** Pushes of one record that met a conflict, before it waits for the next pass. */
export const CONFLICT_ROUNDS = 5;

/** Whole-request 403 answers for one record alone, before it is taken as the server's word about that record. */
export const FORBIDDEN_STRIKES = 5;
