import { SyncError } from './errors';
import type { IdRange, Witness } from './types';

/** A document as the server answers it: with a revision, or gone. */
export type ServerItem =
  | { id: string; rev: string; doc: unknown; deleted: false; leaves?: string[] }
  | { id: string; rev: string; deleted: true };

/** A revision beside the winning one: what replication between servers leaves behind. */
export interface Leaf {
  id: string;
  rev: string;
  doc: unknown;
}

export interface DatabaseInfo {
  seq: string;
  count: number;
}

export interface ChangesAnswer {
  items: ServerItem[];
  /** Rows whose document was not in the answer: read them by id. */
  bare: string[];
  /** Rows in the answer, design documents included: fewer than the limit means that all was read. */
  rows: number;
  seq: string;
}

export type BulkRow =
  { id: string; ok: true; rev: string } | { id: string; ok: false; error: string; reason: string };

/** Rule 4: an answer of any other shape is not from the server, whatever its status was. */
export function parseInfo(json: unknown): DatabaseInfo {
  const info = object(json, 'database info');
  if (typeof info['doc_count'] !== 'number') throw strange('database info without doc_count');
  return { seq: sequence(info['update_seq']), count: info['doc_count'] };
}

export function parseEpoch(json: unknown): { epoch: string; rev: string } {
  const doc = object(json, 'epoch document');
  if (doc['_id'] !== 'team:epoch') throw strange('another document than team:epoch');
  if (typeof doc['epoch'] !== 'string' || doc['epoch'] === '') {
    throw new SyncError('serverChanged', 'team:epoch holds no epoch');
  }
  return { epoch: doc['epoch'], rev: revision(doc['_rev']) };
}

/** The answer to `_revs_diff`: those of these revisions that are missing. */
export function parseMissing(json: unknown, asked: readonly Witness[]): Witness[] {
  const answer = object(json, '_revs_diff');
  if (!Object.keys(answer).every((key) => asked.some(({ id }) => id === key)))
    throw strange('_revs_diff about other documents');
  return asked.filter(({ id, rev }) => {
    if (answer[id] === undefined) return false;
    const { missing } = object(answer[id], 'revisions');
    if (!Array.isArray(missing)) throw strange('_revs_diff without missing revisions');
    return missing.includes(rev);
  });
}

/** The answer to `open_revs=all&revs=true`: whether the revision is in the history of any leaf. */
export function parseHistory(json: unknown, { id, rev }: Witness): boolean {
  if (!Array.isArray(json)) throw strange('open_revs answered with something else than a list');
  return json.some((item) => {
    const leaf = object(object(item, 'leaf')['ok'], 'leaf');
    if (leaf['_id'] !== id) throw strange(`a leaf of ${String(leaf['_id'])} under the id ${id}`);
    const { start, ids } = object(leaf['_revisions'], 'history');
    if (typeof start !== 'number' || !Array.isArray(ids)) throw strange('a history without revisions');
    return ids.some((digest, index) => `${start - index}-${digest}` === rev);
  });
}

/** `_changes?descending=true&limit=1`: what was written last; null in a database that is empty. */
export function parseLatest(json: unknown): Witness | null {
  const [row] = rowsOf(json, 'results');
  return row ? { id: text(row['id'], 'change id'), rev: changedRevision(row['changes']) } : null;
}

/** A page of `_all_docs` with documents. Ids outside the range asked for are a lie. */
export function parsePage(json: unknown, range: IdRange): { ids: string[]; items: ServerItem[] } {
  const ids: string[] = [];
  const items: ServerItem[] = [];
  for (const row of rowsOf(json, 'rows')) {
    const id = text(row['id'], 'row id');
    if ((range.from !== null && id > range.from) || (range.to !== null && id < range.to)) {
      throw strange(`id ${id} outside the range`);
    }
    ids.push(id);
    // Deleted between the listing and the reading: the feed tells, it begins before the first page.
    if (row['doc'] === null) continue;
    items.push(withDocument(id, row['doc']));
  }
  return { ids, items };
}

/** `_all_docs` without documents, upwards from `low`. */
export function parseHeads(json: unknown, low: string | null): { id: string; rev: string }[] {
  return rowsOf(json, 'rows').map((row) => {
    const id = text(row['id'], 'row id');
    if (low !== null && id < low) throw strange(`id ${id} outside the range`);
    return { id, rev: revision(object(row['value'], 'row value')['rev']) };
  });
}

/** The same for the ids that begin with `prefix`. */
export function parseIds(json: unknown, prefix: string): string[] {
  return parseHeads(json, prefix).map(({ id }) => {
    if (!id.startsWith(prefix)) throw strange(`id ${id} outside the range`);
    return id;
  });
}

