/**
 * Every status, in every form, from every endpoint that a connected machine asks. The database itself is asked only by
 * the first sync: `feed.test.ts` has its cases.
 */
export const ENDPOINTS = [
  { name: 'epoch', path: '/team%3Aepoch' },
  { name: 'feed', path: '/_changes' },
  { name: 'first sync, conflicts and audit', path: '/_all_docs' },
  { name: 'sending', path: '/_bulk_docs' },
  { name: 'conflict leaves', path: '/_bulk_get' },
  { name: 'witness', path: '/_revs_diff' },
] as const;

export const FORMS = ['JSON', 'HTML', 'empty'] as const;

/** How many requests in a row. */
export const BURSTS = [1, 5] as const;

export interface StatusRow {
  status: number;
  /** CouchDB's word for it. */
  error: string;
  /** What people may be told meanwhile; `live` where reading and sending of everything else go on. */
  phases: readonly string[];
}

const WAITS = ['offline', 'firstSync', 'catchingUp', 'live'] as const;

export const STATUSES: readonly StatusRow[] = [
  // Somebody has to sign in; the session may be good again by itself.
  { status: 401, error: 'unauthorized', phases: [...WAITS, 'needsLogin'] },
  // A 403 without CouchDB's words is a stranger's.
  { status: 403, error: 'forbidden', phases: [...WAITS, 'noRights'] },
  // No epoch: not the server that the replica was filled from.
  { status: 404, error: 'not_found', phases: [...WAITS, 'serverChanged'] },
  { status: 409, error: 'conflict', phases: WAITS },
  { status: 413, error: 'too_large', phases: WAITS },
  { status: 429, error: 'too_many_requests', phases: WAITS },
  { status: 500, error: 'internal_server_error', phases: WAITS },
  { status: 502, error: 'bad_gateway', phases: WAITS },
  { status: 503, error: 'unavailable', phases: WAITS },
  { status: 504, error: 'timeout', phases: WAITS },
];
