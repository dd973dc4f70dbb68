import { Dexie } from 'dexie';
import HttpAdapter from 'pouchdb-adapter-http';
import IdbAdapter from 'pouchdb-adapter-idb';
import PouchDB from 'pouchdb-core';
import replication from 'pouchdb-replication';
import { createRxDatabase } from 'rxdb';
import { replicateCouchDB } from 'rxdb/plugins/replication-couchdb';
import { getRxStorageDexie } from 'rxdb/plugins/storage-dexie';

/**
 * What the product's first sync is measured against, in a page of the same origin: the same database fetched by
 * others, each as its documentation shows it and with the larger batches that suit it. All resolve with the number
 * of documents stored.
 */
const BATCH = 1_000;

interface Peers {
  floor(database: string): Promise<number>;
  rxdb(database: string): Promise<number>;
  pouchdb(database: string): Promise<number>;
}

interface Page {
  rows: { id: string; doc: { _id: string } }[];
}

/** Nothing but fetching and storing: the next page is fetched while the last is stored. */
async function floor(database: string): Promise<number> {
  const local = new Dexie('floor');
  local.version(1).stores({ docs: '_id' });
  await local.open();
  const page = async (after: string | null): Promise<Page['rows']> => {
    const from = after === null ? '' : `&skip=1&startkey=${encodeURIComponent(JSON.stringify(after))}`;
    const answer = await fetch(`/db/${database}/_all_docs?include_docs=true&limit=${BATCH}${from}`);
    return ((await answer.json()) as Page).rows;
  };
  let stored = 0;
  let coming: Promise<Page['rows']> | null = page(null);
  while (coming) {
    const rows: Page['rows'] = await coming;
    coming = rows.length === BATCH ? page(rows.at(-1)?.id ?? '') : null;
    await local.table('docs').bulkPut(rows.map(({ doc }) => doc));
    stored += rows.length;
  }
  return stored;
}

async function rxdb(database: string): Promise<number> {
  const local = await createRxDatabase({ name: 'peer', storage: getRxStorageDexie(), multiInstance: false });
  const { docs } = await local.addCollections({
    docs: {
      schema: {
        version: 0,
        primaryKey: '_id',
        type: 'object',
        properties: { _id: { type: 'string', maxLength: 200 } },
      },
    },
  });
  if (!docs) throw new Error('no collection');
  const state = replicateCouchDB({
    replicationIdentifier: 'peer',
    collection: docs,
    url: `/db/${database}/`,
    fetch: (url, options) => fetch(url, { ...options, credentials: 'same-origin' }),
    pull: { batchSize: BATCH },
    live: true,
  });
  await state.awaitInitialReplication();
  const stored = await docs.count().exec();
  await state.cancel();
  return stored;
}

interface PouchDatabase {
  info(): Promise<{ doc_count: number }>;
}
interface PouchStatic {
  new (name: string, options: Record<string, unknown>): PouchDatabase;
  plugin(plugin: unknown): PouchStatic;
  replicate(from: PouchDatabase, to: PouchDatabase, options: Record<string, unknown>): Promise<unknown>;
}

async function pouchdb(database: string): Promise<number> {
  const Pouch = (PouchDB as unknown as PouchStatic)
    .plugin(HttpAdapter)
    .plugin(IdbAdapter)
    .plugin(replication);
  const remote = new Pouch(`${location.origin}/db/${database}`, { skip_setup: true });
  const local = new Pouch('peer', { adapter: 'idb' });
  await Pouch.replicate(remote, local, { batch_size: BATCH });
  return (await local.info()).doc_count;
}

(globalThis as unknown as { peers: Peers }).peers = { floor, rxdb, pouchdb };
