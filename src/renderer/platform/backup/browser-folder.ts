import type { BackupFolder, KeptBackup } from '@shared/backup/folder';
import { blobSource, newestFirst } from '@shared/backup/folder';
import { downloadInPage } from '../browser-page';

const ROOT = 'backups';
const ENDING = '.zip';

/** Backups in the origin private file system, or in memory where the browser has none (plain http). */
export function browserBackups(team: string): BackupFolder {
  const { storage } = navigator as Partial<Navigator>;
  return storage && 'getDirectory' in storage ? opfsFolder(storage, team) : memoryFolder();
}

function opfsFolder(storage: StorageManager, team: string): BackupFolder {
  async function folder(): Promise<FileSystemDirectoryHandle> {
    const root = await (await storage.getDirectory()).getDirectoryHandle(ROOT, { create: true });
    return root.getDirectoryHandle(team, { create: true });
  }
  async function file(name: string): Promise<File> {
    return (await (await folder()).getFileHandle(name)).getFile();
  }
  return {
    isLasting: true,
    async list() {
      const found: KeptBackup[] = [];
      for await (const [name, handle] of (await folder()).entries()) {
        if (handle.kind !== 'file' || !name.endsWith(ENDING)) continue;
        const { size, lastModified } = await (handle as FileSystemFileHandle).getFile();
        // A file that was made and never closed is empty.
        if (size > 0) found.push({ name, bytes: size, at: new Date(lastModified).toISOString() });
      }
      return newestFirst(found);
    },
    async create(name) {
      const own = await folder();
      const handle = await own.getFileHandle(name, { create: true });
      // Written aside by the browser, and put into place by `close`.
      const stream = await handle.createWritable();
      return {
        write: (bytes) => stream.write(bytes),
        close: () => stream.close(),
        async abort() {
          await stream.abort().catch(() => undefined);
          if ((await handle.getFile()).size === 0) await own.removeEntry(name);
        },
      };
    },
    open: async (name) => blobSource(name, await file(name)),
    remove: async (name) => (await folder()).removeEntry(name),
    async saveCopy(name) {
      downloadInPage(document, name, await file(name));
      return true;
    },
  };
}

function memoryFolder(): BackupFolder {
  const held = new Map<string, { blob: Blob; at: string }>();
  const find = (name: string): Blob => {
    const found = held.get(name);
    if (!found) throw new Error(`no backup ${name}`);
    return found.blob;
  };
  return {
    isLasting: false,
    list: () =>
      Promise.resolve(newestFirst([...held].map(([name, { blob, at }]) => ({ name, bytes: blob.size, at })))),
    create(name) {
      const pieces: Blob[] = [];
      return Promise.resolve({
        // The browser keeps blobs outside of the page's memory.
        write: (bytes) => Promise.resolve(void pieces.push(new Blob([bytes]))),
        close: () =>
          Promise.resolve(void held.set(name, { blob: new Blob(pieces), at: new Date().toISOString() })),
        abort: () => Promise.resolve(),
      });
    },
    open: (name) => Promise.resolve(blobSource(name, find(name))),
    remove: (name) => Promise.resolve(void held.delete(name)),
    saveCopy(name) {
      downloadInPage(document, name, find(name));
      return Promise.resolve(true);
    },
  };
}

/** A file that the person chooses; null when they changed their mind. It is read in pieces, however large. */
export function pickBackupInPage(document: Document) {
  return new Promise<ReturnType<typeof blobSource> | null>((resolve) => {
    const input = document.createElement('input');
    input.type = 'file';
    input.accept = ENDING;
    input.addEventListener('cancel', () => resolve(null));
    input.addEventListener('change', () => {
      const file = input.files?.[0];
      resolve(file ? blobSource(file.name, file) : null);
    });
    input.click();
  });
}
