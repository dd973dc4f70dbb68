import type { TeamDocument } from '@shared/domain/record/documents';
import { withoutTransport } from '@shared/couchdb-sync/records';
import { CONTENT, CONTENT_PREFIX, fileIdOfContent } from '@shared/domain/files/file';
import type { BackupFile, BackupRecord } from '@shared/backup/write-backup';
import { drop } from '@shared/lib/drop';
import type { Ask } from '../cli/operator-client';
import { filesDatabase, teamDatabase } from '../team/roles';
import { EPOCH_ID } from '../store/write-documents';

const PAGE = 2_000;
const FILES_PAGE = 500;
/** Contents come as base64 in JSON, so several in an answer, but not too much. */
const BATCH_BYTES = 8 * 1024 * 1024;

interface Rows<T> {
  rows: { id: string; doc?: T | null }[];
}

/** All records of a team, page by page; not what belongs to the server alone. */
export async function* readRecords(ask: Ask, teamId: string): AsyncGenerator<BackupRecord[]> {
  for await (const docs of pages<TeamDocument>(ask, `/db/${teamDatabase(teamId)}`, PAGE)) {
    yield docs
      .filter(({ _id }) => !isServers(_id))
      .map((doc) => ({ id: doc._id, json: JSON.stringify(withoutTransport(doc)) }));
  }
}

/** What a server keeps about itself: its rules and its identity. A restored server is another one. */
function isServers(id: string): boolean {
  return id.startsWith('_design/') || id === EPOCH_ID;
}

/** All contents of files, one by one. */
export async function* readFiles(ask: Ask, teamId: string): AsyncGenerator<BackupFile> {
  const path = `/db/${filesDatabase(teamId)}`;
  let batch: ContentDocument[] = [];
  let bytes = 0;
  for await (const docs of pages<ContentDocument>(ask, path, FILES_PAGE)) {
    for (const doc of docs) {
      if (!doc._id.startsWith(CONTENT_PREFIX)) continue;
      if (bytes + doc.size > BATCH_BYTES) {
        yield* readContents(ask, path, batch);
        [batch, bytes] = [[], 0];
      }
      batch.push(doc);
      bytes += doc.size;
    }
  }
  yield* readContents(ask, path, batch);
}

interface ContentDocument {
  _id: string;
  _rev: string;
  createdAt: string;
  createdBy: string;
  size: number;
}

interface BulkGet {
  results: { id: string; docs: { ok?: { _attachments?: Record<string, { data?: string }> } }[] }[];
}

async function* readContents(
  ask: Ask,
  path: string,
  docs: readonly ContentDocument[],
): AsyncGenerator<BackupFile> {
  if (docs.length === 0) return;
  const wanted = docs.map(({ _id: id, _rev: rev }) => ({ id, rev }));
  const answer = (await ask('POST', `${path}/_bulk_get?attachments=true`, { docs: wanted })) as BulkGet;
  const found = new Map(
    answer.results.map(({ id, docs: [doc] }) => [id, doc?.ok?._attachments?.[CONTENT]?.data]),
  );
  for (const { _id: id, _rev: rev, createdAt, createdBy } of docs) {
    const data = found.get(id);
    if (data === undefined) continue;
    const content = new Uint8Array(Buffer.from(data, 'base64'));
    yield { fileId: fileIdOfContent(id), rev, createdAt, createdBy, content };
  }
}

/** The next page is on its way while one is being used. */
async function* pages<T extends { _id: string }>(ask: Ask, path: string, limit: number): AsyncGenerator<T[]> {
  const fetchPage = (after?: string) => {
    const query =
      after === undefined ? '' : `&start_key=${encodeURIComponent(JSON.stringify(`${after}\u0000`))}`;
    const page = ask('GET', `${path}/_all_docs?include_docs=true&limit=${limit}${query}`) as Promise<Rows<T>>;
    // Whoever asks for this page hears what went wrong; nobody may.
    drop(page, () => undefined);
    return page;
  };
  for (let next: Promise<Rows<T>> | null = fetchPage(); next;) {
    const { rows }: Rows<T> = await next;
    const last = rows.at(-1)?.id;
    next = rows.length < limit || last === undefined ? null : fetchPage(last);
    if (rows.length > 0) yield rows.flatMap(({ doc }) => doc ?? []);
  }
}

/** Which of these contents the team's server has, by their ids. */
export async function heldContents(ask: Ask, teamId: string, ids: readonly string[]): Promise<Set<string>> {
  const path = `/db/${filesDatabase(teamId)}/_all_docs`;
  const answer = (await ask('POST', path, { keys: ids })) as {
    rows: { id?: string; value?: { deleted?: boolean } }[];
  };
  return new Set(answer.rows.flatMap(({ id, value }) => (id && value && !value.deleted ? id : [])));
}

/** Writes contents under the revisions that they had. @returns the ids that were refused, and why */
export async function writeContents(
  ask: Ask,
  teamId: string,
  docs: readonly Record<string, unknown>[],
): Promise<{ id: string; reason: string }[]> {
  const path = `/db/${filesDatabase(teamId)}/_bulk_docs`;
  const answer = (await ask('POST', path, { docs, new_edits: false })) as {
    id: string;
    error?: string;
    reason?: string;
  }[];
  return answer.flatMap(({ id, error, reason }) => (error ? [{ id, reason: reason ?? error }] : []));
}
