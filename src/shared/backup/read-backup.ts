import { z } from 'zod';
import { contentIdOf, isFileId, MAX_FILE_BYTES } from '@shared/domain/files/file';
import type { TeamDocument } from '@shared/domain/record/documents';
import { crc32Hex } from '@shared/lib/crc32';
import { BackupError } from './backup-error';
import type { BackupHead } from './format';
import { CONTENTS, FILES, HEAD, headSchema, LIMITS, MOST_RECORDS, RECORDS, VERSION } from './format';
import type { DamageReason } from './parse-record';
import { parseJson, parseRecord } from './parse-record';
import { readAhead } from './read-ahead';
import type { MemberReader } from './read-members';
import { linesOf, openMembers } from './read-members';
import type { BackupFile } from './write-backup';
import type { ByteSource } from './zip-reader';

/** Something that cannot be restored, by name: the id of a record, the path of a file, or of a part. */
export interface Damaged {
  name: string;
  reason: DamageReason;
}

/** One part, as far as it could be read. */
export interface BackupBatch {
  docs: TeamDocument[];
  damaged: Damaged[];
}

export interface Backup {
  head: BackupHead;
  /** All records, part by part. Damaged ones are named, the rest is there. */
  records(): AsyncGenerator<BackupBatch>;
  /** All contents of files, one by one. */
  files(): AsyncGenerator<BackupFile | Damaged>;
  /** Parts that were damaged and could be had back whole, by name; grows while reading. */
  repaired: string[];
}

const contentSchema = z.object({
  fileId: z.string().refine(isFileId),
  rev: z.string().regex(/^1-[0-9a-f]{32}$/),
  createdAt: z.string().max(40),
  createdBy: z.string().min(1).max(200),
  size: z.number().int().nonnegative().max(MAX_FILE_BYTES),
  path: z.string().startsWith(FILES).max(400),
});

/**
 * Opens a backup. Nothing is trusted: sizes are bounded before they are unpacked, every part is checked, every record
 * parsed at the door.
 * @throws BackupError when it is none, or as a whole not to be read
 */
export async function openBackup(source: ByteSource): Promise<Backup> {
  const members = await openMembers(readAhead(source));
  const repaired: string[] = [];
  const head = await readHead(members, repaired);
  const parts = (folder: string) =>
    members.names.filter((name) => name.startsWith(folder) && name.endsWith('.ndjson')).sort();
  return {
    head,
    repaired,
    async *records() {
      let count = 0;
      for (const name of parts(RECORDS)) {
        const { lines, damaged } = await readLines(members, name, repaired);
        const docs: TeamDocument[] = [];
        for (const { id, text } of lines) {
          const parsed = parseRecord(text);
          if ('reason' in parsed) damaged.push({ name: id, reason: parsed.reason });
          else if (parsed.doc._id !== id) damaged.push({ name: id, reason: 'changed' });
          else docs.push(parsed.doc);
        }
        count += lines.length;
        if (count > MOST_RECORDS) throw new BackupError('tooLarge', `${count} records`);
        yield { docs, damaged };
      }
    },
    async *files() {
      for (const name of parts(CONTENTS)) {
        const { lines, damaged } = await readLines(members, name, repaired);
        yield* damaged;
        for (const { id, text } of lines) yield await readFile(members, id, text);
      }
    },
  };
}

async function readHead(members: MemberReader, repaired: string[]): Promise<BackupHead> {
  if (!members.names.includes(HEAD)) throw new BackupError('notABackup', `no ${HEAD}`);
  const { bytes, state } = await members.read(HEAD, LIMITS.head);
  if (state === 'damaged') throw new BackupError('headDamaged', HEAD);
  if (state === 'repaired') repaired.push(HEAD);
  const parsed = parseJson(new TextDecoder().decode(bytes));
  const { version } = ('value' in parsed ? (parsed.value ?? {}) : {}) as { version?: unknown };
  if (typeof version === 'number' && version > VERSION) {
    throw new BackupError('newerVersion', `version ${version}`);
  }
  const head = headSchema.safeParse('value' in parsed ? parsed.value : null);
  if (!head.success) throw new BackupError('notABackup', 'the head has another shape');
  return head.data;
}

