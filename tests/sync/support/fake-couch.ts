import { createHash } from 'node:crypto';
import { canonicalJson } from '@shared/lib/canonical-json';

type Doc = { _id: string; [field: string]: unknown };

export interface Stored {
  rev: string;
  seq: number;
  deleted: boolean;
  doc: Doc;
  /** Other leaves of the same document, that replication has left behind. */
  leaves: { rev: string; doc: Doc }[];
  /** All revisions there ever were, the newest last. */
  history: string[];
}

export type WriteRow = { ok: true; id: string; rev: string } | { id: string; error: string; reason: string };

/** A team database that behaves as CouchDB does towards one client: revisions, conflicts, one change per document. */
export class FakeCouch {
  readonly docs = new Map<string, Stored>();
  seq = 0;
  /** Names this database in its sequences, which are opaque to clients. */
  instance = 'a1';
  /** Refuses a write: CouchDB's validation. */
  validate: (doc: Doc, old: Doc | null) => { error: string; reason: string } | null = () => null;
  /** Refuses the closing of a conflict leaf, as a CouchDB whose rules forbid every deletion. */
  validateClosing: (doc: Doc) => { error: string; reason: string } | null = () => null;
  /** Forgets bodies of revisions that were followed, as `_compact` does: `_revs_diff` then calls them missing. */
  compacted = false;
  private waiting = new Set<() => void>();

  constructor(epoch = 'epoch-1') {
    this.put({ _id: 'team:epoch', type: 'team', v: 1, epoch });
    this.put({ _id: '_design/team', language: 'query' });
  }

  /** A write by somebody else, past validation and revisions. */
  put(doc: Doc): string {
    return this.store(doc, this.docs.get(doc._id)?.rev ?? '', doc['_deleted'] === true);
  }

  remove(id: string): void {
    this.put({ _id: id, _deleted: true });
  }

  /** One document of `_bulk_docs`. */
  write(json: Doc): WriteRow {
    const { _rev: base = '', ...doc } = json;
    const id = doc._id;
    const current = this.docs.get(id);
    const losing = current?.leaves.find(({ rev }) => rev === base);
    if (current && losing) return this.writeLeaf(current, losing, doc);
    const leaf = current?.rev ?? '';
    // A tombstone is followed without a revision; CouchDB 3.5 answers "conflict" to the tombstone's own.
    const fits = current?.deleted === true ? base === '' : leaf === base;
    if (!fits) return { id, error: 'conflict', reason: 'Document update conflict.' };
    const refused = this.validate(doc, current && !current.deleted ? current.doc : null);
    if (refused) return { id, ...refused };
    return { ok: true, id, rev: this.store(doc, leaf, doc['_deleted'] === true) };
  }

  /** A leaf that comes by replication (`new_edits: false`): the revision is the writer's, the winner is CouchDB's. */
  plantLeaf(rev: string, doc: Doc): void {
    const current = this.docs.get(doc._id);
    if (!current || current.deleted) throw new Error(`no ${doc._id} to plant a leaf beside`);
    if (compareRevs(rev, current.rev) > 0) {
      this.set(doc, rev, false, [...current.leaves, { rev: current.rev, doc: current.doc }]);
    } else this.set(current.doc, current.rev, false, [...current.leaves, { rev, doc: structuredClone(doc) }]);
  }

  /** A write on a losing leaf: only closing it is told apart from the rest of CouchDB's rules. */
  private writeLeaf(current: Stored, losing: { rev: string }, doc: Doc): WriteRow {
    const id = doc._id;
    if (doc['_deleted'] !== true) return { id, error: 'conflict', reason: 'Document update conflict.' };
    const refused = this.validateClosing(doc);
    if (refused) return { id, ...refused };
    const left = current.leaves.filter((leaf) => leaf !== losing);
    this.set(current.doc, current.rev, current.deleted, left);
    return { ok: true, id, rev: nextRev(losing.rev, doc) };
  }

  get(id: string): Doc | undefined {
    const stored = this.docs.get(id);
    return stored && !stored.deleted ? stored.doc : undefined;
  }

  /** The team's documents, without the epoch and design documents. */
  teamDocs(): Map<string, Doc> {
    const found = [...this.docs].filter(
      ([id, stored]) => !stored.deleted && !id.startsWith('_') && id !== 'team:epoch',
    );
    return new Map(found.map(([id, stored]) => [id, stored.doc]));
  }

  /** The database as it is now, as a copy of its files holds it. */
  copy(): FakeCouch {
    const other = new FakeCouch();
    other.docs.clear();
    for (const [id, stored] of this.docs) other.docs.set(id, structuredClone(stored));
    other.seq = this.seq;
    other.validate = this.validate;
    return other;
  }

  /** Comes back as the copy: everything since then is forgotten. */
  become(copy: FakeCouch): void {
    this.docs.clear();
    for (const [id, stored] of copy.docs) this.docs.set(id, structuredClone(stored));
    this.seq = copy.seq;
    this.waiting.clear();
  }

  count(): number {
    return [...this.docs.values()].filter((stored) => !stored.deleted).length;
  }

  sequence(seq = this.seq): string {
    return `${seq}-${this.instance}`;
  }

  since(text: string): number {
    const [digits = '', instance = ''] = text.split('-');
    return instance === this.instance ? Number(digits) : 0;
  }

  changedSince(seq: number): [string, Stored][] {
    return [...this.docs].filter(([, stored]) => stored.seq > seq).sort(([, a], [, b]) => a.seq - b.seq);
  }

  /** Calls back once, at the next write. */
  onWrite(callback: () => void): () => void {
    this.waiting.add(callback);
    return () => this.waiting.delete(callback);
  }

  private store(doc: Doc, base: string, deleted: boolean): string {
    const { _rev: _ignored, ...content } = doc;
    const rev = nextRev(base, content);
    this.set(content as Doc, rev, deleted, this.docs.get(doc._id)?.leaves ?? []);
    return rev;
  }

  private set(doc: Doc, rev: string, deleted: boolean, leaves: Stored['leaves']): void {
    this.seq += 1;
    const history = [...(this.docs.get(doc._id)?.history ?? []), rev];
    this.docs.set(doc._id, { rev, seq: this.seq, deleted, doc: structuredClone(doc), leaves, history });
    const waiting = [...this.waiting];
    this.waiting.clear();
    for (const callback of waiting) callback();
  }
}

function nextRev(base: string, content: object): string {
  const generation = Number(base.split('-')[0] || 0) + 1;
  const digest = createHash('md5')
    .update(`${base} ${canonicalJson(content)}`)
    .digest('hex');
  return `${generation}-${digest}`;
}

/** The winner is the leaf of the highest generation, then of the greatest digest. */
function compareRevs(a: string, b: string): number {
  const byGeneration = Number(a.split('-')[0]) - Number(b.split('-')[0]);
  return byGeneration === 0 ? Number(a > b) - Number(a < b) : byGeneration;
}
