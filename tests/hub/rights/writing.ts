import type { Answer, Client } from '../support';
import type { Json } from './world';

/** A document to be written; `_rev` is what it follows. */
export type Draft = Json & { _id: string; _rev?: string };

const HASH = 'f'.repeat(32);

/** How a document can be written, by the words of docs/rights.md. */
const writers: Record<string, (as: Client, db: string, doc: Draft) => Promise<Answer>> = {
  PUT: (as, db, doc) => as('PUT', `${db}/${doc._id}`, doc),
  POST: (as, db, doc) => as('POST', db, doc),
  _bulk_docs: (as, db, doc) => as('POST', `${db}/_bulk_docs`, { docs: [doc] }),
  DELETE: (as, db, { _id, _rev }) => as('DELETE', `${db}/${_id}?rev=${_rev}`),
  replicated: (as, db, { _rev, ...doc }) => {
    const [start = 0, parent] = _rev === undefined ? [] : [Number.parseInt(_rev, 10), _rev.split('-')[1]];
    const ids = parent === undefined ? [HASH] : [HASH, parent];
    return replicate(as, db, { ...doc, _revisions: { start: start + 1, ids } });
  },
  rootless: (as, db, { _rev: _ignored, ...doc }) =>
    replicate(as, db, {
      ...doc,
      _revisions: { start: 7, ids: ['7', '6', '5', '4', '3', '2', '1'].map((n) => n.repeat(32)) },
    }),
};

async function replicate(as: Client, db: string, doc: Json): Promise<Answer> {
  const { start, ids } = doc['_revisions'] as { start: number; ids: string[] };
  const docs = [{ ...doc, _rev: `${start}-${ids[0]}` }];
  return as('POST', `${db}/_bulk_docs`, { docs, new_edits: false });
}

/** Writes one document in one way. */
export function write(way: string, as: Client, db: string, doc: Draft): Promise<Answer> {
  const writer = writers[way];
  if (!writer) throw new Error(`docs/rights.md names an unknown way to write: ${way}`);
  return writer(as, db, doc);
}
