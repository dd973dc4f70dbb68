import type { IdRange } from './types';

// ';' follows ':' in every collation, so `ticket;` is just above every `ticket:…`.
const after = (type: string) => `${type};`;
const before = (type: string) => `${type}:`;

/**
 * Rule 2.4: the stretches of ids that the first sync reads, in order: one per type, then all gaps between
 * them, so that types which this version does not know are read too. Together they cover every id.
 */
export function firstSyncRanges(types: readonly string[]): IdRange[] {
  const ranges = types.map((type) => range(after(type), before(type)));
  const sorted = [...types].sort();
  let upper: string | null = null;
  for (const type of sorted.reverse()) {
    ranges.push(range(upper, after(type)));
    upper = before(type);
  }
  ranges.push(range(upper, null));
  return ranges;
}

/** What is left of `ranges` after a page of the first one. */
export function afterPage(ranges: readonly IdRange[], ids: readonly string[], limit: number): IdRange[] {
  const [current, ...rest] = ranges;
  const last = ids.at(-1);
  if (!current || last === undefined || ids.length < limit) return rest;
  return [{ ...current, after: last }, ...rest];
}

function range(from: string | null, to: string | null): IdRange {
  return { from, to, after: null };
}
