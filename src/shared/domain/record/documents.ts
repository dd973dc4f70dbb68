/** A document of the team database as the server holds it. Unknown fields are kept untouched. */
export interface TeamDocument {
  /** `<type>:<id>`; ids of things people make are ULIDs, so they are ordered by time. */
  _id: string;
  type: string;
  /** Version of the document's shape. */
  v: number;
  [field: string]: unknown;
}

/**
 * What exists and can change: a ticket, call, customer, checklist run, setting.
 * A set of registers; `stamps` names the last write of each path (see `merge.ts`).
 */
export interface HeaderDocument extends TeamDocument {
  /** Field path to hybrid-logical-clock stamp of its last write. */
  stamps: Record<string, string>;
  /** ISO 8601, UTC. */
  createdAt: string;
  /** User name of the creator. */
  createdBy: string;
  archived: boolean;
}

/** One register that an event changed. */
export interface Change {
  /** `subject`, `tags.<value>`, `steps.<id>.<field>`. */
  path: string;
  from: unknown;
  to: unknown;
  /** Stamp of the value that was overwritten; null when there was none. */
  replaced: string | null;
}

/** Something that happened, written once by one person, never changed. */
export interface EventDocument extends TeamDocument {
  type: 'event';
  /** A known kind (see `timeline/events.ts`) or one from a newer version. */
  kind: string;
  /** `_id` of the header this is about. */
  about: string;
  /** Hybrid-logical-clock stamp, shared by all changes of the command. */
  at: string;
  /** When the person acted, ISO 8601, UTC. Not when it was synced. */
  occurredAt: string;
  author: string;
  device: string;
  changes?: Change[];
  body?: string;
  data?: Record<string, unknown>;
}

/** The type part of a document id: `ticket` of `ticket:01J…`. */
export function typeOfId(id: string): string {
  const colon = id.indexOf(':');
  return colon < 0 ? '' : id.slice(0, colon);
}

export function isHeader(doc: TeamDocument): doc is HeaderDocument {
  return doc.type !== 'event' && typeof doc['stamps'] === 'object' && doc['stamps'] !== null;
}

export function isEvent(doc: TeamDocument): doc is EventDocument {
  return doc.type === 'event';
}
