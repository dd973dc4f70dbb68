import { mkdir, open, readdir, rm } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { done, type Answer } from '@shared/ipc/answer';
import { JOURNAL_PIECE } from '@shared/ipc/calls';
import { windowOfFile } from '@shared/journal/disk';
import { answering } from '../ipc/answering';

/** The journals of a profile: `journal/<team>/<window>.<number>`. Names arrive checked; no path is made of anything else. */
export interface JournalFolder {
  list(team: string): Promise<Answer<string[]>>;
  /** At most a piece; less where the file ends. */
  read(place: { team: string; name: string; at: number }): Promise<Answer<Uint8Array>>;
  /** Answers when the bytes are on the disk, flushed. */
  write(place: { team: string; name: string; at: number; bytes: Uint8Array }): Promise<Answer<undefined>>;
  remove(team: string, names: readonly string[]): Promise<Answer<undefined>>;
  close(): Promise<void>;
}

export function openJournalFolder(
  folder: string,
  log: (what: string, error: unknown) => void,
): JournalFolder {
  const handles = new Map<string, Promise<FileHandle>>();
  const tried = answering(log);
  const folderOf = (team: string) => join(folder, encodeURIComponent(team));

  /** What was written is still there after a power cut only when the folder names the file. */
  async function create(team: string, path: string): Promise<FileHandle> {
    await mkdir(folderOf(team), { recursive: true, mode: 0o700 });
    const handle = await open(path, 'wx+', 0o600);
    const parent = await open(folderOf(team), 'r').catch(() => null);
    // Windows has no way to flush a folder, and needs none.
    await parent?.sync().catch(() => undefined);
    await parent?.close();
    return handle;
  }

  function handleOf(team: string, name: string): Promise<FileHandle> {
    const path = join(folderOf(team), name);
    let handle = handles.get(path);
    if (!handle) {
      handle = open(path, 'r+').catch(() => create(team, path));
      handles.set(path, handle);
      handle.catch(() => handles.delete(path));
    }
    return handle;
  }

  return {
    list: (team) =>
      tried('journal list', async () => {
        const names = await readdir(folderOf(team)).catch((error: NodeJS.ErrnoException) => {
          if (error.code === 'ENOENT') return [];
          throw error;
        });
        return done(names.filter((name) => windowOfFile(name) !== null));
      }),
    read: ({ team, name, at }) =>
      tried('journal read', async () => {
        const file = await open(join(folderOf(team), name), 'r');
        try {
          const buffer = new Uint8Array(JOURNAL_PIECE);
          let length = 0;
          for (;;) {
            const { bytesRead } = await file.read(buffer, length, buffer.length - length, at + length);
            length += bytesRead;
            if (bytesRead === 0 || length === buffer.length) return done(buffer.slice(0, length));
          }
        } finally {
          await file.close();
        }
      }),
    write: ({ team, name, at, bytes }) =>
      tried('journal write', async () => {
        const file = await handleOf(team, name);
        for (let from = 0; from < bytes.length;) {
          const { bytesWritten } = await file.write(bytes, from, bytes.length - from, at + from);
          from += bytesWritten;
        }
        await file.datasync();
        return done(undefined);
      }),
    remove: (team, names) =>
      tried('journal remove', async () => {
        for (const name of names) {
          const path = join(folderOf(team), name);
          const handle = handles.get(path);
          handles.delete(path);
          await handle?.then((file) => file.close()).catch(() => undefined);
          await rm(path, { force: true });
        }
        return done(undefined);
      }),
    async close() {
      const open = [...handles.values()];
      handles.clear();
      await Promise.all(open.map((handle) => handle.then((file) => file.close()).catch(() => undefined)));
    },
  };
}
