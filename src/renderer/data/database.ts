import type { RxCollection, RxDatabase, RxJsonSchema, RxStorage } from 'rxdb';
import { createRxDatabase } from 'rxdb';
import type { ReplicaRecord } from '@shared/couchdb-sync/types';
import type { Family } from './record-families';
import { families, familyOf } from './record-families';

/** One record of the replica with its index columns, as RxDB stores it. */
export interface RecordRow extends ReplicaRecord {
  /** Events only: the header it is about, and its stamp. */
  about?: string;
  at?: string;
}

/** What belongs to this machine alone: drafts, counters, checkpoints, quarantine. */
export interface LocalRow {
  id: string;
  value: unknown;
  /** Drafts only: when the text was typed, ms since 1970. No column of the schema, which is frozen. */
  at?: number;
}

export type RecordCollection = RxCollection<RecordRow>;
export type LocalCollection = RxCollection<LocalRow>;
type Collections = Record<Family, RecordCollection> & { local: LocalCollection };
export type TeamDatabase = RxDatabase<Collections>;

const ID_LENGTH = 200;
const STAMP_LENGTH = 40;
const text = (maxLength: number) => ({ type: 'string', maxLength }) as const;

/** The first schema, frozen in tests/fixtures/schema-v1: later versions only add (docs/migrations.md). */
function recordSchema(family: Family): RxJsonSchema<RecordRow> {
  const isEvents = family === 'events';
  const eventColumns = isEvents ? { about: text(ID_LENGTH), at: text(STAMP_LENGTH) } : {};
  return {
    version: 0,
    primaryKey: 'id',
    type: 'object',
    properties: {
      id: text(ID_LENGTH),
      doc: { type: 'object' },
      rev: { type: 'string' },
      dirty: { type: 'number', minimum: 0, maximum: 1, multipleOf: 1 },
      refusal: { type: ['object', 'null'] },
      ...eventColumns,
    } as RxJsonSchema<RecordRow>['properties'],
    required: ['id', 'doc', 'rev', 'dirty', ...(isEvents ? (['about', 'at'] as const) : [])],
    indexes: isEvents ? ['dirty', ['about', 'at']] : ['dirty'],
  };
}

const localSchema: RxJsonSchema<Omit<LocalRow, 'at'>> = {
  version: 0,
  primaryKey: 'id',
  type: 'object',
  properties: { id: text(ID_LENGTH), value: {} },
  required: ['id'],
};

/** The schema of every collection, by name. */
export function collectionSchemas(): Record<string, RxJsonSchema<RecordRow> | typeof localSchema> {
  return {
    ...Object.fromEntries(families.map((family) => [family, recordSchema(family)])),
    local: localSchema,
  };
}

/** The names, in IndexedDB, of everything that the local database of a team consists of. */
export function storedDatabases(team: string): string[] {
  const collections = [...families, 'local', '_rxdb_internal'];
  return collections.map((collection) => `rxdb-dexie-${localName(team)}--0--${collection}`);
}

const localName = (team: string) => `${team}-v1`;

/**
 * Opens the local database of one team.
 * @param name the team's database on the server; another team is another local database
 */
export async function openTeamDatabase(
  name: string,
  storage: RxStorage<unknown, unknown>,
): Promise<TeamDatabase> {
  const database = await createRxDatabase<Collections>({
    name: localName(name),
    storage,
    multiInstance: true,
    // RxDB hashes schemas only to notice changes; its default needs crypto.subtle, which plain http has not.
    hashFunction: (input) => Promise.resolve(fingerprint(String(input))),
  });
  const schemas = Object.entries(collectionSchemas());
  await database.addCollections(Object.fromEntries(schemas.map(([name, schema]) => [name, { schema }])));
  return database;
}

export function collectionFor(database: TeamDatabase, id: string): RecordCollection {
  return database.collections[familyOf(id)];
}

/** FNV-1a, 2 x 32 bits: tells schemas apart, protects nothing. */
function fingerprint(input: string): string {
  let a = 0x811c9dc5;
  let b = 0xc9dc5118;
  for (let index = 0; index < input.length; index += 1) {
    a = Math.imul(a ^ input.charCodeAt(index), 0x01000193);
    b = Math.imul(b ^ input.charCodeAt(index), 0x01000197);
  }
  return (a >>> 0).toString(16).padStart(8, '0') + (b >>> 0).toString(16).padStart(8, '0');
}
