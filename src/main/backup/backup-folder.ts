import { copyFile, mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { done, failed, type Answer } from '@shared/ipc/answer';
import { BACKUP_PIECE, isBackupName, type CallArgument, type CallResult } from '@shared/ipc/calls';
import { saveWhere, type FileDialogParts } from '../desktop/file-dialogs';
import { answering } from '../ipc/answering';

type Place = CallArgument<'backupRemove'>;

/**
 * The backups of a profile: `backups/<team>/<name>`. Names arrive checked; no path is made of anything else. What a
 * crash left half written goes when the next one is begun, and when they are listed: before a wipe, too.
 */
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
  /** The page that was writing is gone, and what it had begun will not be kept. */
  pageLeft(): void;
}

export interface BackupShelfParts {
  readonly folder: string;
  readonly dialogs: Pick<FileDialogParts, 'showSave' | 'showOpen' | 'documents' | 'text' | 'randomName'>;
  readonly log: (what: string, error: unknown) => void;
}

const ASIDE = '.part';

export function openBackupShelf({ folder, dialogs, log }: BackupShelfParts): BackupShelf {
  const picked = new Map<string, string>();
  const folderOf = (team: string) => join(folder, encodeURIComponent(team));
  const pathOf = ({ team, name }: Place) => join(folderOf(team), name);
  const asideOf = (place: Place) => `${pathOf(place)}${ASIDE}`;
  const tried = answering(log);
  /** Paths of those that are being written. */
  const begun = new Set<string>();

  /** @returns the names in the folder of a team, without what nobody will put into place any more */
  async function tidied(team: string): Promise<string[]> {
    await mkdir(folderOf(team), { recursive: true, mode: 0o700 });
    const names = await readdir(folderOf(team));
    const stale = names.map((name) => join(folderOf(team), name)).filter(isStale);
    await Promise.all(stale.map((path) => rm(path, { force: true })));
    return names;
  }
  const isStale = (path: string) => path.endsWith(ASIDE) && !begun.has(path);

  return {
    list: (team) =>
      tried('backup list', async () => {
        const found = (await tidied(team)).filter(isBackupName).map(async (name) => {
          const { size, mtime } = await stat(pathOf({ team, name }));
          return { name, bytes: size, at: mtime.toISOString() };
        });
        return done(await Promise.all(found));
      }),
    write: ({ at, bytes, ...place }) =>
      tried('backup write', async () => {
        if (at === 0) {
          begun.add(asideOf(place));
          await tidied(place.team);
        }
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
        begun.delete(asideOf(place));
        return done(undefined);
      }),
    drop: (place) =>
      tried('backup drop', async () => {
        begun.delete(asideOf(place));
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
      tried('backup copy', async () => {
        const saved = await saveWhere(dialogs, place.name, (path) => copyFile(pathOf(place), path));
        return done({ saved });
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
    pageLeft: () => begun.clear(),
  };
}
