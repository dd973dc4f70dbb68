import { copyFile, mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { done, failed, type Answer } from '@shared/ipc/answer';
import { BACKUP_PIECE, isBackupName, type CallArgument, type CallResult } from '@shared/ipc/calls';
import type { FileDialogParts } from '../desktop/file-dialogs';

type Place = CallArgument<'backupRemove'>;

/** The backups of a profile: `backups/<team>/<name>`. Names arrive checked; no path is made of anything else. */
export interface BackupShelf {
  list(team: string): Promise<Answer<CallResult<'backupList'>>>;
  /** Writes aside, from the beginning at 0. */
  write(piece: CallArgument<'backupWrite'>): Promise<Answer<undefined>>;
  /** Puts what was written aside into place, flushed. */
  keep(place: Place): Promise<Answer<undefined>>;
  drop(place: Place): Promise<Answer<undefined>>;
  remove(place: Place): Promise<Answer<undefined>>;
  read(range: CallArgument<'backupRead'>): Promise<Answer<Uint8Array>>;
  saveCopy(place: Place): Promise<Answer<{ saved: boolean }>>;
  /** A backup that the person chooses, read by the name it gets here. The page never learns the path. */
  pick(): Promise<Answer<CallResult<'backupPick'>>>;
}

export interface BackupShelfParts {
  readonly folder: string;
  readonly dialogs: Pick<FileDialogParts, 'showSave' | 'showOpen' | 'documents' | 'text' | 'randomName'>;
  readonly log: (what: string, error: unknown) => void;
}

export function openBackupShelf({ folder, dialogs, log }: BackupShelfParts): BackupShelf {
  const picked = new Map<string, string>();
  const folderOf = (team: string) => join(folder, encodeURIComponent(team));
  const pathOf = ({ team, name }: Place) => join(folderOf(team), name);
  const asideOf = (place: Place) => `${pathOf(place)}.part`;

  async function tried<T>(what: string, work: () => Promise<Answer<T>>): Promise<Answer<T>> {
    try {
      return await work();
    } catch (error) {
      log(what, error);
      return failed('io');
    }
  }

  return {
    list: (team) =>
      tried('backup list', async () => {
        await mkdir(folderOf(team), { recursive: true, mode: 0o700 });
        const names = (await readdir(folderOf(team))).filter(isBackupName);
        const found = names.map(async (name) => {
          const { size, mtime } = await stat(pathOf({ team, name }));
          return { name, bytes: size, at: mtime.toISOString() };
        });
        return done(await Promise.all(found));
      }),
    write: ({ at, bytes, ...place }) =>
      tried('backup write', async () => {
        await mkdir(folderOf(place.team), { recursive: true, mode: 0o700 });
        const file = await open(asideOf(place), at === 0 ? 'w' : 'r+', 0o600);
        try {
          await file.write(bytes, 0, bytes.length, at);
        } finally {
          await file.close();
        }
        return done(undefined);
      }),
    keep: (place) =>
      tried('backup keep', async () => {
        const file = await open(asideOf(place), 'r+');
        try {
          await file.sync();
        } finally {
          await file.close();
        }
        await rename(asideOf(place), pathOf(place));
        return done(undefined);
      }),
    drop: (place) =>
      tried('backup drop', async () => {
        await rm(asideOf(place), { force: true });
        return done(undefined);
      }),
    remove: (place) =>
      tried('backup remove', async () => {
        await rm(pathOf(place), { force: true });
        return done(undefined);
      }),
    read: ({ from, length, ...place }) =>
      tried('backup read', async () => {
        const path = 'picked' in place ? picked.get(place.picked) : pathOf(place);
        if (path === undefined) return failed('refused');
        const file = await open(path, 'r');
        try {
          const bytes = new Uint8Array(Math.min(length, BACKUP_PIECE));
          const { bytesRead } = await file.read(bytes, 0, bytes.length, from);
          return done(bytes.slice(0, bytesRead));
        } finally {
          await file.close();
        }
      }),
    saveCopy: (place) =>
      tried<{ saved: boolean }>('backup copy', async () => {
        const answer = await dialogs.showSave({
          title: dialogs.text().saveTitle,
          defaultPath: join(dialogs.documents, place.name),
          properties: ['showOverwriteConfirmation', 'createDirectory'],
        });
        if (answer.canceled || answer.filePath === '') return done({ saved: false });
        const aside = join(dirname(answer.filePath), `.${dialogs.randomName()}.part`);
        try {
          await copyFile(pathOf(place), aside);
          await rename(aside, answer.filePath);
        } catch (error) {
          await rm(aside, { force: true }).catch(() => undefined);
          throw error;
        }
        return done({ saved: true });
      }),
    pick: () =>
      tried<CallResult<'backupPick'>>('backup pick', async () => {
        const answer = await dialogs.showOpen({
          title: dialogs.text().pickTitle,
          properties: ['openFile'],
          filters: [{ name: dialogs.text().wanted, extensions: ['zip'] }],
        });
        const [path] = answer.filePaths;
        if (answer.canceled || path === undefined) return done(null);
        const id = dialogs.randomName();
        picked.set(id, path);
        return done({ picked: id, name: basename(path), bytes: (await stat(path)).size });
      }),
  };
}
