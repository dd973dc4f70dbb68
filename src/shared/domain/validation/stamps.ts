import { isStamp, stampMilliseconds } from '@shared/lib/hybrid-clock';
import { isPlainObject } from '../record/registers';

/** A server's clock that says less than this is wrong: the rules were written then. */
const RULES_WRITTEN = Date.UTC(2026, 10, 1);
const HUNDRED_YEARS = 36_525 * 24 * 3_600_000;

/**
 * What is wrong with a document's stamps, in English; null when nothing is. They decide what wins in a merge for
 * ever, so a text that merely sorts last must not pass for one.
 */
export function stampShapeProblem(doc: Record<string, unknown>): string | null {
  return stampsOf(doc).every((stamp) => typeof stamp === 'string' && isStamp(stamp)) ? null : 'no stamp';
}

/**
 * Whether a write brings a stamp from further ahead than any clock can be wrong. The bound moves on with the server's
 * time, so whatever somebody writes at it, everybody who has seen it can soon write a later one. Honest clocks stay
 * below it (see `hybrid-clock.ts`): nobody's save is refused for the clock of their machine.
 * @param now the server's clock, milliseconds since 1970
 */
export function stampTimeProblem(
  doc: Record<string, unknown>,
  old: Record<string, unknown> | null,
  now: number,
): string | null {
  const latest = Math.max(now, RULES_WRITTEN) + HUNDRED_YEARS;
  const known = new Set(old ? stampsOf(old) : []);
  const isAhead = (stamp: unknown) => !known.has(stamp) && stampMilliseconds(String(stamp)) > latest;
  return stampsOf(doc).some(isAhead) ? 'a stamp from more than a hundred years ahead' : null;
}

/** An event has one stamp, a header one for each register that was written. */
function stampsOf(doc: Record<string, unknown>): unknown[] {
  if (doc['type'] === 'event') return [doc['at']];
  return isPlainObject(doc['stamps']) ? Object.values(doc['stamps']) : [];
}