interface Lines {
  lines: { id: string; text: string }[];
  damaged: Damaged[];
}

/** The lines of a part with the names that its index gives them. Where the part is damaged, those that are not. */
async function readLines(members: MemberReader, name: string, repaired: string[]): Promise<Lines> {
  const indexName = name.replace(/ndjson$/, 'index');
  const index = await members.read(indexName, LIMITS.part);
  const part = await members.read(name, LIMITS.part);
  for (const [each, { state }] of [[name, part] as const, [indexName, index] as const]) {
    if (state === 'repaired') repaired.push(each);
  }
  const entries = index.state === 'damaged' ? null : readIndex(new TextDecoder().decode(index.bytes));
  const texts = splitLines(part.bytes);
  if (part.state !== 'damaged') {
    if (entries?.length === texts.length) {
      return {
        lines: texts.map((bytes, at) => ({ id: entries[at]?.id ?? '', text: decode(bytes) })),
        damaged: [],
      };
    }
    // The part alone is right, so each of its lines may say its own name.
    return {
      lines: texts.map((bytes, at) => ({
        id: ownId(decode(bytes)) || `${name}:${at + 1}`,
        text: decode(bytes),
      })),
      damaged: [],
    };
  }
  // Neither lines nor checksums can be told right from wrong.
  if (!entries) return { lines: [], damaged: [{ name, reason: 'changed' }] };
  const byCrc = new Map(texts.map((bytes) => [crc32Hex(bytes), bytes]));
  const lines: Lines['lines'] = [];
  const damaged: Damaged[] = [];
  for (const { crc, id } of entries) {
    const found = byCrc.get(crc);
    if (found) lines.push({ id, text: decode(found) });
    else damaged.push({ name: id, reason: 'changed' });
  }
  return { lines, damaged };
}

function readIndex(text: string): { crc: string; id: string }[] | null {
  const entries: { crc: string; id: string }[] = [];
  for (const line of linesOf(text)) {
    const parsed = parseJson(line.slice(9));
    const id = 'value' in parsed ? parsed.value : null;
    if (!/^[0-9a-f]{8} /.test(line) || typeof id !== 'string') return null;
    entries.push({ crc: line.slice(0, 8), id });
    demandFew(entries.length);
  }
  return entries;
}

function splitLines(bytes: Uint8Array): Uint8Array[] {
  const lines: Uint8Array[] = [];
  for (let start = 0; start < bytes.length;) {
    const end = bytes.indexOf(0x0a, start);
    const stop = end < 0 ? bytes.length : end;
    if (stop > start) lines.push(bytes.subarray(start, stop));
    demandFew(lines.length);
    start = stop + 1;
  }
  return lines;
}

function demandFew(lines: number): void {
  if (lines > LIMITS.lines) throw new BackupError('tooLarge', `more than ${LIMITS.lines} lines in a part`);
}

function ownId(text: string): string {
  const parsed = parseJson(text);
  const { _id: id, fileId } = ('value' in parsed ? (parsed.value ?? {}) : {}) as Record<string, unknown>;
  return typeof id === 'string' ? id : typeof fileId === 'string' ? fileId : '';
}

async function readFile(members: MemberReader, id: string, text: string): Promise<BackupFile | Damaged> {
  const parsed = parseJson(text);
  if ('reason' in parsed) return { name: id, reason: parsed.reason };
  const facts = contentSchema.safeParse(parsed.value);
  if (!facts.success || facts.data.fileId !== id) return { name: id, reason: 'notARecord' };
  const { path, size, ...rest } = facts.data;
  const { bytes, state } = await members.read(path, MAX_FILE_BYTES);
  if (state === 'damaged' || bytes.length !== size) return { name: path, reason: 'fileChanged' };
  return { ...rest, content: bytes };
}

/** The document of the files database that belongs to a content. */
export function contentDocument({ fileId, rev, createdAt, createdBy, content }: BackupFile) {
  return {
    _id: contentIdOf(fileId, createdBy),
    _rev: rev,
    type: 'file',
    v: 1,
    createdAt,
    createdBy,
    size: content.length,
  };
}

const decoder = new TextDecoder();
function decode(bytes: Uint8Array): string {
  return decoder.decode(bytes);
}
