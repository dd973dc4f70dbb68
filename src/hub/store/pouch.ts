import type { EventEmitter } from 'node:events';
import PouchDB from 'pouchdb-core';
import core from 'pouchdb-adapter-leveldb-core';
import { durableLevel, rewriteFiles } from './level';

/** A JSON object that came from outside. */
export type Json = Record<string, unknown>;

/** A document as PouchDB gives it: with `_id`, `_rev` and the other underscore fields asked for. */
export interface StoredDocument extends Json {
  _id: string;
  _rev: string;
}

export interface AllDocsRow {
  id?: string;
  key: string;
  value?: { rev: string; deleted?: boolean };
  doc?: StoredDocument | null;
  error?: string;
}

export interface ChangeRow {
  id: string;
  seq: number;
  changes: { rev: string }[];
  deleted?: boolean;
  doc?: StoredDocument;
}

/** What a failed row or call of PouchDB carries. */
export interface PouchFailure {
  status?: number;
  name?: string;
  error?: unknown;
  reason?: string;
  message?: string;
  id?: string;
}

export type BulkRow = { ok: true; id: string; rev: string } | PouchFailure;

/** The part of a PouchDB that the hub uses, with types that fit what it really answers. */
export interface Pouch {
  info(): Promise<{ doc_count: number; update_seq: number }>;
  id(): Promise<string>;
  get(id: string, options?: Json): Promise<StoredDocument>;
  /** The document as it is now; undefined when it is missing or deleted. */
  winner(id: string): Promise<StoredDocument | undefined>;
  allDocs(options: Json): Promise<{ total_rows: number; offset: number; rows: AllDocsRow[] }>;
  bulkDocs(docs: Json[], options: { new_edits: boolean }): Promise<BulkRow[]>;
  bulkGet(options: Json): Promise<{ results: { id: string; docs: Json[] }[] }>;
  changes(options: Json): Promise<{ results: ChangeRow[]; last_seq: number }>;
  revsDiff(revs: Record<string, string[]>): Promise<Json>;
  put(doc: Json): Promise<{ id: string; rev: string }>;
  remove(id: string, rev: string): Promise<{ id: string; rev: string }>;
  getAttachment(id: string, name: string, options: { rev?: string }): Promise<Buffer>;
  /** Forgets the versions of a document that are further than `height` from the newest. */
  compactDocument(id: string, height: number): Promise<unknown>;
  /** See `level.ts`. */
  rewriteFiles(): Promise<void>;
  close(): Promise<void>;
}

const ADAPTER = 'luuri-level';

// The stock adapter package brings a second, older LevelDB binding for migrations we never need;
// registering the adapter core ourselves leaves one binding, and lets every batch be flushed.
function levelAdapter(this: unknown, options: Record<string, unknown>, callback: unknown): void {
  core.call(this, { ...options, db: durableLevel }, callback);
}
levelAdapter.valid = () => true;
levelAdapter.use_prefix = false;

let registered = false;

/** Opens, or creates, the database in folder `location`. Throws when another process holds it. */
export async function openPouch(location: string): Promise<Pouch> {
  const Constructor = PouchDB as unknown as {
    new (name: string, options: Json): Pouch;
    adapter(id: string, adapter: unknown, addToPreferred: boolean): void;
  };
  if (!registered) {
    Constructor.adapter(ADAPTER, levelAdapter, false);
    registered = true;
  }
  const pouch = new Constructor(location, { adapter: ADAPTER });
  await pouch.info();
  // Each waiting feed listens to it: Node takes more than ten for a leak, and says so to whoever runs the hub.
  (pouch as unknown as EventEmitter).setMaxListeners(0);
  pouch.rewriteFiles = () => rewriteFiles(location);
  pouch.winner = (id) => readWinner(pouch as unknown as AdapterReader, id);
  return pouch;
}

/** The adapter's own read. PouchDB's `allDocs` with keys opens a LevelDB iterator for each key: six times slower. */
interface AdapterReader {
  _get(
    id: string,
    options: Json,
    callback: (error: PouchFailure | null, found?: { doc: StoredDocument }) => void,
  ): void;
}

function readWinner(adapter: AdapterReader, id: string): Promise<StoredDocument | undefined> {
  return new Promise((resolve, reject) => {
    adapter._get(id, {}, (error, found) => {
      if (error && error.status !== 404) reject(new Error(`could not read ${id}`, { cause: error }));
      else resolve(found?.doc);
    });
  });
}
