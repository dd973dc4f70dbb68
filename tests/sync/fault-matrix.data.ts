/** What the engine asks, and what a machine is doing when something goes wrong with it. */
export interface EndpointRow {
  name: string;
  /** Below the database. */
  path: string;
  /** Only the request of the feed that waits for changes. */
  waits?: true;
  /** Met by a machine that has nothing yet; the others by one that has been away, with work on both sides. */
  first?: true;
  /** Silence here is noticed within so many seconds. */
  noticedWithinS: number;
}

export const ENDPOINTS: readonly EndpointRow[] = [
  { name: 'database, first sync', path: '', first: true, noticedWithinS: 30 },
  { name: 'epoch, first sync', path: '/team%3Aepoch', first: true, noticedWithinS: 30 },
  { name: 'pages, first sync', path: '/_all_docs', first: true, noticedWithinS: 30 },
  { name: 'epoch', path: '/team%3Aepoch', noticedWithinS: 30 },
  { name: 'witness', path: '/_revs_diff', noticedWithinS: 30 },
  { name: 'conflicts and audit', path: '/_all_docs', noticedWithinS: 30 },
  { name: 'sending', path: '/_bulk_docs', noticedWithinS: 30 },
  { name: 'conflict leaves', path: '/_bulk_get', noticedWithinS: 30 },
  { name: 'feed', path: '/_changes', noticedWithinS: 30 },
  { name: 'feed, waiting', path: '/_changes', waits: true, noticedWithinS: 75 },
];

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

/** Bar 3: each status, in each form, from each endpoint. */
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

export type Lie = 'list' | 'object' | 'truncated' | 'wrongIds' | 'portal';

/** Bar 4: answers with a good status that are not the server's. Redirects are in `REDIRECTS`. */
export const LIES: readonly { name: string; lie: Lie; notAt: readonly string[] }[] = [
  { name: '200 []', lie: 'list', notAt: [] },
  // To the question which of these revisions are unknown, it is the good answer.
  { name: '200 {}', lie: 'object', notAt: ['/_revs_diff'] },
  { name: 'truncated JSON', lie: 'truncated', notAt: [] },
  // What is known of the database as a whole has no ids.
  { name: 'wrong ids', lie: 'wrongIds', notAt: [''] },
  { name: 'sign-in page of a network', lie: 'portal', notAt: [] },
];

/** Bar 4: where a network sends everybody who has not signed in to it. 307 repeats method and body there. */
export const REDIRECTS = [
  { name: '302 to a sign-in page on the same host', status: 302, host: 'same' },
  { name: '302 to a sign-in page on another host', status: 302, host: 'other' },
  { name: '307 to a sign-in page on another host', status: 307, host: 'other' },
] as const;

export interface BreakRow {
  name: string;
  breaks: 'headers' | 'half' | 'silence' | 'lost' | 'answerLost';
  /** What people are told. */
  told: 'timeout' | 'unreachable';
}

/** Bar 5, and what a line does otherwise: from then on, until it is mended. */
export const BREAKS: readonly BreakRow[] = [
  { name: 'half-open socket: the answer begins, and nothing follows', breaks: 'headers', told: 'timeout' },
  { name: 'stall after half of the body', breaks: 'half', told: 'timeout' },
  { name: 'accepted and never answered', breaks: 'silence', told: 'timeout' },
  { name: 'reset before it arrives', breaks: 'lost', told: 'unreachable' },
  { name: 'reset after it was carried out', breaks: 'answerLost', told: 'unreachable' },
];
