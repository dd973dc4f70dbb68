import { compareWithTeam } from '@shared/import/compare';
import type { TeamDocument } from '@shared/domain/record/documents';
import { validateWrite } from '@shared/domain/validation/validate-write';
import type { ReplicaRecord, ReplicaStore } from '@shared/couchdb-sync/types';

export interface ImportCounts {
  new: number;
  changed: number;
  unchanged: number;
  /** Documents that the team's rules do not take, with the rule's words. */
  refused: { id: string; reason: string }[];
  /** Not reached, because somebody stopped the import. */
  left: number;
}

interface ImportWriterParts {
  store: Pick<ReplicaStore, 'update'>;
  /** Who imports, as the server will see them. */
  user: { name: string; roles: readonly string[] };
  /** Gives the page a turn: for typing, painting and other writes. */
  pause: () => Promise<void>;
  isStopped: () => boolean;
  onProgress: (done: number, total: number) => void;
}

const BATCH = 200;

/**
 * Writes planned documents into the local database, in small batches with a pause after each. They are unsent
 * work like any other: the sync takes them to the server. What is there and the same is left alone, and what
 * people have changed since stays, so a stopped import is simply run again.
 */
export async function writeImport(
  documents: readonly TeamDocument[],
  { store, user, pause, isStopped, onProgress }: ImportWriterParts,
): Promise<ImportCounts> {
  const counts: ImportCounts = { new: 0, changed: 0, unchanged: 0, refused: [], left: 0 };
  for (let start = 0; start < documents.length; start += BATCH) {
    if (isStopped()) {
      counts.left = documents.length - start;
      break;
    }
    const batch = new Map(documents.slice(start, start + BATCH).map((doc) => [doc._id, doc]));
    const verdicts = new Map<string, Verdict>();
    await store.update([...batch.keys()], (current, id) => {
      const planned = batch.get(id);
      if (!planned) return null;
      const { verdict, record } = decide(planned, current, user);
      verdicts.set(id, verdict);
      return record;
    });
    for (const [id, verdict] of verdicts) {
      if (typeof verdict === 'string') counts[verdict] += 1;
      else counts.refused.push({ id, ...verdict });
    }
    onProgress(Math.min(documents.length, start + BATCH), documents.length);
    await pause();
  }
  return counts;
}

type Verdict = 'new' | 'changed' | 'unchanged' | { reason: string };

/** Pure, because the store may ask again about a newer state. */
function decide(
  planned: TeamDocument,
  current: ReplicaRecord | null,
  user: ImportWriterParts['user'],
): { verdict: Verdict; record: ReplicaRecord | null } {
  const step = compareWithTeam(planned, current?.doc, user.name);
  if (step.verdict === 'unchanged') return { verdict: 'unchanged', record: null };
  const allowed = validateWrite(step.doc, current?.doc ?? null, { name: user.name, roles: [...user.roles] });
  if (!allowed.ok) return { verdict: { reason: allowed.reason }, record: null };
  const record = {
    id: planned._id,
    doc: step.doc,
    rev: current?.rev ?? '',
    dirty: 1 as const,
    refusal: null,
  };
  return { verdict: step.verdict, record };
}
