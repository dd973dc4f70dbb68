import type { TeamDocument } from '../domain/record/documents';

/** A text of this machine outside the records: a draft, the notes of a call, a counter. `at` in ms since 1970. */
export interface KeptText {
  text: string;
  at: number;
}

/** The draft that a command made a record of: with the command stored, that text is done with. */
export interface Settled extends KeptText {
  key: string;
}

/** What is written down: what a command stores, or what is being typed. */
export type JournalEntry =
  | { kind: 'stored'; number: number; docs: readonly TeamDocument[]; settles?: Settled }
  /** The empty text: it has become a record, or was thrown away. */
  | ({ kind: 'kept'; key: string } & KeptText)
  /** The database could not store it, and the person was told so. */
  | { kind: 'failed'; number: number }
  /** A person gave them up. */
  | { kind: 'givenUp'; ids: readonly string[] };

/** What was read from a disk, if it is an entry. Entries of kinds that a newer version writes are not. */
export function asEntry(
  value: unknown,
  isTeamDocument: (value: unknown) => value is TeamDocument,
): JournalEntry | null {
  if (!isObject(value)) return null;
  const { kind, number, docs, settles, key, text, at, ids } = value;
  if (kind === 'stored' && typeof number === 'number' && Array.isArray(docs)) {
    const entry = { kind: 'stored' as const, number, docs: docs.filter(isTeamDocument) };
    return isObject(settles) && isKept(settles)
      ? { ...entry, settles: settles as unknown as Settled }
      : entry;
  }
  if (kind === 'kept' && isKept(value)) return { kind, key: String(key), text: String(text), at: Number(at) };
  if (kind === 'failed' && typeof number === 'number') return { kind, number };
  if (kind === 'givenUp' && Array.isArray(ids)) return { kind, ids: ids.map(String) };
  return null;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function isKept({ key, text, at }: Record<string, unknown>): boolean {
  return typeof key === 'string' && typeof text === 'string' && typeof at === 'number';
}
