import type { SyncStatus } from '@shared/couchdb-sync/types';
import type { RecordRow } from '../database';
import { DRAFT_ROWS } from '../drafts';
import { errorLog } from '../error-log';
import type { ErrorTally } from '../error-log';
import type { Family } from '../record-families';
import { families } from '../record-families';
import type { Team } from '../team';

/** What this machine holds, in numbers: no content, no name of anybody, no secret. */
export interface MachineNumbers {
  role: string;
  device: string;
  sync: Omit<SyncStatus, 'lastError'> & { lastError?: { code: string; at: string } };
  /** Records in each collection: all, not sent, refused by reason. */
  records: Partial<Record<Family, { stored: number; unsent: number; refused: Record<string, number> }>>;
  files: Record<string, number>;
  drafts: number;
  errors: ErrorTally[];
}

/** Counts what is here now. */
export async function readNumbers({ session, sync, database, files }: Team): Promise<MachineNumbers> {
  const records: MachineNumbers['records'] = {};
  for (const family of families) {
    const collection = database.collections[family];
    const [stored, dirty] = await Promise.all([
      collection.count().exec(),
      collection.find({ selector: { dirty: 1 } }).exec(),
    ]);
    records[family] = { stored, unsent: dirty.length, refused: countBy(dirty.flatMap(reasonOf)) };
  }
  const drafts = await database.collections.local.find({ selector: DRAFT_ROWS }).exec();
  return {
    role: session.role,
    device: session.devicePrefix,
    sync: withoutMessage(sync.getSnapshot()),
    records,
    files: countBy([...files.places.getSnapshot().values()].map(({ state }) => state)),
    drafts: drafts.filter(({ value }) => value !== '').length,
    errors: errorLog.read(),
  };
}

/** What the server said may name a record. */
function withoutMessage({ lastError, ...status }: SyncStatus): MachineNumbers['sync'] {
  return lastError ? { ...status, lastError: { code: lastError.code, at: lastError.at } } : status;
}

function reasonOf({ refusal }: RecordRow): string[] {
  return refusal ? [refusal.reason] : [];
}

function countBy(words: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const word of words) counts[word] = (counts[word] ?? 0) + 1;
  return counts;
}
