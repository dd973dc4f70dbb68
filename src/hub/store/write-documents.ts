import { randomUUID } from 'node:crypto';
import { checkDocument } from './check-document';
import type { Refusal } from './check-document';
import { closesLeaf } from './conflict-leaves';
import { toCouchError } from './couch-error';
import type { Database } from './database';
import type { BulkRow, Json, StoredDocument } from './pouch';
import { isAdmin } from './user-context';
import { writeInGroup } from './write-groups';
import type { GroupedWrite } from './write-groups';
import type { UserContext } from './user-context';

/** The answer about one document: written, or refused with CouchDB's words. */
export type WriteRow = { ok: true; id: string; rev: string } | Refusal;

/**
 * Judges one write by somebody who is not an administrator: shape and authority.
 * @param oldDoc the document as it is now; null when there is none
 * @returns undefined when it may be written, else the reason
 */
export type ValidateWrite = (write: {
  database: string;
  newDoc: Json;
  oldDoc: Json | null;
  user: UserContext;
}) => string | undefined;

/** Whether closing a losing leaf takes nothing away: the winner holds all of it. */
export type ContainsLeaf = (winner: Json, leaf: Json) => boolean;

/** The rules of a team's databases. */
export interface WriteRules {
  validate: ValidateWrite;
  containsLeaf: ContainsLeaf;
  /** Whether a document is what is left of an erased one, or tells of an erasure: older versions have to go. */
  erases(doc: Json): boolean;
}

/** Names the identity of the server's data. Written at provisioning; members may only read it. */
export const EPOCH_ID = 'team:epoch';

/**
 * Writes documents, each judged by itself: one refused row stops no other.
 * Rows come in the order of `docs`; with `newEdits` false (replication) only refused rows are told, as in CouchDB.
 */
export async function writeDocuments(
  database: Database,
  docs: readonly unknown[],
  options: { newEdits: boolean; user: UserContext; rules: WriteRules },
): Promise<WriteRow[]> {
  const { newEdits } = options;
  const rows: (WriteRow | undefined)[] = docs.map((doc) => checkDocument(doc, newEdits));
  const named = docs.map((doc, index) =>
    rows[index]
      ? undefined
      : { ...(doc as Json), _id: ((doc as Json)['_id'] as string | undefined) ?? randomUUID() },
  );
  const write: DocumentWrite = {
    ids: named.flatMap((doc) => (doc ? [doc._id] : [])),
    named,
    rows,
    erases: options.rules.erases,
    async judge() {
      if (!isAdmin(options.user)) await judge(database, named, rows, options);
    },
  };
  if (newEdits) await writeInGroup(database, write, (writes) => storeWrites(database, writes, true));
  else {
    await database.write(async () => {
      await write.judge();
      await storeWrites(database, [write], false);
    });
  }
  return rows.filter((row): row is WriteRow => row !== undefined);
}

interface DocumentWrite extends GroupedWrite {
  /** Undefined where the row was refused for its shape. */
  named: readonly ((Json & { _id: string }) | undefined)[];
  /** The answers so far; what has none is to be stored. */
  rows: (WriteRow | undefined)[];
  erases: WriteRules['erases'];
}

async function storeWrites(
  database: Database,
  writes: readonly DocumentWrite[],
  newEdits: boolean,
): Promise<void> {
  const open = writes.flatMap(({ named, rows }) =>
    named.flatMap((doc, index) => (doc && !rows[index] ? [{ doc, rows, index }] : [])),
  );
  if (open.length === 0) return;
  const [erases] = writes.map((write) => write.erases);
  if (erases && open.some(({ doc }) => erases(doc))) await database.beforeErasure();
  const docs = open.map(({ doc }) => doc);
  const answers = await storeAll(database, docs, newEdits);
  for (const [at, { rows, index }] of open.entries()) rows[index] = answers[at];
}

