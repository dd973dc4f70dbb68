import PouchDB from 'pouchdb-core';
import http from 'pouchdb-adapter-http';
import replication from 'pouchdb-replication';

/** The document of a content. */
export interface PouchContent {
  _id: string;
  _rev: string;
  _conflicts?: string[];
  _attachments?: Record<string, { length: number }>;
  createdAt: string;
  v: number;
  erased?: boolean;
}

/** A row of `allDocs`; without an id when there is no such document. */
interface AllDocsRow {
  id?: string;
  value?: { rev: string; deleted?: boolean };
  /** Where it was asked for. */
  doc?: PouchContent | null;
}

export interface RemotePouch {
  allDocs(options: Record<string, unknown>): Promise<{ rows: AllDocsRow[] }>;
  /** Rejects with the status 404 where there is none. */
  get(id: string, options?: Record<string, unknown>): Promise<PouchContent>;
  bulkDocs(docs: Record<string, unknown>[]): Promise<{ error?: string; reason?: string }[]>;
}

export interface LocalPouch extends Omit<RemotePouch, 'bulkDocs'> {
  put(doc: Record<string, unknown>): Promise<unknown>;
  remove(id: string, rev: string): Promise<unknown>;
  /** Forgets the older revisions, and the attachments that only these had. */
  compact(): Promise<unknown>;
  getAttachment(id: string, name: string): Promise<Blob | Uint8Array<ArrayBuffer>>;
  close(): Promise<void>;
}

interface Replication extends Promise<unknown> {
  on(event: 'denied', listener: (row: { reason?: unknown; message?: unknown }) => void): void;
}

/** The part of PouchDB that files use, with types that fit what it really answers. */
export interface PouchKind {
  new (name: string, options: Record<string, unknown>): unknown;
  replicate(source: unknown, target: unknown, options: Record<string, unknown>): Replication;
  /** A content in the form the local adapter stores. */
  pack(content: Blob): Promise<unknown>;
}

const withProtocol = PouchDB.plugin(http).plugin(replication);

/** PouchDB with the protocol and no storage: each place brings the adapter it can use. */
export function pouchWith(adapter: unknown, pack: PouchKind['pack']): PouchKind {
  return Object.assign(withProtocol.plugin(adapter) as unknown as PouchKind, { pack });
}
