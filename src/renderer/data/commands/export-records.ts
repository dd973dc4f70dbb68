import { platform } from '@renderer/platform/platform';
import type { RecordCollection, RecordRow } from '../database';
import { families } from '../record-families';
import type { Team } from '../team';

/** Rows read at a time. */
const BATCH = 2_000;

/** What is exported: everything on this machine, or only what the server does not have. */
export type ExportScope = 'unsent' | 'everything';

/**
 * Saves records to a file of JSON lines: first a line about the file, then one a record, with its document as the
 * server would have it. Works without a network and without any rights.
 * @param told called with the number of records as it grows
 * @returns how many were written, or null when the person changed their mind. Rejects when it could not be saved
 */
export async function exportRecords(
  { database, session }: Team,
  scope: ExportScope,
  told: (count: number) => void,
): Promise<number | null> {
  const at = new Date().toISOString();
  const head = {
    luuri: 1,
    team: session.teamName,
    database: session.database,
    user: session.user,
    at,
    scope,
  };
  const encoder = new TextEncoder();
  const parts = [encoder.encode(`${JSON.stringify(head)}\n`)];
  let count = 0;
  for (const family of families) {
    for await (const rows of rowsOf(database.collections[family], scope)) {
      parts.push(encoder.encode(rows.map(lineOf).join('')));
      count += rows.length;
      told(count);
    }
  }
  const name = `luuri-${scope === 'unsent' ? 'unsent' : 'all'}-${at.slice(0, 10)}.jsonl`;
  const answer = await platform.saveFile({ name, content: joined(parts), type: 'application/x-ndjson' });
  if (!answer.ok) throw new Error(`not exported: ${answer.code}`);
  return answer.value.saved ? count : null;
}

async function* rowsOf(collection: RecordCollection, scope: ExportScope): AsyncGenerator<RecordRow[]> {
  if (scope === 'unsent') {
    const rows = await collection.find({ selector: { dirty: 1 } }).exec();
    yield rows.map((row) => row.toMutableJSON());
    return;
  }
  for (let last = ''; ;) {
    const selector = { id: { $gt: last } };
    const rows = await collection.find({ selector, sort: [{ id: 'asc' }], limit: BATCH }).exec();
    if (rows.length > 0) yield rows.map((row) => row.toMutableJSON());
    if (rows.length < BATCH) return;
    last = rows.at(-1)?.id ?? '';
  }
}

function lineOf({ doc, rev, dirty, refusal }: RecordRow): string {
  return `${JSON.stringify({ doc, rev, unsent: dirty === 1, ...(refusal ? { refusal } : {}) })}\n`;
}

function joined(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let end = 0;
  for (const part of parts) {
    all.set(part, end);
    end += part.length;
  }
  return all;
}
