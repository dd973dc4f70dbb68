import type { Json } from './pouch';

/** A row that was not written, and why. */
export interface Refusal {
  id: string | undefined;
  error: string;
  reason: string;
}

const RESERVED = new Set([
  '_id',
  '_rev',
  '_attachments',
  '_deleted',
  '_revisions',
  '_revs_info',
  '_conflicts',
  '_deleted_conflicts',
  '_local_seq',
]);
const REVISION = /^\d+-[^\s]+$/;
const MAX_ID_LENGTH = 2_000;

/**
 * What is wrong with the shape of one document of a write, whoever sends it; undefined when nothing is.
 * PouchDB would refuse the whole batch for one such row.
 */
export function checkDocument(value: unknown, newEdits: boolean): Refusal | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return refuse(undefined, 'bad_request', 'Document must be a JSON object');
  }
  const doc = value as Json;
  const id = doc['_id'];
  if (typeof id !== 'string' || id === '') {
    if (id === undefined && newEdits) return undefined;
    return refuse(undefined, 'illegal_docid', 'Document id must be a non-empty string');
  }
  if (id.length > MAX_ID_LENGTH) return refuse(id, 'illegal_docid', 'Document id is too long');
  if (id.startsWith('_') && !/^_(design|local)\/./.test(id)) {
    return refuse(id, 'illegal_docid', 'Only reserved document ids may start with underscore.');
  }
  if (doc['_rev'] !== undefined && (typeof doc['_rev'] !== 'string' || !REVISION.test(doc['_rev']))) {
    return refuse(id, 'bad_request', 'Invalid rev format');
  }
  if (
    !newEdits &&
    doc['_rev'] === undefined &&
    doc['_revisions'] === undefined &&
    !id.startsWith('_local/')
  ) {
    return refuse(id, 'bad_request', 'A replicated document needs its revision');
  }
  const unknown = Object.keys(doc).find((key) => key.startsWith('_') && !RESERVED.has(key));
  if (unknown !== undefined) return refuse(id, 'doc_validation', `Bad special document member: ${unknown}`);
  return checkRevisions(id, doc['_revisions']) ?? checkAttachments(id, doc['_attachments']);
}

function checkRevisions(id: string, revisions: unknown): Refusal | undefined {
  if (revisions === undefined) return undefined;
  const { start, ids } = (revisions ?? {}) as { start?: unknown; ids?: unknown };
  const good =
    Number.isInteger(start) &&
    Array.isArray(ids) &&
    ids.length > 0 &&
    ids.every((item) => typeof item === 'string');
  return good ? undefined : refuse(id, 'doc_validation', '_revisions must be {start, ids}');
}

function checkAttachments(id: string, attachments: unknown): Refusal | undefined {
  if (attachments === undefined) return undefined;
  if (typeof attachments !== 'object' || attachments === null || Array.isArray(attachments)) {
    return refuse(id, 'doc_validation', '_attachments must be an object');
  }
  for (const [name, value] of Object.entries(attachments as Json)) {
    if (name === '' || name.startsWith('_')) {
      return refuse(id, 'bad_request', "Attachment name can't start with _ or be empty");
    }
    if (typeof value !== 'object' || value === null) {
      return refuse(id, 'doc_validation', 'An attachment must be an object');
    }
    const { data, stub } = value as Json;
    if (stub === true) continue;
    if (Buffer.isBuffer(data)) continue;
    if (typeof data !== 'string' || !/^[A-Za-z0-9+/\s]*={0,2}\s*$/.test(data)) {
      return refuse(id, 'bad_request', 'Attachment data must be base64');
    }
  }
  return undefined;
}

function refuse(id: string | undefined, error: string, reason: string): Refusal {
  return { id, error, reason };
}
