import { mkdir, readdir } from 'node:fs/promises';
import { CouchError, notFound } from './couch-error';
import { openDatabase } from './database';
import type { Database } from './database';
import type { Security } from './security';
import { ADMIN_ONLY } from './security';

/** All databases of a hub. */
export interface Databases {
  names(): string[];
  all(): Database[];
  /** Throws 404 when there is none of that name. */
  get(name: string): Database;
  has(name: string): boolean;
  /** Throws 400 for a name that is not allowed and 412 when it exists. */
  create(name: string, security?: Security): Promise<Database>;
  close(): Promise<void>;
}

const FOLDER_SUFFIX = '.leveldb';
// CouchDB's rule without the slash, so that every name is a file name on every system.
const ALLOWED_NAME = /^[a-z][a-z0-9_$()+-]{0,120}$/;

/** Opens every database found in `folder`. */
export async function openDatabases(folder: string, beforeErasure: () => Promise<void>): Promise<Databases> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const open = new Map<string, Database>();
  const creating = new Set<string>();
  for (const entry of await readdir(folder)) {
    if (!entry.endsWith(FOLDER_SUFFIX)) continue;
    const name = entry.slice(0, -FOLDER_SUFFIX.length);
    open.set(name, await openDatabase(folder, name, { beforeErasure }));
  }
  return {
    names: () => [...open.keys()].sort(),
    all: () => [...open.values()],
    has: (name) => open.has(name),
    get(name) {
      const database = open.get(name);
      if (!database) throw notFound('Database does not exist.');
      return database;
    },
    async create(name, security = ADMIN_ONLY) {
      if (!ALLOWED_NAME.test(name)) {
        throw new CouchError(
          400,
          'illegal_database_name',
          `Name: '${name}'. Lower-case letters, digits and _$()+- only.`,
        );
      }
      if (open.has(name) || creating.has(name)) {
        throw new CouchError(
          412,
          'file_exists',
          'The database could not be created, the file already exists.',
        );
      }
      creating.add(name);
      try {
        const database = await openDatabase(folder, name, { initial: security, beforeErasure });
        open.set(name, database);
        return database;
      } finally {
        creating.delete(name);
      }
    },
    async close() {
      await Promise.all([...open.values()].map((database) => database.close()));
      open.clear();
    },
  };
}
