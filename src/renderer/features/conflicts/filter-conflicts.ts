import { typeOfId } from '@shared/domain/record/documents';
import type { Conflict, FieldWrite } from '@shared/domain/timeline/conflicts';
import { writerOf } from '@shared/domain/timeline/conflicts';

/** The kinds people would choose from; settings of all sorts are one. */
export const recordKinds = [
  'ticket',
  'call',
  'callback',
  'customer',
  'contact',
  'run',
  'template',
  'setting',
] as const;
export type RecordKind = (typeof recordKinds)[number];
export type Period = 'any' | 'day' | 'week' | 'month';

export interface ConflictFilter {
  state: 'open' | 'decided' | 'all';
  /** Null: any. */
  kind: RecordKind | null;
  /** User name of one of the two; null: anybody. */
  who: string | null;
  period: Period;
  /** Only those in which the reader is one of the two. */
  mine: boolean;
}

export const everything: ConflictFilter = {
  state: 'open',
  kind: null,
  who: null,
  period: 'any',
  mine: false,
};

const DAYS: Record<Period, number> = { any: Infinity, day: 1, week: 7, month: 30 };

export function kindOfConflict({ about }: Conflict): RecordKind {
  const type = typeOfId(about);
  return recordKinds.find((kind) => kind === type) ?? 'setting';
}

/** Who wrote one of the two values, as far as it is known. */
export function peopleOf({ lost, stayed }: Conflict): string[] {
  return [lost, stayed].map(writerOf).filter((user) => user !== null);
}

/**
 * @param user who reads
 * @param now milliseconds since 1970
 */
export function filterConflicts(
  conflicts: readonly Conflict[],
  filter: ConflictFilter,
  user: string,
  now: number,
): Conflict[] {
  const since = now - DAYS[filter.period] * 86_400_000;
  return conflicts.filter((conflict) => {
    if (filter.state !== 'all' && (filter.state === 'open') !== (conflict.state === 'open')) return false;
    if (filter.kind && kindOfConflict(conflict) !== filter.kind) return false;
    const people = peopleOf(conflict);
    if (filter.who && !people.includes(filter.who)) return false;
    if (filter.mine && !people.includes(user)) return false;
    return filter.period === 'any' || momentOf(conflict) >= since;
  });
}

/** When the second of the two acted. */
function momentOf({ lost, stayed }: Conflict): number {
  const at = ({ event }: FieldWrite) => Date.parse(event.occurredAt);
  return Math.max(at(lost) || 0, at(stayed) || 0);
}
