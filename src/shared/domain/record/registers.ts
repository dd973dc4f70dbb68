import { compareText } from '@shared/lib/canonical-json';
import type { HeaderDocument } from './documents';
import { mergeRule } from './merge-rules';

/** Reads a field that may be a set: its texts, sorted, without repeats. Other shapes give an empty list. */
export function readSet(value: unknown): string[] {
  if (!Array.isArray(value)) return [];
  return [...new Set(value.filter((item): item is string => typeof item === 'string'))].sort(compareText);
}

export type MapEntries = Record<string, Record<string, unknown>>;

/** Reads a field that may be a map of entries. Entries that are not objects are left out. */
export function readMap(value: unknown): MapEntries {
  if (!isPlainObject(value)) return {};
  return Object.fromEntries(
    Object.entries(value).filter((pair): pair is [string, Record<string, unknown>] => isPlainObject(pair[1])),
  );
}

export function isPlainObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A register path taken apart: `tags.v1.2` is element `v1.2` of `tags`; `steps.s1.state` is `state` of entry `s1`. */
interface PathParts {
  field: string;
  key: string;
  entryField: string;
}

function splitPath(type: string, path: string): PathParts {
  const dot = path.indexOf('.');
  const field = dot < 0 ? path : path.slice(0, dot);
  const key = dot < 0 ? '' : path.slice(dot + 1);
  if (mergeRule(type, field) !== 'map') return { field, key, entryField: '' };
  const second = key.indexOf('.');
  return {
    field,
    key: second < 0 ? key : key.slice(0, second),
    entryField: second < 0 ? '' : key.slice(second + 1),
  };
}

/** The value of a register: of a set's element whether it is present. */
export function readRegister(header: HeaderDocument, path: string): unknown {
  const { field, key, entryField } = splitPath(header.type, path);
  const value = Object.hasOwn(header, field) ? header[field] : undefined;
  switch (mergeRule(header.type, field)) {
    case 'set':
      return readSet(value).includes(key);
    case 'map': {
      const entries = readMap(value);
      const entry = Object.hasOwn(entries, key) ? entries[key] : undefined;
      return entry && Object.hasOwn(entry, entryField) ? entry[entryField] : undefined;
    }
    default:
      return value;
  }
}

/** A copy of the header with one register written; stamps are the caller's. */
export function writeRegister(header: HeaderDocument, path: string, value: unknown): HeaderDocument {
  const { field, key, entryField } = splitPath(header.type, path);
  switch (mergeRule(header.type, field)) {
    case 'set': {
      const others = readSet(header[field]).filter((item) => item !== key);
      return withField(header, field, value === true ? [...others, key].sort(compareText) : others);
    }
    case 'map': {
      const entries = readMap(header[field]);
      const entry = Object.hasOwn(entries, key) ? entries[key] : {};
      return withField(header, field, withField(entries, key, withField(entry ?? {}, entryField, value)));
    }
    default:
      return withField(header, field, value);
  }
}

/** A copy with one own property set; safe for names such as `__proto__`. */
function withField<T extends Record<string, unknown>>(target: T, name: string, value: unknown): T {
  return Object.fromEntries([...Object.entries(target).filter(([key]) => key !== name), [name, value]]) as T;
}
