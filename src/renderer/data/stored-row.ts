/**
 * How a row lies in IndexedDB. Three things differ from the row that RxDB sees:
 *
 * - `doc` is JSON text. IndexedDB and the messages between page and worker copy a text in a fraction of the time that
 *   an object takes, and RxDB's Dexie storage, which renames keys such as `__x`, has no keys to rename.
 * - `dirty` is left out while it is 0. IndexedDB keeps no index entry for a row that lacks an indexed field, so the
 *   index of what is unsent holds what is unsent and nothing else, and storing what the server sent costs no index.
 * - So are the other fields of a record that nearly always hold the same: each is time for every row of a first sync.
 *
 * Rows that an earlier version stored, with `doc` an object and all fields, are read as they are.
 */
type Row = Record<string, unknown>;

/** What a record's row is read with where it is stored without. */
const usual = () => ({ dirty: 0, refusal: null, _attachments: {} });

/** The row as it is stored; the same object where nothing is to do. */
export function toStored<T>(row: T): T {
  if (!isRow(row)) return row;
  if ('value' in row) return { ...row, value: mapKeys(row['value'], escapeKey) };
  const { doc } = row;
  if (!isRow(doc)) return row;
  const next: Row = {};
  for (const key in row) if (!isUsual(key, row[key])) next[key] = row[key];
  next['doc'] = JSON.stringify(doc);
  return next as T;
}

/** The row as it was given to `toStored`. */
export function fromStored<T>(row: T): T {
  if (!isRow(row)) return row;
  if ('value' in row) return { ...row, value: mapKeys(row['value'], unescapeKey) };
  const { doc } = row;
  if (doc === undefined) return row;
  return { ...usual(), ...row, doc: typeof doc === 'string' ? JSON.parse(doc) : mapKeys(doc, unescapeKey) };
}

/** RxDB's attachments are used nowhere: files lie in PouchDB. */
function isUsual(key: string, value: unknown): boolean {
  return (key === 'dirty' && value === 0) || (key === 'refusal' && value === null) || key === '_attachments';
}

function isRow(row: unknown): row is Row {
  return typeof row === 'object' && row !== null;
}

const UNSAFE = /(?:^|\.)(?:__|\|)/;

/**
 * RxDB's Dexie storage renames keys: `__x` comes back as `|x`, at any depth and after any dot. What is stored as an
 * object has keys that people chose, so such keys are escaped: without a segment that begins with `__`, reversible.
 */
function escapeKey(key: string): string {
  if (!UNSAFE.test(key)) return key;
  return mapSegments(key, (segment) => {
    if (segment.startsWith('__')) return `|u${segment.slice(2)}`;
    return segment.startsWith('|') ? `|p${segment.slice(1)}` : segment;
  });
}

function unescapeKey(key: string): string {
  if (!key.includes('|')) return key;
  return mapSegments(key, (segment) => {
    if (segment.startsWith('|u')) return `__${segment.slice(2)}`;
    return segment.startsWith('|p') ? `|${segment.slice(2)}` : segment;
  });
}

function mapSegments(key: string, change: (segment: string) => string): string {
  return key.split('.').map(change).join('.');
}

/** The same object where nothing is to do, which is nearly always. */
function mapKeys(value: unknown, change: (key: string) => string): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) {
    const items = value.map((item) => mapKeys(item, change));
    return items.some((item, index) => item !== value[index]) ? items : value;
  }
  let changed = false;
  const entries = Object.entries(value).map(([key, item]): [string, unknown] => {
    const entry: [string, unknown] = [change(key), mapKeys(item, change)];
    if (entry[0] !== key || entry[1] !== item) changed = true;
    return entry;
  });
  return changed ? Object.fromEntries(entries) : value;
}
