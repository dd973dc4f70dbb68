import type { GivenUp, ReplicaRecord } from '@shared/couchdb-sync/types';
import { projectColumns } from './record-families';
import type { LocalCollection, RecordRow, TeamDatabase } from './database';
import { collectionFor } from './database';

const PREFIX = 'givenUp:';
/** Just above every id with the prefix. */
const END = 'givenUp;';

/** One that is kept aside, with the name it is kept under. */
export interface KeptGivenUp extends GivenUp {
  key: string;
}

/** What was given up on this machine and is kept aside, the latest first. */
export async function givenUpIn(local: LocalCollection): Promise<KeptGivenUp[]> {
  const rows = await local.find({ selector: { id: { $gt: PREFIX, $lt: END } } }).exec();
  return rows
    .map((row) => ({ ...(row.toMutableJSON().value as GivenUp), key: row.id }))
    .sort((a, b) => (a.at < b.at ? 1 : -1));
}

/** Forgets a copy for good: a person said so about this one. */
export async function forgetGivenUp(local: LocalCollection, key: string): Promise<void> {
  const row = key.startsWith(PREFIX) ? await local.findOne(key).exec() : null;
  await row?.incrementalRemove();
}

/** `ReplicaStore.giveUp` on RxDB. */
export async function giveUpIn(
  database: TeamDatabase,
  given: readonly GivenUp[],
  decide: (current: ReplicaRecord) => ReplicaRecord | 'remove' | null,
): Promise<string[]> {
  const { local } = database.collections;
  const keys = new Map(given.map((record, index) => [record.id, `${PREFIX}${record.at}:${index}`]));
  const { error } = await local.bulkUpsert(
    given.map((record) => ({ id: keys.get(record.id) ?? '', value: record })),
  );
  if (error[0]) throw new Error(`what is given up could not be kept aside: ${error[0].status}`);
  const done: string[] = [];
  for (const { id } of given) {
    if (await replaceOne(database, id, decide)) done.push(id);
    else await forgetGivenUp(local, keys.get(id) ?? '');
  }
  return done;
}

async function replaceOne(
  database: TeamDatabase,
  id: string,
  decide: (current: ReplicaRecord) => ReplicaRecord | 'remove' | null,
): Promise<boolean> {
  const row = await collectionFor(database, id).findOne(id).exec();
  let changed = false;
  await row?.incrementalModify((current) => {
    const { doc, rev, dirty, refusal } = current;
    const next = decide({ id, doc, rev, dirty, refusal: refusal ?? null });
    changed = next !== null;
    if (next === null) return current;
    if (next === 'remove') return { ...current, _deleted: true } satisfies RecordRow & { _deleted: boolean };
    return { ...current, ...next, ...projectColumns(next.doc) };
  });
  return changed;
}
