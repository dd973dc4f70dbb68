import type { GivenUp } from '@shared/couchdb-sync/types';
import type { TeamDocument } from '@shared/domain/record/documents';
import { isErased } from '@shared/domain/record/erased';
import { merge } from '@shared/domain/record/merge';
import { contains } from '@shared/domain/record/merge-news';
import type { Journal } from '@shared/journal/journal';
import type { DamagedPlace, Journalled } from '@shared/journal/read-journal';
import type { TeamDatabase } from '../database';
import { DRAFT_PREFIX } from '../drafts';
import { givenUpIn } from '../given-up';
import { createReplicaStore } from '../replica-store';
import { ITEM_PREFIX, restoreItem } from './kept-storage';

/** What a start found in the journals of windows that are no more. */
export interface Replayed {
  /** Changes that the database did not have: an event with its record counts once. */
  changes: number;
  /** Drafts of which the database had nothing. */
  drafts: number;
  /** Places of the journals that could not be read. */
  damaged: readonly DamagedPlace[];
}

/** Read and stored at a time. */
const BATCH = 1_000;

/**
 * Puts back what the database has lost. What it has already is left alone, so doing it twice is doing it once; what is
 * not on the server yet is taken over into this window's journal first. A record that the database does not have at all
 * becomes a dirty one of no known revision: the server says whether it has it, and the two are merged (sync rule 3.4).
 */
export async function replayJournals(
  database: TeamDatabase,
  { docs, texts, settled, damaged }: Journalled,
  journal: Journal,
  items: Parameters<typeof restoreItem>[0] = localStorage,
): Promise<Replayed> {
  const gone = await givenUpIn(database.collections.local);
  const wanted = [...docs.values()].filter((doc) => !isGivenUp(gone, doc));
  const missing: TeamDocument[] = [];
  for (let start = 0; start < wanted.length; start += BATCH)
    missing.push(...(await replayDocuments(database, wanted.slice(start, start + BATCH), journal)));

  for (const { key, text, at } of settled) {
    const kept = texts.get(key);
    // The same words typed anew are another text; each key is in the journal, so it knows.
    if (kept && kept.text !== '' && kept.at > at) continue;
    const row = await draftRow(database, key);
    if (row?.value === text) await saveDraft(database, key, '', at);
  }
  let drafts = 0;
  for (const [key, kept] of texts) {
    if (key.startsWith(ITEM_PREFIX)) {
      restoreItem(items, key, kept.text);
      journal.keep(key, items.getItem(key) ?? '');
      continue;
    }
    const row = await draftRow(database, key);
    // Of one millisecond the journal has the last.
    const isOlder = kept.text !== (row?.value ?? '') && (row?.at ?? 0) <= kept.at;
    // Also what the database has: it may be lost later.
    journal.keep(key, isOlder ? kept.text : String(row?.value ?? ''));
    if (!isOlder) continue;
    await saveDraft(database, key, kept.text, kept.at);
    if (!row) drafts += 1;
  }
  return { changes: countChanges(missing), drafts, damaged };
}

/** @returns those that the database did not have, or not all of */
async function replayDocuments(
  database: TeamDatabase,
  docs: readonly TeamDocument[],
  journal: Journal,
): Promise<TeamDocument[]> {
  const store = createReplicaStore(database);
  const byId = new Map(docs.map((doc) => [doc._id, doc]));
  const here = new Map((await store.read([...byId.keys()])).map((record) => [record.id, record]));
  const missing = docs.filter((doc) => {
    const known = here.get(doc._id)?.doc;
    return !known || !contains(known, doc);
  });
  const lost = new Set(missing);
  const unsent = docs
    .filter((doc) => lost.has(doc) || here.get(doc._id)?.dirty === 1)
    // What an erased person's record was before does not go into another journal.
    .map((doc) => erasedHere(here.get(doc._id)?.doc) ?? doc);
  if (unsent.length === 0) return missing;
  const put = (ids: string[], expectNew: boolean) =>
    store.update(
      ids,
      (current, id) => {
        const doc = byId.get(id);
        if (!doc) return null;
        if (!current) return { id, doc, rev: '', dirty: 1, refusal: null };
        return { ...current, doc: merge(current.doc, doc), dirty: 1, refusal: null };
      },
      { expectNew },
    );
  const ids = missing.map(({ _id }) => _id);
  await journal.storing(unsent, async () => {
    await put(
      ids.filter((id) => here.has(id)),
      false,
    );
    await put(
      ids.filter((id) => !here.has(id)),
      true,
    );
  });
  return missing;
}

function erasedHere(doc: TeamDocument | undefined): TeamDocument | null {
  return doc && isErased(doc) ? doc : null;
}

/** A person gave this very change up, after the window that had written it down was killed. */
function isGivenUp(gone: readonly GivenUp[], doc: TeamDocument): boolean {
  return gone.some((given) => given.id === doc._id && contains(given.doc, doc));
}

function countChanges(missing: readonly TeamDocument[]): number {
  const about = new Set(missing.flatMap((doc) => (doc.type === 'event' ? String(doc['about']) : [])));
  return missing.filter((doc) => doc.type === 'event' || !about.has(doc._id)).length;
}

async function draftRow(database: TeamDatabase, key: string): Promise<{ value: unknown; at: number } | null> {
  if (!key.startsWith(DRAFT_PREFIX)) return null;
  const row = await database.collections.local.findOne(key).exec();
  if (!row) return null;
  const { value, at, _meta } = row.toJSON(true);
  // When the row was written says only that its text is no younger: a newer one may have been typed meanwhile.
  return { value, at: at ?? _meta.lwt };
}

async function saveDraft(database: TeamDatabase, key: string, value: string, at: number): Promise<void> {
  if (key.startsWith(DRAFT_PREFIX)) await database.collections.local.upsert({ id: key, value, at });
}
