import { isTooDeep } from '@shared/lib/json-depth';
import { ImportError } from '../import-error';
import type { ImportLimits } from '../limits';
import type { Encoding } from './decode';
import { tableName } from './read-csv';
import type { RowRemark, SourceRow, SourceTable } from './source-table';
import { remark } from './source-table';

/**
 * Reads JSON: a list of objects, an object whose fields are such lists (one table each), or one object a line.
 * Values that are lists or objects stay JSON text.
 */
export function readJson(
  text: string,
  source: { file: string; encoding: Encoding },
  limits: ImportLimits,
): SourceTable[] {
  const body = text.replace(/^\uFEFF/, '').trim();
  if (body === '') throw new ImportError('empty', source.file);
  if (isTooDeep(body)) throw new ImportError('tooDeep', source.file);
  const lists = listsOf(parse(body, source.file), tableName(source.file));
  if (lists.length === 0) throw new ImportError('noTable', source.file);
  return lists.map(([name, items]) => tableOf(name, items, source, limits));
}

function parse(body: string, file: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    try {
      return body
        .split('\n')
        .filter((line) => line.trim() !== '')
        .map((line): unknown => JSON.parse(line));
    } catch (error) {
      throw new ImportError('badJson', file, { message: error instanceof Error ? error.message : '' });
    }
  }
}

function listsOf(value: unknown, name: string): [name: string, items: unknown[]][] {
  if (Array.isArray(value)) return [[name, value]];
  if (!isObject(value)) return [];
  return Object.entries(value).filter(
    (pair): pair is [string, unknown[]] => Array.isArray(pair[1]) && pair[1].some(isObject),
  );
}

function tableOf(
  name: string,
  items: unknown[],
  source: { file: string; encoding: Encoding },
  limits: ImportLimits,
): SourceTable {
  if (items.length > limits.rows) throw new ImportError('tooManyRows', source.file, { allowed: limits.rows });
  const columns = new Map<string, number>();
  for (const item of items) {
    if (!isObject(item)) continue;
    for (const key of Object.keys(item)) if (!columns.has(key)) columns.set(key, columns.size);
  }
  if (columns.size > limits.columns) {
    throw new ImportError('tooManyColumns', source.file, { found: columns.size, allowed: limits.columns });
  }
  const rows: SourceRow[] = [];
  const unreadable: RowRemark[] = [];
  for (const [index, item] of items.entries()) {
    if (!isObject(item)) {
      unreadable.push(remark(index + 2, 'notAnObject', JSON.stringify(item)));
      continue;
    }
    const cells = Array.from<string>({ length: columns.size }).fill('');
    for (const [key, value] of Object.entries(item)) cells[columns.get(key) ?? 0] = textOf(value);
    rows.push({ row: index + 2, cells });
  }
  return {
    name: name.toLowerCase(),
    ...source,
    delimiter: '',
    columns: [...columns.keys()],
    rows,
    unreadable,
  };
}

function textOf(value: unknown): string {
  if (typeof value === 'string') return value;
  if (value === null || value === undefined) return '';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
