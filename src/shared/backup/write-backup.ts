import { typeOfId } from '@shared/domain/record/documents';
import type { EventDocument } from '@shared/domain/record/documents';
import { fileOf } from '@shared/domain/files/record-files';
import { crc32, crc32Hex } from '@shared/lib/crc32';
import { sha256 } from '@shared/lib/sha256';
import type { Bytes } from './codec';
import { joinBytes } from '@shared/lib/bytes';
import { deflate } from './codec';
import type { BackupHead } from './format';
import {
  CONTENTS,
  FILES,
  GROUP,
  HEAD,
  PARITY,
  PART_BYTES,
  PART_LINES,
  partName,
  README,
  README_TEXT,
  RECORDS,
  SUMS,
  SUMS_COPY,
  VERSION,
} from './format';
import { createParityGroup } from './parity';
import { DEFLATED, STORED } from './zip-format';
import type { ByteSink } from './zip-writer';
import { createZipWriter } from './zip-writer';

/** A record as it is stored: `json` is its document on one line. */
export interface BackupRecord {
  id: string;
  json: string;
}

/** What the files database knows of a content. */
export interface ContentFacts {
  fileId: string;
  /** Revision of its document; a content is written once, so that it names the content. */
  rev: string;
  createdAt: string;
  createdBy: string;
}

/** The content of one attached file. */
export interface BackupFile extends ContentFacts {
  content: Bytes;
}

export interface BackupParts {
  head: Pick<BackupHead, 'database' | 'teamName' | 'createdBy' | 'app' | 'scope'> & { createdAt: Date };
  records: AsyncIterable<readonly BackupRecord[]>;
  /** Begun when all records were written, with the ids of the files that they tell of. */
  files(known: ReadonlySet<string>): AsyncIterable<BackupFile>;
  sink: ByteSink;
  /** Called after each part and file. */
  onProgress?: (done: { records: number; files: number }) => void;
  /** Ends it between two parts: rejects with the reason. */
  signal?: AbortSignal;
}

/**
 * Writes a backup front to back (docs/backup-format.md): records first, then the contents of files. Holds one part in
 * memory at a time.
 * @returns the head, with what was counted
 */
export async function writeBackup(parts: BackupParts): Promise<BackupHead> {
  const { head, sink, signal, onProgress = () => undefined } = parts;
  const out = createMembers(sink, head.createdAt);
  const lines = createLines(out, RECORDS);
  const names = new Map<string, string>();
  const types: Record<string, number> = {};
  let records = 0;
  await out.add(README, encode(README_TEXT));
  for await (const batch of parts.records) {
    signal?.throwIfAborted();
    for (const { id, json } of batch) {
      types[typeOfId(id)] = (types[typeOfId(id)] ?? 0) + 1;
      const file = json.includes('"fileAdded"') ? fileOf(JSON.parse(json) as EventDocument) : null;
      if (file) names.set(file.fileId, file.name);
      await lines.add(id, json);
    }
    records += batch.length;
    onProgress({ records, files: 0 });
  }
  await lines.end();

  const contents = createLines(out, CONTENTS);
  const missing = new Set(names.keys());
  let files = 0;
  for await (const { content, ...facts } of parts.files(new Set(names.keys()))) {
    signal?.throwIfAborted();
    missing.delete(facts.fileId);
    const path = `${FILES}${facts.fileId}/${names.get(facts.fileId) || 'content'}`;
    await out.addFile(path, content);
    await contents.add(facts.fileId, JSON.stringify({ ...facts, size: content.length, path }));
    files += 1;
    onProgress({ records, files });
  }
  await contents.end();

  const full: BackupHead = {
    format: 'luuri-backup',
    version: VERSION,
    ...head,
    createdAt: head.createdAt.toISOString(),
    ...{ records, types, files, filesMissing: missing.size },
  };
  await out.add(HEAD, encode(`${JSON.stringify(full, null, 2)}\n`));
  await out.end();
  return full;
}

/** The members of a backup: each is summed up in SHA256SUMS, and all but the contents of files in a parity. */
function createMembers(sink: ByteSink, now: Date) {
  const zip = createZipWriter(sink, now);
  const group = createParityGroup();
  const sums: string[] = [];
  let parities = 0;

  async function store(name: string, bytes: Bytes): Promise<void> {
    sums.push(`${await sha256(bytes)}  ${name}\n`);
    await zip.add({ name, method: STORED, crc: crc32(bytes), size: bytes.length }, bytes);
  }

  async function closeGroup(): Promise<void> {
    if (group.size() === 0) return;
    parities += 1;
    await store(partName(PARITY, parities, 'xor'), group.take());
  }

  return {
    async add(name: string, bytes: Bytes): Promise<void> {
      sums.push(`${await sha256(bytes)}  ${name}\n`);
      const packed = await deflate(bytes);
      await zip.add({ name, method: DEFLATED, crc: crc32(bytes), size: bytes.length }, packed);
      group.add(name, packed);
      if (group.size() === GROUP) await closeGroup();
    },
    /** Most files are packed already (pictures, PDF, office documents): stored as they are. */
    addFile: store,
    async end(): Promise<void> {
      await closeGroup();
      const text = encode(sums.join(''));
      for (const name of [SUMS, SUMS_COPY]) {
        const packed = await deflate(text);
        await zip.add({ name, method: DEFLATED, crc: crc32(text), size: text.length }, packed);
      }
      await zip.end();
    },
  };
}

/** Lines in parts of a bearable size, each part with the ids and checksums of its lines beside it. */
function createLines(out: ReturnType<typeof createMembers>, folder: string) {
  let lines: Uint8Array[] = [];
  let index: string[] = [];
  let bytes = 0;
  let number = 0;
  async function end(): Promise<void> {
    if (lines.length === 0) return;
    number += 1;
    const [part, own] = [joinBytes(lines), encode(index.join(''))];
    [lines, index, bytes] = [[], [], 0];
    await out.add(partName(folder, number, 'ndjson'), part);
    await out.add(partName(folder, number, 'index'), own);
  }
  return {
    async add(id: string, json: string): Promise<void> {
      const line = encode(`${json}\n`);
      index.push(`${crc32Hex(line.subarray(0, -1))} ${JSON.stringify(id)}\n`);
      lines.push(line);
      bytes += line.length;
      if (bytes >= PART_BYTES || lines.length >= PART_LINES) await end();
    },
    end,
  };
}

const encoder = new TextEncoder();
function encode(text: string): Bytes {
  return encoder.encode(text);
}
