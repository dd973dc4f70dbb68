/** Why a file needs attention. `reason` is the server's own words; empty where it gave none. */
export interface FileProblem {
  code: 'forbidden' | 'tooLarge' | 'malformed' | 'noPlace' | 'missingHere';
  reason: string;
}

/** What became of a request about files as a whole: nothing is wrong with the file itself. */
export type LineTrouble =
  /** No answer, or one that is not a CouchDB's. */
  | { kind: 'offline' }
  | { kind: 'signedOut' }
  /** The server is there, but not able at present. */
  | { kind: 'busy' };

export type SendOutcome =
  | { kind: 'sent' }
  | { kind: 'refused'; problem: FileProblem }
  /** Somebody has erased it; nothing will be sent any more. */
  | { kind: 'erased' }
  | LineTrouble;

export type FetchOutcome =
  | { kind: 'here' }
  /** The server does not have it: it is still on the machine where it was added. */
  | { kind: 'notYet' }
  /** What the server has is not what was added. Nothing of it was stored. */
  | { kind: 'mismatch' }
  /** Somebody has erased it. */
  | { kind: 'erased' }
  /** This machine could not store it: its disk is full. */
  | { kind: 'full' }
  | LineTrouble;

/** What happens to a file on the line: bytes done of all, or null where the shell cannot tell. */
export interface Transfer {
  fileId: string;
  direction: 'up' | 'down';
  done: number | null;
  total: number;
}
