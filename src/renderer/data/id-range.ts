import type { FilledMangoQuery } from 'rxdb';

/** Between two ids, and whether each is included. */
export type IdBounds = [low: unknown, high: unknown, includeLow: boolean, includeHigh: boolean];

const OPERATORS = new Set(['$gt', '$gte', '$lt', '$lte']);

/**
 * The stretch of ids a query asks for, when it asks for nothing else and in the order of ids; null otherwise.
 * A query for everything is the stretch from the first to the last.
 */
export function idRangeOf<T>(query: FilledMangoQuery<T>, primary: string): IdBounds | null {
  const [first, ...others] = query.sort as Record<string, string>[];
  if (first?.[primary] !== 'asc' || others.length > 0) return null;
  const selector = query.selector as Record<string, Record<string, unknown>>;
  if (!Object.keys(selector).every((field) => field === primary || field === '_deleted')) return null;
  const bounds = selector[primary] ?? {};
  if (!Object.keys(bounds).every((operator) => OPERATORS.has(operator))) return null;
  // In IndexedDB every text lies between -Infinity and an empty list.
  const low = bounds['$gte'] ?? bounds['$gt'] ?? -Infinity;
  const high = bounds['$lte'] ?? bounds['$lt'] ?? [];
  return [low, high, !('$gt' in bounds), !('$lt' in bounds)];
}
