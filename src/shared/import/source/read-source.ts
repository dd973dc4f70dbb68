import { ImportError } from '../import-error';
import type { ImportLimits } from '../limits';
import { DEFAULT_LIMITS } from '../limits';
import { decodeText } from './decode';
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
  const { text, encoding } = decodeText(bytes, name);
  const looksLikeJson =
    /\.(json|jsonl|ndjson)$/i.test(name) || /^\s*[[{]\s*["{[\]}]/.test(text.slice(0, 1_000));
  const source = { file: name, encoding };
  return looksLikeJson ? readJson(text, source, limits) : [readCsv(text, source, limits)];
}
