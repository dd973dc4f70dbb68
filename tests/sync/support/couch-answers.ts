import type { FakeCouch, Stored } from './fake-couch';

export interface CouchRequest {
  method: string;
  /** Below the database: `''`, `/_all_docs`, `/team%3Aepoch`. */
  path: string;
  query: URLSearchParams;
  body: unknown;
}

export interface CouchAnswer {
  status: number;
  json: unknown;
}

/** Whether this request waits for a change. */
export function isWaiting(couch: FakeCouch, request: CouchRequest): boolean {
  if (request.path !== '/_changes' || request.query.get('feed') !== 'longpoll') return false;
  return couch.changedSince(couch.since(request.query.get('since') ?? '')).length === 0;
}

/** Carries a request out and answers it, as CouchDB 3 does. */
export function answer(couch: FakeCouch, request: CouchRequest): CouchAnswer {
  const { method, path, query } = request;
  if (path === '' && method === 'GET') {
    return ok({ db_name: 'luuri-test', doc_count: couch.count(), update_seq: couch.sequence() });
  }
  if (path === '/_changes') return changes(couch, query);
  if (path === '/_all_docs') return method === 'POST' ? byKeys(couch, request.body) : byRange(couch, query);
  if (path === '/_bulk_docs' && method === 'POST') {
    const { docs } = request.body as { docs: { _id: string }[] };
    return { status: 201, json: docs.map((doc) => couch.write(doc)) };
  }
  if (path === '/_bulk_get' && method === 'POST') return bulkGet(couch, request.body);
  if (path === '/_revs_diff' && method === 'POST') return revsDiff(couch, request.body);
  const id = decodeURIComponent(path.slice(1));
  const stored = couch.docs.get(id);
  if (stored && query.get('open_revs') === 'all') {
    const ids = [...stored.history].reverse().map((rev) => rev.split('-')[1]);
    return ok([{ ok: { ...withRev(stored), _revisions: { start: Number(stored.rev.split('-')[0]), ids } } }]);
  }
  if (!stored || stored.deleted) return { status: 404, json: { error: 'not_found', reason: 'missing' } };
  return ok(withRev(stored));
}

function changes(couch: FakeCouch, query: URLSearchParams): CouchAnswer {
  if (query.get('descending') === 'true') {
    const newest = couch
      .changedSince(0)
      .slice(-Number(query.get('limit')))
      .reverse();
    const results = newest.map(([id, { rev }]) => ({ id, changes: [{ rev }] }));
    return ok({ results, last_seq: couch.sequence(), pending: 0 });
  }
  const since = couch.since(query.get('since') ?? '');
  const limit = Number(query.get('limit') ?? 1e9);
  const all = couch.changedSince(since);
  const page = all.slice(0, limit);
  const last = page.at(-1)?.[1].seq ?? (all.length === 0 ? couch.seq : since);
  return ok({
    results: page.map(([id, stored]) => ({
      id,
      seq: couch.sequence(stored.seq),
      changes: [{ rev: stored.rev }],
      ...(stored.deleted ? { deleted: true } : {}),
      doc: withRev(stored),
    })),
    last_seq: couch.sequence(last),
    pending: all.length - page.length,
  });
}

function revsDiff(couch: FakeCouch, body: unknown): CouchAnswer {
  const asked = Object.entries(body as Record<string, string[]>);
  const missing = asked.flatMap(([id, revs]) => {
    const stored = couch.docs.get(id);
    const known = stored && (couch.compacted ? [stored.rev] : stored.history);
    const unknown = revs.filter((rev) => !known?.includes(rev));
    return unknown.length > 0 ? [[id, { missing: unknown }]] : [];
  });
  return ok(Object.fromEntries(missing) as unknown);
}

function bulkGet(couch: FakeCouch, body: unknown): CouchAnswer {
  const { docs } = body as { docs: { id: string; rev: string }[] };
  const results = docs.map(({ id, rev }) => {
    const stored = couch.docs.get(id);
    const found = [...(stored ? [stored] : []), ...(stored?.leaves ?? [])].find((leaf) => leaf.rev === rev);
    const missing = { error: { id, rev, error: 'not_found', reason: 'missing' } };
    return { id, docs: [found ? { ok: { ...found.doc, _rev: rev } } : missing] };
  });
  return ok({ results });
}

function byKeys(couch: FakeCouch, body: unknown): CouchAnswer {
  const { keys } = body as { keys: string[] };
  const rows = keys.map((key) => {
    const stored = couch.docs.get(key);
    if (!stored) return { key, error: 'not_found' };
    if (stored.deleted) return { id: key, key, value: { rev: stored.rev, deleted: true }, doc: null };
    return row(key, stored);
  });
  return ok({ total_rows: couch.count(), offset: null, rows });
}

function byRange(couch: FakeCouch, query: URLSearchParams): CouchAnswer {
  if (query.get('descending') !== 'true') return upwards(couch, query);
  const start = JSON.parse(query.get('startkey') ?? '"\\uffff"') as string;
  const end = JSON.parse(query.get('endkey') ?? '""') as string;
  const found = [...couch.docs]
    .filter(([id, stored]) => !stored.deleted && id <= start && id >= end)
    .sort(([a], [b]) => (a < b ? 1 : -1))
    .slice(0, Number(query.get('limit') ?? 1e9));
  return ok({ total_rows: couch.count(), offset: 0, rows: found.map(([id, stored]) => row(id, stored)) });
}

function upwards(couch: FakeCouch, query: URLSearchParams): CouchAnswer {
  const low = JSON.parse(query.get('startkey') ?? '""') as string;
  const high = JSON.parse(query.get('endkey') ?? '"\uffff"') as string;
  const rows = [...couch.docs]
    .filter(([id, stored]) => !stored.deleted && id >= low && id <= high)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .slice(0, Number(query.get('limit') ?? 1e9))
    .map(([id, stored]) => ({ id, key: id, value: { rev: stored.rev } }));
  return ok({ total_rows: couch.count(), offset: 0, rows });
}

function row(id: string, stored: Stored) {
  return { id, key: id, value: { rev: stored.rev }, doc: withRev(stored) };
}

function withRev(stored: Stored): Record<string, unknown> {
  const conflicts = stored.leaves.map(({ rev }) => rev);
  return {
    ...stored.doc,
    _rev: stored.rev,
    ...(stored.deleted ? { _deleted: true } : {}),
    ...(conflicts.length > 0 ? { _conflicts: conflicts } : {}),
  };
}

function ok(json: unknown): CouchAnswer {
  return { status: 200, json: structuredClone(json) };
}
