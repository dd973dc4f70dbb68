import { open, rename, rm } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { ByteSink } from '@shared/backup/zip-writer';
import type { ByteSource } from '@shared/backup/zip-reader';

/** Writes a file that is there whole or not at all: aside, flushed, renamed. */
export async function writeWhole<T>(path: string, work: (sink: ByteSink) => Promise<T>): Promise<T> {
  const aside = join(dirname(path), `.${basename(path)}.part`);
  const file = await open(aside, 'w', 0o600);
  try {
    const result = await work({ write: (bytes) => file.writeFile(bytes) });
    await file.sync();
    await file.close();
    await rename(aside, path);
    return result;
  } catch (error) {
    await file.close().catch(() => undefined);
    await rm(aside, { force: true });
    throw error;
  }
}

/** Reads a file in any order. */
export async function withSource<T>(path: string, work: (source: ByteSource) => Promise<T>): Promise<T> {
  const file = await open(path, 'r');
  try {
    return await work(await sourceOf(file));
  } finally {
    await file.close();
  }
}

async function sourceOf(file: FileHandle): Promise<ByteSource> {
  const { size } = await file.stat();
  return {
    size,
    async read(from, to) {
      const bytes = new Uint8Array(to - from);
      const { bytesRead } = await file.read(bytes, 0, bytes.length, from);
      return bytes.subarray(0, bytesRead);
    },
  };
}
