import type { Database } from '../store/database';
import type { Json } from '../store/pouch';
import type { WriteRules } from '../store/write-documents';

const PAGE = 200;
/** Where PouchDB notes it, too. */
const POSITION = '_local/compaction';

/**
 * Forgets all older versions of documents, what stood beside erased ones, and the bytes of all that on the disk. PouchDB's
 * own compaction looks at all documents at once, before which every request would wait; this goes one by one, and on from
 * where it was the last time.
 * @param isStopped asked between two documents; what is done so far stays done
 */
export function compactDatabase(
  database: Database,
  rules: Pick<WriteRules, 'erases'>,
  isStopped: () => boolean = () => false,
): Promise<void> {
  const mine = (last.get(database) ?? Promise.resolve()).then(() => compact(database, rules, isStopped));
  last.set(
    database,
    mine.catch(() => undefined),
  );
  return mine;
}

/** One after the other: two would both note how far they have come. */
const last = new WeakMap<Database, Promise<void>>();

async function compact(
  database: Database,
  rules: Pick<WriteRules, 'erases'>,
  isStopped: () => boolean,
): Promise<void> {
  const { pouch } = database;
  const before = await readPosition(database);
  let since = Number(before['last_seq'] ?? 0);
  for (let more = true; more;) {
    const page = await pouch.changes({ since, limit: PAGE, style: 'all_docs' });
    for (const { id, changes } of page.results) {
      if (isStopped()) return;
      if (changes.length > 1) await closeBesideErased(database, id, rules);
      await pouch.compactDocument(id, 0);
    }
    since = Number(page.last_seq);
    more = page.results.length === PAGE;
  }
  if (since > Number(before['last_seq'] ?? 0)) await pouch.put({ ...before, last_seq: since });
  if (!isStopped()) await pouch.rewriteFiles();
}

async function readPosition({ pouch }: Database): Promise<Json> {
  return pouch.get(POSITION).catch((error: unknown) => {
    if ((error as { status?: number }).status === 404) return { _id: POSITION };
    throw error;
  });
}

/** Another version than the winning one is no older one, and would stay. */
async function closeBesideErased(
  database: Database,
  id: string,
  rules: Pick<WriteRules, 'erases'>,
): Promise<void> {
  await database.write(async () => {
    const winner = await database.pouch.get(id, { conflicts: true }).catch(() => undefined);
    if (!winner || !rules.erases(winner)) return;
    const leaves = (winner['_conflicts'] ?? []) as string[];
    const tombstones = leaves.map((rev) => ({ _id: id, _rev: rev, _deleted: true }));
    if (tombstones.length > 0) await database.pouch.bulkDocs(tombstones, { new_edits: true });
  });
}
