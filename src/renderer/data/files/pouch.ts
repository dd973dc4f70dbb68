import PouchDB from 'pouchdb-core';
import http from 'pouchdb-adapter-http';
import replication from 'pouchdb-replication';

/** A row of `allDocs`; without an id when there is no such document. */
interface AllDocsRow {
  id?: string;
  value?: { rev: string; deleted?: boolean };
}

export interface RemotePouch {
  allDocs(options: Record<string, unknown>): Promise<{ rows: AllDocsRow[] }>;
}

export interface LocalPouch extends RemotePouch {
  get(id: string): Promise<{ _rev: string; _attachments?: Record<string, { length: number }> }>;
  put(doc: Record<string, unknown>): Promise<unknown>;
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
