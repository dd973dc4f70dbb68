import type { RecordRow } from '../database';
import type { LiveTable } from '../live-table';

/** What a header was in an earlier list and is in a later one; undefined where it was or is not there. */
export interface HeaderChange<Header> {
  before: Header | undefined;
  after: Header | undefined;
}
type Changes<Header> = ReadonlyMap<string, HeaderChange<Header>>;

/** How a list came from the one before it. */
const origins = new WeakMap<object, { before: object; changes: Changes<unknown> }>();
/** So many lists back it is known what changed: nobody who is on the screen misses more. */
const STEPS = 4;

/**
 * The headers of one type that are not archived, in no order, followed row by row: a change among 50 000 costs what
 * that change costs.
 * @returns reads the list: the same array until a header of this type changes
 */
export function createHeaderList<Header>(
  table: Pick<LiveTable, 'follow' | 'version'>,
  type: string,
): () => readonly Header[] {
  const prefix = `${type}:`;
  const headers = new Map<string, Header>();
  let changes = new Map<string, HeaderChange<Header>>();
  let list: readonly Header[] = [];
  const recent: (readonly Header[])[] = [];
  let version = -1;

  function follow({ id, doc }: RecordRow, isThere: boolean): void {
    if (!id.startsWith(prefix)) return;
    const before = headers.get(id);
    const after = isThere && doc['archived'] !== true ? (doc as Header) : undefined;
    if (before === after) return;
    if (after === undefined) headers.delete(id);
    else headers.set(id, after);
    const earlier = changes.get(id);
    changes.set(id, { before: earlier ? earlier.before : before, after });
  }

  function makeList(): void {
    const before = list;
    list = [...headers.values()];
    // Going through nearly all of them change by change would cost more than beginning anew.
    if (changes.size <= list.length / 2) {
      origins.set(list, { before, changes });
      const oldest = recent.push(list) > STEPS ? recent.shift() : undefined;
      if (oldest) origins.delete(oldest);
    }
    changes = new Map();
  }

  table.follow(follow);
  return () => {
    if (version === table.version()) return list;
    version = table.version();
    if (changes.size > 0) makeList();
    return list;
  };
}

/** What changed between two lists of the same headers; null when that is not known. */
function changesBetween<Header>(older: readonly Header[], newer: readonly Header[]): Changes<Header> | null {
  let changes: Changes<Header> = new Map();
  for (let list: object = newer; list !== older;) {
    const origin = origins.get(list);
    if (!origin) return null;
    changes = joined(origin.changes as Changes<Header>, changes);
    list = origin.before;
  }
  return changes;
}

function joined<Header>(first: Changes<Header>, then: Changes<Header>): Changes<Header> {
  if (then.size === 0) return first;
  const both = new Map(first);
  for (const [id, { before, after }] of then) {
    const earlier = first.get(id);
    both.set(id, { before: earlier ? earlier.before : before, after });
  }
  return both;
}

/**
 * A function of all headers that looks, when it is asked again, only at those that have changed since.
 * @param whole makes the result of a list
 * @param next makes it of the last result, which it leaves alone, and what has changed
 */
export function keptUp<Header, Result>(
  whole: (headers: readonly Header[]) => Result,
  next: (last: Result, changes: readonly HeaderChange<Header>[]) => Result,
): (headers: readonly Header[]) => Result {
  let last: { headers: readonly Header[]; result: Result } | null = null;
  return (headers) => {
    if (last?.headers === headers) return last.result;
    const changes = last && changesBetween(last.headers, headers);
    const result = last && changes ? next(last.result, [...changes.values()]) : whole(headers);
    last = { headers, result };
    return result;
  };
}
