import type { CouchRequest } from './couch-answers';

/** What goes wrong with one request. */
export type Fault =
  /** Never reaches the server. */
  | { kind: 'lost' }
  /** Carried out, but the answer never arrives. */
  | { kind: 'answerLost' }
  /** Carried out twice; the second answer arrives. */
  | { kind: 'twice' }
  /** Something else answers; the request is not carried out. */
  | { kind: 'reply'; status: number; type: string; body: string; location?: string }
  /** Accepted, never answered. */
  | { kind: 'silence' }
  /** Carried out; status and headers of the answer arrive, then nothing. */
  | { kind: 'headers' }
  /** Carried out; half of the answer arrives, then nothing. */
  | { kind: 'half' }
  /** Carried out; half of the answer arrives, and ends as if it were whole. */
  | { kind: 'truncated' }
  | { kind: 'delay'; ms: number }
  /** The answer is changed on the way. */
  | { kind: 'change'; json: (json: unknown) => unknown };

/** Decides about each request; undefined lets it pass. */
export type FaultPlan = (request: CouchRequest) => Fault | undefined;

/** An answer of CouchDB's own. */
export function couchError(status: number, error: string, reason: string): Fault {
  return { kind: 'reply', status, type: 'application/json', body: JSON.stringify({ error, reason }) };
}

export function html(status: number): Fault {
  return {
    kind: 'reply',
    status,
    type: 'text/html',
    body: '<html><body>Sign in to the network</body></html>',
  };
}

export function json(status: number, body: unknown): Fault {
  return { kind: 'reply', status, type: 'application/json', body: JSON.stringify(body) };
}

/** The fault for the first `count` requests that match, then none. */
export function burst(count: number, matches: (request: CouchRequest) => boolean, fault: Fault): FaultPlan {
  let left = count;
  return (request) => {
    if (left === 0 || !matches(request)) return undefined;
    left -= 1;
    return fault;
  };
}

export const to = (path: string) => (request: CouchRequest) => request.path === path;
export const anything = () => true;
