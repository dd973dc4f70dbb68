import type { TeamDocument } from '../domain/record/documents';
import type { KeptText, Settled } from './entries';
import { asEntry } from './entries';
import { readLines } from './lines';

/** A place of a journal that is not what was written. */
export interface DamagedPlace {
  file: string;
  /** Counted from 1. */
  line: number;
}

/** What a journal says is to be found on this machine or on the server. */
export interface Journalled {
  docs: Map<string, TeamDocument>;
  texts: Map<string, KeptText>;
  /** Drafts that have become records. */
  settled: Settled[];
  damaged: DamagedPlace[];
  /** Entries that could be read. */
  entries: number;
}

export interface JournalContent {
  name: string;
  bytes: Uint8Array;
}

export interface ReadingParts {
  /** Of two versions of one document. */
  merge(a: TeamDocument, b: TeamDocument): TeamDocument;
  /** What is read from a disk is not trusted. */
  isTeamDocument(value: unknown): value is TeamDocument;
}

/** Reads journals, those of several windows in any order. The end of one that was being written is left out in silence. */
export function readJournals(files: Iterable<JournalContent>, parts: ReadingParts): Journalled {
  const found: Journalled = { docs: new Map(), texts: new Map(), settled: [], damaged: [], entries: 0 };
  for (const { name, bytes } of files) readOne(name, bytes, parts, found);
  for (const { key, text, at } of found.settled) {
    const kept = found.texts.get(key);
    if (kept?.text === text && kept.at <= at) found.texts.set(key, { text: '', at });
  }
  return found;
}

function readOne(
  file: string,
  bytes: Uint8Array,
  { merge, isTeamDocument }: ReadingParts,
  found: Journalled,
): void {
  const { entries, damaged } = readLines(bytes);
  found.damaged.push(...damaged.map((line) => ({ file, line })));
  // Numbers are those of one window.
  const stored = new Map<number, { docs: readonly TeamDocument[]; settles?: Settled }>();
  for (const value of entries) {
    const entry = asEntry(value, isTeamDocument);
    if (!entry) continue;
    found.entries += 1;
    if (entry.kind === 'stored') stored.set(entry.number, entry);
    else if (entry.kind === 'failed') stored.delete(entry.number);
    else if (entry.kind === 'givenUp') forget(stored, new Set(entry.ids));
    else if ((found.texts.get(entry.key)?.at ?? 0) <= entry.at)
      found.texts.set(entry.key, { text: entry.text, at: entry.at });
  }
  for (const { docs, settles } of stored.values()) {
    if (settles) found.settled.push(settles);
    for (const doc of docs) {
      const known = found.docs.get(doc._id);
      found.docs.set(doc._id, known ? merge(known, doc) : doc);
    }
  }
}

function forget(stored: Map<number, { docs: readonly TeamDocument[] }>, ids: ReadonlySet<string>): void {
  for (const [number, entry] of stored) {
    const docs = entry.docs.filter(({ _id }) => !ids.has(_id));
    if (docs.length < entry.docs.length) stored.set(number, { ...entry, docs });
  }
}
