import { canonicalJson, compareText } from '@shared/lib/canonical-json';
import type { HeaderDocument, TeamDocument } from './documents';
import { isHeader } from './documents';
import { mergeRule } from './merge-rules';
import { readMap, readSet } from './registers';

/**
 * Joins two versions of one document into the version that knows what both know.
 * Pure, commutative, associative and idempotent, so that machines which have seen the same
 * writes in any order hold the same document (up to the order of keys).
 */
export function merge(a: TeamDocument, b: TeamDocument): TeamDocument {
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
      return mergeSets(field, left, right, a, b);
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

function mergeMaps(
  field: string,
  left: unknown,
  right: unknown,
  a: HeaderDocument,
  b: HeaderDocument,
): unknown {
  const leftEntries = readMap(left);
  const rightEntries = readMap(right);
  return Object.fromEntries(
    unionOfKeys(leftEntries, rightEntries).map((key) => {
      const leftEntry = own(leftEntries, key) as Record<string, unknown> | undefined;
      const rightEntry = own(rightEntries, key) as Record<string, unknown> | undefined;
      const entry = unionOfKeys(leftEntry ?? {}, rightEntry ?? {}).map((name): [string, unknown] => [
        name,
        laterRegister(`${field}.${key}.${name}`, own(leftEntry, name), own(rightEntry, name), a, b),
      ]);
      return [key, Object.fromEntries(entry)];
    }),
  );
}

function mergeStamps(a: Record<string, string>, b: Record<string, string>): Record<string, string> {
  return Object.fromEntries(
    unionOfKeys(a, b).map((path) => {
      const left = String(own(a, path) ?? '');
      const right = String(own(b, path) ?? '');
      return [path, compareText(left, right) >= 0 ? left : right];
    }),
  );
}

/** The stamp of a register's last write; the empty text when it still has its value from creation. */
export function stampOf(header: HeaderDocument, path: string): string {
  return String(own(header.stamps, path) ?? '');
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