async function judge(
  database: Database,
  docs: readonly ((Json & { _id: string }) | undefined)[],
  rows: (WriteRow | undefined)[],
  { user, rules }: { user: UserContext; rules: WriteRules },
): Promise<void> {
  const ids = docs.flatMap((doc, index) =>
    doc && !rows[index] && !doc._id.startsWith('_') ? [doc._id] : [],
  );
  const current = await readWinners(database, ids);
  for (const [index, doc] of docs.entries()) {
    if (!doc || rows[index]) continue;
    const oldDoc = current.get(doc._id) ?? null;
    const closesConflict =
      doc['_deleted'] === true &&
      oldDoc !== null &&
      // What comes earlier in the same batch may be the winner by the time the tombstone is stored.
      ids.indexOf(doc._id) === ids.lastIndexOf(doc._id) &&
      (await closesLeaf(database, doc, rules.containsLeaf));
    const judged = closesConflict ? oldDoc : withoutFiles(doc);
    const reason = refusalReason(database.name, judged, oldDoc, user, rules.validate);
    if (reason !== undefined) rows[index] = { id: doc._id, error: 'forbidden', reason };
  }
}

function refusalReason(
  database: string,
  doc: Json & { _id: string },
  oldDoc: StoredDocument | null,
  user: UserContext,
  validate: ValidateWrite,
): string | undefined {
  if (doc._id.startsWith('_design/')) return 'You are not a db or server admin.';
  if (doc._id === EPOCH_ID) return 'Only the server writes its identity.';
  if (doc._id.startsWith('_local/')) return undefined;
  return validate({ database, newDoc: doc, oldDoc, user });
}

/** As CouchDB shows a write to its rules: files are named, their contents are not part of the document. */
function withoutFiles<T extends Json>(doc: T): T {
  if (doc['_attachments'] === undefined) return doc;
  const files = Object.entries(doc['_attachments'] as Record<string, Json>).map(
    ([name, { data, ...file }]) => [
      name,
      data === undefined ? file : { ...file, stub: true, length: sizeOf(data) },
    ],
  );
  return { ...doc, _attachments: Object.fromEntries(files) };
}

/** Bytes of an attachment's content, base64 or not. */
function sizeOf(data: unknown): number {
  return typeof data === 'string'
    ? Buffer.byteLength(data, 'base64')
    : Buffer.isBuffer(data)
      ? data.length
      : 0;
}

/** The documents as they are now, by id; deleted and missing ones are left out. */
export async function readWinners(
  database: Database,
  ids: readonly string[],
): Promise<Map<string, StoredDocument>> {
  const found = await Promise.all([...new Set(ids)].map((id) => database.pouch.winner(id)));
  return new Map(found.flatMap((doc) => (doc ? [[doc._id, doc] as const] : [])));
}

/** One answer a document; undefined for a replicated document that was stored. */
async function storeAll(
  database: Database,
  docs: Json[],
  newEdits: boolean,
): Promise<(WriteRow | undefined)[]> {
  const ids = docs.map((doc) => doc['_id'] as string);
  let answers: BulkRow[];
  try {
    // PouchDB sorts and changes the array it is given.
    answers = await database.pouch.bulkDocs([...docs], { new_edits: newEdits });
  } catch (error) {
    const failure = toCouchError(error);
    if (failure.status >= 500) throw error;
    if (docs.length === 1) return [{ id: ids[0], error: failure.code, reason: failure.reason }];
    return storeEach(database, docs, newEdits);
  }
  if (newEdits) return answers.map((answer, at) => toRow(answer, ids[at] as string));
  if (answers.length === 0) return ids.map(() => undefined);
  if (docs.length === 1) return [toRow(answers[0] as BulkRow, ids[0] as string)];
  // PouchDB names the wrong ids here. Writing a given revision again changes nothing, so ask one by one.
  return storeEach(database, docs, newEdits);
}

/** PouchDB refuses some batches as a whole for one bad row; row by row the others get through. */
async function storeEach(
  database: Database,
  docs: Json[],
  newEdits: boolean,
): Promise<(WriteRow | undefined)[]> {
  const rows: (WriteRow | undefined)[] = [];
  for (const doc of docs) rows.push(...(await storeAll(database, [doc], newEdits)));
  return rows;
}

function toRow(answer: BulkRow, id: string): WriteRow {
  if ('ok' in answer && answer.ok) return { ok: true, id, rev: answer.rev };
  const { code, reason } = toCouchError(answer);
  return { id, error: code, reason };
}
