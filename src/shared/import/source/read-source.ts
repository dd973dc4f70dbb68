import { ImportError } from '../import-error';
import type { ImportLimits } from '../limits';
import { DEFAULT_LIMITS } from '../limits';
import { decodeText } from './decode';
import { hasMoreLines, hasMoreObjects } from './count-rows';
import { readCsv } from './read-csv';
import { readJson } from './read-json';
import type { SourceTable } from './source-table';

export interface SourceFile {
  /** Name or path as people gave it. */
  name: string;
  bytes: Uint8Array;
}

/**
 * The tables of a CSV or JSON file.
 * @throws ImportError
 */
export function readSource(
  { name, bytes }: SourceFile,
  limits: ImportLimits = DEFAULT_LIMITS,
): SourceTable[] {
  if (bytes.byteLength > limits.bytes) {
    throw new ImportError('tooLarge', name, { found: bytes.byteLength, allowed: limits.bytes });
  }
  if (bytes.byteLength === 0) throw new ImportError('empty', name);
  const start = decodeText(bytes.subarray(0, 4_000), name).text;
  const looksLikeJson =
    /\.(json|jsonl|ndjson)$/i.test(name) || /^\s*[[{]\s*["{[\]}]/.test(start.slice(0, 1_000));
  const hasMore = looksLikeJson ? hasMoreObjects : hasMoreLines;
  if (hasMore(bytes, limits.rows)) throw new ImportError('tooManyRows', name, { allowed: limits.rows });
  const { text, encoding } = decodeText(bytes, name);
  const source = { file: name, encoding };
  return looksLikeJson ? readJson(text, source, limits) : [readCsv(text, source, limits)];
}
