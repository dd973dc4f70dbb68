import type { IdRange } from './types';

// ';' follows ':' in every collation, so `ticket;` is just above every `ticket:…`.
const after = (type: string) => `${type};`;
const before = (type: string) => `${type}:`;

/** Types of which a team has many. Of any other, and between the types, there are few or none. */
const MANY = new Set(['ticket', 'call', 'callback', 'customer', 'contact', 'run', 'event']);

/**
 * How many ranges are read at once where little is in each: their answers are small, their waits are not. All settings,
 * and with them the newest tickets.
 */
const TOGETHER = 8;

/**
 * Rule 2.4: the stretches of ids that the first sync reads, in order: one per type, then all gaps between
 * them, so that types which this version does not know are read too. Together they cover every id.
 */
export function firstSyncRanges(types: readonly string[]): IdRange[] {
  const ranges = types.map((type) => range(after(type), before(type), !MANY.has(type)));
  const sorted = [...types].sort();
  let upper: string | null = null;
  for (const type of sorted.reverse()) {
    ranges.push(range(upper, after(type), true));
    upper = before(type);
  }
  ranges.push(range(upper, null, true));
  return ranges;
}

/**
 * The ranges whose next pages are asked for and stored together, the current one first: some that hold little, and at
 * most one that may hold much, so that a restart never fetches more than one full page again, and the page being stored.
 */
export function rangesTogether(remaining: readonly IdRange[]): IdRange[] {
  const ahead: IdRange[] = [];
  for (const each of remaining.slice(0, TOGETHER)) {
    ahead.push(each);
    if (!each.few) break;
  }
  return ahead;
}

/** What is left of `ranges` after a page of the first one. */
export function afterPage(ranges: readonly IdRange[], ids: readonly string[], limit: number): IdRange[] {
  const [current, ...rest] = ranges;
  const last = ids.at(-1);
  if (!current || last === undefined || ids.length < limit) return rest;
  return [{ ...current, after: last }, ...rest];
}

function range(from: string | null, to: string | null, few: boolean): IdRange {
  return { from, to, after: null, ...(few ? { few } : {}) };
}
