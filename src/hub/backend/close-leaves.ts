import { NOBODY } from '../store/user-context';
import type { UserContext } from '../store/user-context';
import type { Json, StoredDocument } from '../store/pouch';
import type { WriteRow, WriteRules } from '../store/write-documents';
import type { CouchAdmin } from './couch-admin';

/** A deletion of one named revision. */
type Tombstone = Json & { _id: string; _rev: string };

export interface LeafCloser {
  /** Whether the deletion closes a losing leaf that the winner holds all of, and this user may write the winner. */
  mayClose(database: string, tombstone: Tombstone, user: UserContext): Promise<boolean>;
  /** A row for each: closed, refused, or a conflict. */
  close(database: string, tombstones: readonly Tombstone[], user: UserContext): Promise<WriteRow[]>;
}

/**
 * Closes conflict leaves at a member's request, with the administrator's right. CouchDB's own rules refuse every
 * deletion to members, because they see the leaf alone and cannot tell it from the winner; here both are seen.
 * A leaf that is closed meanwhile answers a conflict. Nobody but an administrator can make a leaf the winner between
 * the look and the deletion, since that takes a deletion of the winner.
 */
export function createLeafCloser(ask: CouchAdmin, rules: WriteRules): LeafCloser {
  async function mayClose(database: string, { _id, _rev }: Tombstone, user: UserContext): Promise<boolean> {
    const path = `/${database}/${encodeURIComponent(_id)}`;
    const winner = (await ask('GET', `${path}?conflicts=true`, undefined, [404])) as StoredDocument;
    const leaves = (winner['_conflicts'] ?? []) as string[];
    if (!leaves.includes(_rev)) return false;
    // Whoever may write the winner as it is may close a leaf of it.
    if (rules.validate({ database, newDoc: winner, oldDoc: winner, user }) !== undefined) return false;
    const leaf = await ask('GET', `${path}?rev=${encodeURIComponent(_rev)}`, undefined, [404]);
    return rules.containsLeaf(winner, leaf);
  }

  return {
    mayClose,
    async close(database, tombstones, user) {
      const rows: WriteRow[] = [];
      for (const tombstone of tombstones) {
        const { _id: id } = tombstone;
        if (await mayClose(database, tombstone, user)) {
          const [row] = (await ask('POST', `/${database}/_bulk_docs`, {
            docs: [tombstone],
          })) as unknown as WriteRow[];
          rows.push(row as WriteRow);
        } else
          rows.push({ id, error: 'forbidden', reason: 'only a losing leaf that adds nothing is closed' });
      }
      return rows;
    },
  };
}

/**
 * The deletions that a request to `_bulk_docs` asks for; undefined for everything else, which is CouchDB's to judge.
 * @param body bytes of the request
 */
export function readTombstones(body: Uint8Array): Tombstone[] | undefined {
  const text = Buffer.from(body.buffer, body.byteOffset, body.byteLength);
  // Most requests delete nothing, and need not be parsed here.
  if (!text.includes('"_deleted"')) return undefined;
  const { docs, new_edits: newEdits = true } = parse(text) ?? {};
  if (newEdits !== true || !Array.isArray(docs) || docs.length === 0) return undefined;
  return docs.every(isTombstone) ? docs : undefined;
}

/** Of a record: local documents and design documents have rules of their own. */
function isTombstone(doc: unknown): doc is Tombstone {
  if (typeof doc !== 'object' || doc === null) return false;
  const { _id, _rev, _deleted, _attachments } = doc as Json;
  return (
    typeof _id === 'string' &&
    !_id.startsWith('_') &&
    typeof _rev === 'string' &&
    _deleted === true &&
    _attachments === undefined
  );
}

function parse(text: Buffer): Json | undefined {
  try {
    const value: unknown = JSON.parse(text.toString('utf8'));
    return typeof value === 'object' && value !== null ? (value as Json) : undefined;
  } catch {
    return undefined;
  }
}

/** Whether deletions are judged here: members' are, nobody's and the administrator's go to CouchDB. */
export function isMember(user: UserContext): boolean {
  return user.name !== NOBODY.name && !user.roles.includes('_admin');
}
