import { mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { z } from 'zod';

/** One small JSON document on disk. */
export interface JsonFile<T> {
  /** The content, or null when there is none or it cannot be understood (then it is left where it is). */
  read(): Promise<T | null>;
  /** Replaces the content; after a crash the file holds the old or the new one, never half of one. */
  write(value: T): Promise<void>;
  remove(): Promise<void>;
}

/** Opens (without touching) the file at `path`; content is parsed with `schema`. Writes queue behind each other. */
export function jsonFile<T>(path: string, schema: z.ZodType<T>): JsonFile<T> {
  let last: Promise<void> = Promise.resolve();
  const queued = (work: () => Promise<void>): Promise<void> => {
    const next = last.then(work);
    last = next.catch(() => undefined);
    return next;
  };
  return {
    async read() {
      await last;
      try {
        const parsed = schema.safeParse(JSON.parse(await readFile(path, 'utf8')));
        return parsed.success ? parsed.data : null;
      } catch {
        return null;
      }
    },
    write: (value) => queued(() => replaceFile(path, JSON.stringify(value, null, 2))),
    remove: () => queued(() => rm(path, { force: true })),
  };
}

/** Write aside, flush, rename. Only the owner may read: some of these hold encrypted credentials. */
async function replaceFile(path: string, text: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const aside = `${path}.new`;
  const file = await open(aside, 'w', 0o600);
  try {
    await file.writeFile(text, 'utf8');
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(aside, path);
}
