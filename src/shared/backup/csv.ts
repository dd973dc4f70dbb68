import { typeOfId } from '@shared/domain/record/documents';
import type { TeamDocument } from '@shared/domain/record/documents';
import { crc32 } from '@shared/lib/crc32';
import { drop } from '@shared/lib/drop';
import type { Bytes } from './codec';
import { joinBytes } from '@shared/lib/bytes';
import type { BackupRecord } from './write-backup';
import { DEFLATED } from './zip-format';
import type { ByteSink } from './zip-writer';
import { createZipWriter } from './zip-writer';

/** What says something to the program only. */
const LEFT_OUT = new Set(['stamps', 'v', 'type']);
/** These come first, the rest as it is met. */
const FIRST = [
  '_id',
  'number',
  'name',
  'subject',
  'about',
  'kind',
  'occurredAt',
  'author',
  'body',
  'createdAt',
];

const BOM = '\uFEFF';

/**
 * Writes everything as a zip of CSV files, one a type: UTF-8 with a byte order mark, RFC 4180, a column for each field that
 * any record of the type has. Reads the records twice: for the columns, then for the rows.
 * @returns rows written
 */
export async function writeCsv(
  records: () => AsyncIterable<readonly BackupRecord[]>,
  { sink, now, onProgress }: { sink: ByteSink; now: Date; onProgress: (rows: number) => void },
): Promise<number> {
  const columns = new Map<string, Set<string>>();
  for await (const batch of records()) {
    for (const { id, json } of batch) {
      const type = typeOfId(id);
      let own = columns.get(type);
      if (!own) columns.set(type, (own = new Set()));
      for (const field of Object.keys(JSON.parse(json) as TeamDocument)) own.add(field);
    }
  }
  const tables = new Map([...columns].map(([type, fields]) => [type, createTable(orderOf(fields))]));
  let rows = 0;
  for await (const batch of records()) {
    for (const { id, json } of batch) {
      await tables.get(typeOfId(id))?.add(JSON.parse(json) as TeamDocument);
      rows += 1;
    }
    onProgress(rows);
  }
  const zip = createZipWriter(sink, now);
  for (const [type, table] of tables) {
    const { packed, crc, size } = await table.end();
    await zip.add(
      { name: `${type.replaceAll(/[^A-Za-z0-9]/g, '_')}.csv`, method: DEFLATED, crc, size },
      packed,
    );
  }
  await zip.end();
  return rows;
}

function orderOf(fields: ReadonlySet<string>): string[] {
  const first = FIRST.filter((field) => fields.has(field));
  return [...first, ...[...fields].filter((field) => !first.includes(field) && !LEFT_OUT.has(field))];
}

/** Packed while it grows, so that nothing but what is packed is held. */
function createTable(fields: readonly string[]) {
  const stream = new CompressionStream('deflate-raw');
  const writer = stream.writable.getWriter();
  const packed = new Response(stream.readable).arrayBuffer();
  const encoder = new TextEncoder();
  let lines: string[] = [`${BOM}${csvLine(fields)}`];
  let [crc, size] = [0, 0];
  async function flush(): Promise<void> {
    const bytes = encoder.encode(lines.join(''));
    lines = [];
    crc = crc32(bytes, crc);
    size += bytes.length;
    await writer.write(bytes);
  }
  return {
    async add(doc: TeamDocument): Promise<void> {
      lines.push(csvLine(fields.map((field) => doc[field])));
      if (lines.length >= 500) await flush();
    },
    async end(): Promise<{ packed: Bytes; crc: number; size: number }> {
      await flush();
      drop(writer.close());
      return { packed: joinBytes([new Uint8Array(await packed)]), crc, size };
    },
  };
}

function csvLine(values: readonly unknown[]): string {
  return `${values.map((value) => quoted(cellOf(value))).join(',')}\r\n`;
}

/** Lists of texts are joined; what is deeper stays JSON. */
function textOf(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (Array.isArray(value) && value.every((item) => typeof item === 'string')) return value.join('; ');
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/**
 * The text of a cell. What a spreadsheet would take for a formula, or for a number whose leading plus and zeros it
 * drops (a phone number), gets an apostrophe in front: it stays text, whole.
 */
export function cellOf(value: unknown): string {
  const text = textOf(value);
  if (typeof value === 'number') return text;
  const isFormula = /^[=+\-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20]/.test(text);
  const isNumberToKeep = /^(0\d+|\d{12,})$/.test(text.replaceAll(/[\s/()-]/g, ''));
  return isFormula || isNumberToKeep ? `'${text}` : text;
}

function quoted(text: string): string {
  return /[",\r\n]/.test(text) || text.trim() !== text ? `"${text.replaceAll('"', '""')}"` : text;
}
