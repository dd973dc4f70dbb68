import type { TeamDocument } from '@shared/domain/record/documents';
import type { Bytes } from './codec';
import { joinBytes } from '@shared/lib/bytes';
import type { BackupFile, BackupParts } from './write-backup';
import { writeBackup } from './write-backup';
import type { ByteSource } from './zip-reader';

/** A backup of these, in memory. */
export async function backupOf(
  docs: readonly TeamDocument[],
  files: readonly BackupFile[] = [],
  more: Partial<BackupParts> = {},
): Promise<Bytes> {
  const pieces: Uint8Array[] = [];
  await writeBackup({
    head: {
      database: 'luuri-testi',
      teamName: 'Testi Öy',
      createdBy: 'maija',
      app: '0.1.0',
      scope: 'everything',
      createdAt: new Date('2026-11-22T10:00:00.000Z'),
    },
    records: batches(docs),
    files: () => each(files),
    sink: {
      write(bytes) {
        pieces.push(bytes);
        return Promise.resolve();
      },
    },
    ...more,
  });
  return joinBytes(pieces);
}

export function sourceOf(bytes: Bytes): ByteSource {
  return { size: bytes.length, read: (from, to) => Promise.resolve(bytes.slice(from, to)) };
}

async function* batches(docs: readonly TeamDocument[]) {
  await Promise.resolve();
  yield docs.map((doc) => ({ id: doc._id, json: JSON.stringify(doc) }));
}

async function* each<T>(values: readonly T[]) {
  await Promise.resolve();
  yield* values;
}
