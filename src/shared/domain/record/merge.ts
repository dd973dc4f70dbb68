import { canonicalJson, compareText } from '@shared/lib/canonical-json';
import { isStamp } from '@shared/lib/hybrid-clock';
import type { HeaderDocument, TeamDocument } from './documents';
import { isHeader } from './documents';
import { isErased, mergeErased } from './erased';
import { mergeRule } from './merge-rules';
import { isPlainObject, readSet } from './registers';

/**
 * Joins two versions of one document into the version that knows what both know.
 * Pure, commutative, associative and idempotent, so that machines which have seen the same
 * writes in any order hold the same document (up to the order of keys).
 */
export function merge(a: TeamDocument, b: TeamDocument): TeamDocument {
  if (isErased(a) || isErased(b)) return mergeErased(a, b);
  if (isHeader(a) && isHeader(b)) return mergeHeaders(a, b);
  // Events are written once. Two that differ can only come from a fault or a forger: all machines choose the same.
  return compareText(canonicalJson(a), canonicalJson(b)) <= 0 ? a : b;
}

function mergeHeaders(a: HeaderDocument, b: HeaderDocument): HeaderDocument {
  const type = compareText(a.type, b.type) <= 0 ? a.type : b.type;
  const fields = unionOfKeys(a, b).filter((field) => field !== 'stamps' && field !== 'type' && field !== 'v');
  const merged = fields.map((field): [string, unknown] => [field, mergeField(type, field, a, b)]);
  return Object.fromEntries([
    ...merged,
    ['type', type],
    ['v', Math.max(a.v, b.v)],
    ['stamps', mergeStamps(a.stamps, b.stamps)],
  ]) as HeaderDocument;
}

function mergeField(type: string, field: string, a: HeaderDocument, b: HeaderDocument): unknown {
  const left = own(a, field);
  const right = own(b, field);
  switch (mergeRule(type, field)) {
    case 'register':
      return laterRegister(field, left, right, a, b);
    case 'min':
      return pickPresent(left, right, (x, y) => compareJson(x, y) <= 0);
    case 'max':
      return pickPresent(left, right, (x, y) => compareJson(x, y) >= 0);
    case 'immutable':
      return pickPresent(left, right, (x, y) => compareJson(x, y) <= 0);
    case 'set':
      if (Array.isArray(left) || Array.isArray(right)) return mergeSets(field, left, right, a, b);
      return laterRegister(field, left, right, a, b);
    case 'map':
      return mergeMaps(field, left, right, a, b);
  }
}

function laterRegister(
  path: string,
  left: unknown,
  right: unknown,
  a: HeaderDocument,
  b: HeaderDocument,
): unknown {
  const byStamp = compareText(stampOf(a, path), stampOf(b, path));
  if (byStamp !== 0) return byStamp > 0 ? left : right;
  return compareJson(left, right) >= 0 ? left : right;
}

function mergeSets(
  field: string,
  left: unknown,
  right: unknown,
  a: HeaderDocument,
  b: HeaderDocument,
): string[] {
  const inLeft = new Set(readSet(left));
  const inRight = new Set(readSet(right));
  return [...new Set([...inLeft, ...inRight])].sort(compareText).filter((element) => {
    const path = `${field}.${element}`;
    const byStamp = compareText(stampOf(a, path), stampOf(b, path));
    if (byStamp > 0) return inLeft.has(element);
    if (byStamp < 0) return inRight.has(element);
    return true;
  });
}

/** What is no map, or no entry of one, gives way to what is; between two such values the later one stays. */
function mergeMaps(
  path: string,
  left: unknown,
  right: unknown,
  a: HeaderDocument,
  b: HeaderDocument,
  depth = 0,
): unknown {
  if (depth === 2 || (!isPlainObject(left) && !isPlainObject(right))) {
    return laterRegister(path, left, right, a, b);
  }
  const [ours, theirs] = [isPlainObject(left) ? left : {}, isPlainObject(right) ? right : {}];
  return Object.fromEntries(
    unionOfKeys(ours, theirs).map((key) => [
      key,
      mergeMaps(`${path}.${key}`, own(ours, key), own(theirs, key), a, b, depth + 1),
    ]),
  );
}

/** Where two texts are as good as no stamp, the greater stays, so that a merge with itself changes nothing. */
function mergeStamps(a: Record<string, unknown>, b: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    unionOfKeys(a, b).map((path) => {
      const [left, right] = [own(a, path), own(b, path)];
      const order = compareText(asStamp(left), asStamp(right)) || compareJson(left, right);
      return [path, order >= 0 ? left : right];
    }),
  );
}

/**
 * The stamp of a register's last write; the empty text when it still has its value from creation. What is no stamp
 * counts as the empty text too: a text that merely sorts last must not win for ever.
 */
export function stampOf(header: HeaderDocument, path: string): string {
  return asStamp(own(header.stamps, path));
}

function asStamp(value: unknown): string {
  return typeof value === 'string' && isStamp(value) ? value : '';
}

function pickPresent(left: unknown, right: unknown, keepLeft: (x: unknown, y: unknown) => boolean): unknown {
  if (left === undefined || left === null) return right === undefined ? left : right;
  if (right === undefined || right === null) return left;
  return keepLeft(left, right) ? left : right;
}

function compareJson(a: unknown, b: unknown): number {
  return compareText(canonicalJson(a), canonicalJson(b));
}

function own(object: Record<string, unknown> | undefined, key: string): unknown {
  return object && Object.hasOwn(object, key) ? object[key] : undefined;
}

function unionOfKeys(a: Record<string, unknown>, b: Record<string, unknown>): string[] {
  return [...new Set([...Object.keys(a), ...Object.keys(b)])].sort(compareText);
}
