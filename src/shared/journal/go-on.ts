import { asEntry } from './entries';
import type { JournalStart } from './journal';
import { fileNumber, windowOfFile } from './disk';
import { readLines } from './lines';
import type { JournalContent, ReadingParts } from './read-journal';
import { readJournals } from './read-journal';

/** A file of a window that is no more, with room left in it. */
export interface Roomy {
  name: string;
  window: string;
  start: JournalStart;
  /** Whether it ends in half an entry, which lies where the next one will be written. */
  torn: boolean;
}

/**
 * The file with the most room: a disk that is full has none for a new one, but those of before have what was reserved
 * for them. Null where there is none.
 */
export function roomiestOf(files: readonly JournalContent[], parts: ReadingParts): Roomy | null {
  let best: { file: JournalContent; length: number; torn: boolean; lastNumber: number } | null = null;
  for (const file of files) {
    const { entries, next, torn } = readLines(file.bytes);
    if (best && best.file.bytes.length - best.length >= file.bytes.length - next) continue;
    const numbers = entries.map((value) => numberOf(value, parts));
    best = { file, length: next, torn, lastNumber: numbers.reduce((a, b) => Math.max(a, b), 0) };
  }
  const window = best && windowOfFile(best.file.name);
  if (!best || !window) return null;
  const { file, length, torn, lastNumber } = best;
  const { docs, texts } = readJournals([file], parts);
  const written = [...texts].filter(([, { text }]) => text !== '');
  const start = { number: fileNumber(file.name), length, allotted: file.bytes.length, lastNumber };
  return { name: file.name, window, torn, start: { ...start, docs, texts: new Map(written) } };
}

function numberOf(value: unknown, { isTeamDocument }: ReadingParts): number {
  const entry = asEntry(value, isTeamDocument);
  return entry && 'number' in entry ? entry.number : 0;
}