/** The answer to `_all_docs` with keys: every id asked for, by name; ids that do not exist are `missing`. */
export function parseRead(json: unknown, ids: readonly string[]): { items: ServerItem[]; missing: string[] } {
  const asked = new Set(ids);
  const items: ServerItem[] = [];
  const missing: string[] = [];
  for (const row of rowsOf(json, 'rows')) {
    const id = text(row['key'], 'row key');
    if (!asked.delete(id)) throw strange(`answer about ${id}, which was not asked for`);
    if (row['error'] === 'not_found') {
      missing.push(id);
      continue;
    }
    const value = object(row['value'], 'row value');
    if (value['deleted'] === true) items.push({ id, rev: revision(value['rev']), deleted: true });
    else items.push(withDocument(id, row['doc']));
  }
  if (asked.size > 0) throw strange(`no answer about ${asked.size} of ${ids.length} ids`);
  return { items, missing };
}

export function parseChanges(json: unknown): ChangesAnswer {
  const body = object(json, 'changes');
  const rows = rowsOf(body, 'results');
  const items: ServerItem[] = [];
  const bare: string[] = [];
  for (const row of rows) {
    const id = text(row['id'], 'change id');
    if (row['deleted'] === true) items.push({ id, rev: changedRevision(row['changes']), deleted: true });
    else if (row['doc'] === null || row['doc'] === undefined) bare.push(id);
    else items.push(withDocument(id, row['doc']));
  }
  return { items, bare, rows: rows.length, seq: sequence(body['last_seq']) };
}

/** The answer to `_bulk_get`: the revisions asked for that are still there; a leaf closed meanwhile is not. */
export function parseLeaves(json: unknown, asked: readonly { id: string; rev: string }[]): Leaf[] {
  const wanted = new Set(asked.map(({ id, rev }) => `${id} ${rev}`));
  const leaves: Leaf[] = [];
  for (const row of rowsOf(json, 'results')) {
    const id = text(row['id'], 'row id');
    for (const part of rowsOf(row, 'docs')) {
      if (part['ok'] === undefined) continue;
      const doc = object(part['ok'], `leaf of ${id}`);
      const rev = revision(doc['_rev']);
      if (doc['_id'] !== id || !wanted.delete(`${id} ${rev}`)) {
        throw strange(`a revision ${rev} of ${id} that was not asked for`);
      }
      if (doc['_deleted'] !== true) leaves.push({ id, rev, doc });
    }
  }
  return leaves;
}

/** Each document sent must be answered once and by name; otherwise nothing counts as sent. */
export function parseBulk(json: unknown, ids: readonly string[]): BulkRow[] {
  if (!Array.isArray(json)) throw strange('_bulk_docs answered with something else than a list');
  const asked = new Set(ids);
  const rows = json.map((item): BulkRow => {
    const row = object(item, 'bulk row');
    const id = text(row['id'], 'bulk id');
    if (!asked.delete(id)) throw strange(`answer about ${id}, which was not sent`);
    if (typeof row['error'] === 'string') {
      return {
        id,
        ok: false,
        error: row['error'],
        reason: typeof row['reason'] === 'string' ? row['reason'] : '',
      };
    }
    return { id, ok: true, rev: revision(row['rev']) };
  });
  if (asked.size > 0) throw strange(`no answer about ${asked.size} of ${ids.length} documents`);
  return rows;
}

/** Whether `_session` names a user. */
export function parseSession(json: unknown): boolean {
  const user = object(object(json, 'session')['userCtx'], 'userCtx');
  return typeof user['name'] === 'string' && user['name'] !== '';
}

/** The document's own `_rev` counts: the row beside it may have been read a moment earlier. */
function withDocument(id: string, json: unknown): ServerItem {
  const doc = object(json, `document ${id}`);
  if (doc['_id'] !== id) throw strange(`document ${String(doc['_id'])} under the id ${id}`);
  const conflicts = doc['_conflicts'];
  const leaves = Array.isArray(conflicts) ? conflicts.map(revision) : [];
  return { id, rev: revision(doc['_rev']), doc, deleted: false, ...(leaves.length > 0 ? { leaves } : {}) };
}

function changedRevision(changes: unknown): string {
  const first: unknown = Array.isArray(changes) ? changes[0] : undefined;
  return revision(object(first, 'change')['rev']);
}

function rowsOf(json: unknown, name: string): Record<string, unknown>[] {
  const rows = object(json, 'answer')[name];
  if (!Array.isArray(rows)) throw strange(`no list of ${name}`);
  return rows.map((row) => object(row, 'row'));
}

/** Opaque: different servers give numbers, texts and different texts for the same data. */
function sequence(value: unknown): string {
  if (typeof value === 'string' && value !== '') return value;
  if (typeof value === 'number') return String(value);
  throw strange('no update sequence');
}

function revision(value: unknown): string {
  const rev = text(value, 'rev');
  if (!/^\d+-./.test(rev)) throw strange(`a revision ${rev}`);
  return rev;
}

function text(value: unknown, what: string): string {
  if (typeof value !== 'string' || value === '') throw strange(`no ${what}`);
  return value;
}

function object(value: unknown, what: string): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw strange(`no ${what}`);
  return value as Record<string, unknown>;
}

function strange(what: string): SyncError {
  return new SyncError('notTheServer', `not a CouchDB's answer: ${what}`);
}
