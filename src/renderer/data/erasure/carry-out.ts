import type { EventDocument } from '@shared/domain/record/documents';
import { isErased } from '@shared/domain/record/erased';
import type { Journal } from '@shared/journal/journal';
import type { TeamDatabase } from '../database';
import { storedDatabases } from '../database';
import { DRAFT_PREFIX } from '../drafts';
import { familyOf } from '../record-families';
import { createReplicaStore } from '../replica-store';
import { changeStamp, readStamp } from '../store/stamp';
import type { ErasedIds } from './local-traces';
import { erasedIn, isTrace, isTraceItem } from './local-traces';

export interface CarryOutParts {
  /** The team's database on the server. */
  team: string;
  database: TeamDatabase;
  /** The local storage, journalled. */
  items: Pick<Storage, 'getItem' | 'removeItem' | 'key' | 'length'>;
  /** Null where this page can have none. `hasTakenOver`: no journal of windows before is left. */
  journal: (Pick<Journal, 'rewrite'> & { hasTakenOver: boolean }) | null;
  /** Names of the backups on this machine. */
  backups(): Promise<string[]>;
}

/** An event that says that a person was erased. */
export type Erasure = Pick<EventDocument, '_id' | 'data'>;

/**
 * Carries out erasures on this machine as far as it is possible now, and may be called as often as one likes. The order
 * is what its answer relies on:
 *
 * 1. Every record that they name is overwritten here, and so is every content of a file (`files/erasing.ts`).
 * 2. Drafts, items and what was set aside of them are gone, and the journal is written anew without them.
 * 3. Only then is the start asked for that writes the databases anew (`rewrite-store.ts`); it finds no other window.
 * 4. After it 1 and 2 still hold, no journal of a window before is left, and none of the backups that were there at it.
 *
 * @returns ids of the erasures of which this machine holds nothing any more
 */
export async function carryOut(erasures: readonly Erasure[], parts: CarryOutParts): Promise<string[]> {
  const { team, database, journal } = parts;
  const ready = [];
  for (const erasure of erasures)
    if (await areOverwritten(database, erasedIn([erasure]).records)) ready.push(erasure);
  if (ready.length === 0) return [];
  const erased = erasedIn(ready);
  const removed = await removeTraces(erased, parts);
  await journal?.rewrite(
    (key, text) => isTrace({ id: key, value: text }, erased) || isTraceItem(key, text, erased),
  );

  const ids = ready.map(({ _id }) => _id);
  const rewritten = (await readStamp(team))?.rewritten ?? [];
  const left = removed > 0 ? ids : ids.filter((id) => !rewritten.includes(id));
  if (left.length > 0) await askForRewriting(team, left, erased);
  const isFree = (journal?.hasTakenOver ?? true) && !(await hasOldBackups(parts));
  return isFree ? ids.filter((id) => !left.includes(id)) : [];
}

const AT_ONCE = 1_000;

/** What is not here at all will come erased, or be erased when it comes. */
async function areOverwritten(database: TeamDatabase, ids: ReadonlySet<string>): Promise<boolean> {
  const store = createReplicaStore(database);
  const all = [...ids];
  for (let start = 0; start < all.length; start += AT_ONCE) {
    const docs = (await store.read(all.slice(start, start + AT_ONCE))).map(({ doc }) => doc);
    if (!docs.every(isErased)) return false;
    const files = docs.filter(({ kind }) => kind === 'fileAdded').map(({ _id }) => fileIdOfEvent(_id));
    for (const fileId of files) if (!(await isContentErased(database, fileId))) return false;
  }
  return true;
}

async function isContentErased({ collections }: TeamDatabase, fileId: string): Promise<boolean> {
  const place = await collections.local.findOne(`file:${fileId}`).exec();
  const { state } = (place?.value ?? {}) as { state?: unknown };
  // The second: on the server it is not yet.
  return state === 'erased' || state === 'erasing';
}

const fileIdOfEvent = (id: string) => id.slice('event:'.length);

/** @returns how many there were in the database */
async function removeTraces(erased: ErasedIds, { database, items }: CarryOutParts): Promise<number> {
  const { local } = database.collections;
  const rows = (await local.find().exec()).filter(({ id, value }) => isTrace({ id, value }, erased));
  for (const row of rows) {
    // As if it had been sent or thrown away; what a row that is removed held, goes with the rewriting.
    if (row.id.startsWith(DRAFT_PREFIX)) await row.incrementalPatch({ value: '', at: Date.now() });
    else await row.incrementalRemove();
  }
  const keys = Array.from({ length: items.length }, (_, index) => items.key(index) ?? '');
  for (const key of keys) if (isTraceItem(key, items.getItem(key) ?? '', erased)) items.removeItem(key);
  return rows.length;
}

/** The next start at which this is the only window does it. */
async function askForRewriting(team: string, ids: readonly string[], erased: ErasedIds): Promise<void> {
  const collections = new Set(['events', 'customers', 'local']);
  for (const id of [...erased.records, ...erased.tickets]) collections.add(familyOf(id));
  const names = storedDatabases(team).filter((name) =>
    collections.has(name.slice(name.lastIndexOf('--') + 2)),
  );
  await changeStamp(team, (now) => {
    if (!now) return null;
    const { erasures = [], databases = [] } = now.rewrite ?? {};
    return {
      ...now,
      rewritten: (now.rewritten ?? []).filter((id) => !ids.includes(id)),
      rewrite: {
        erasures: [...new Set([...erasures, ...ids])],
        databases: [...new Set([...databases, ...names])],
      },
    };
  });
}

async function hasOldBackups({ team, backups }: CarryOutParts): Promise<boolean> {
  const old = (await readStamp(team))?.oldBackups ?? [];
  return old.length > 0 && (await backups()).some((name) => old.includes(name));
}
