import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { ImportError } from '@shared/import/import-error';
import { DEFAULT_LIMITS } from '@shared/import/limits';
import type { SourceFile } from '@shared/import/source/read-source';
import { UsageError } from '../cli/options';

const READABLE = /\.(csv|tsv|txt|json|jsonl|ndjson)$/i;

/**
 * The files that were named, and those in the folders that were named, by name.
 * @throws UsageError for a path that is not there, ImportError for a file that is too large to read
 */
export async function readFiles(paths: readonly string[]): Promise<SourceFile[]> {
  const names = (await Promise.all(paths.map(expand))).flat();
  if (names.length === 0) throw new UsageError(`no CSV or JSON files in ${paths.join(', ')}`);
  return Promise.all(names.map(read));
}

async function expand(path: string): Promise<string[]> {
  const facts = await stat(path).catch(() => null);
  if (!facts) throw new UsageError(`no file ${path}`);
  if (!facts.isDirectory()) return [path];
  const names = (await readdir(path)).filter((name) => READABLE.test(name));
  return names.sort((a, b) => (a < b ? -1 : 1)).map((name) => join(path, name));
}

async function read(name: string): Promise<SourceFile> {
  const { size } = await stat(name);
  if (size > DEFAULT_LIMITS.bytes) {
    throw new ImportError('tooLarge', name, { found: size, allowed: DEFAULT_LIMITS.bytes });
  }
  return { name, bytes: new Uint8Array(await readFile(name)) };
}
