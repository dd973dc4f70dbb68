import { open, readFile, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type {
  OpenDialogOptions,
  OpenDialogReturnValue,
  SaveDialogOptions,
  SaveDialogReturnValue,
} from 'electron';
import { done, failed, type Answer } from '@shared/ipc/answer';
import { LARGEST_FILE, type CallArgument, type CallResult, type PickedFile } from '@shared/ipc/calls';
import type { ShellText } from './text';

export interface FileDialogParts {
  /** Over the main window; the composition binds Electron's dialog to it. */
  readonly showSave: (options: SaveDialogOptions) => Promise<SaveDialogReturnValue>;
  readonly showOpen: (options: OpenDialogOptions) => Promise<OpenDialogReturnValue>;
  readonly documents: string;
  readonly text: () => ShellText['files'];
  readonly randomName: () => string;
}

type SaveParts = Pick<FileDialogParts, 'showSave' | 'documents' | 'text' | 'randomName'>;

/** Asks where, then writes whole or not at all. The page learns whether, never where. */
export async function saveFile(
  parts: SaveParts,
  { name, bytes }: CallArgument<'saveFile'>,
): Promise<Answer<CallResult<'saveFile'>>> {
  if (bytes.byteLength > LARGEST_FILE) return failed('tooLarge');
  try {
    return done({ saved: await saveWhere(parts, name, (path) => writeFlushed(path, bytes)) });
  } catch {
    return failed('io');
  }
}

/**
 * Asks where, has it written aside and puts it into place: it is there whole or not at all.
 * @returns false when the person changed their mind. Rejects when it could not be written
 */
export async function saveWhere(
  parts: SaveParts,
  name: string,
  write: (path: string) => Promise<void>,
): Promise<boolean> {
  const answer = await parts.showSave({
    title: parts.text().saveTitle,
    defaultPath: join(parts.documents, name),
    properties: ['showOverwriteConfirmation', 'createDirectory'],
  });
  if (answer.canceled || answer.filePath === '') return false;
  const aside = join(dirname(answer.filePath), `.${parts.randomName()}.part`);
  try {
    await write(aside);
    await rename(aside, answer.filePath);
    return true;
  } catch (error) {
    await rm(aside, { force: true }).catch(() => undefined);
    throw error;
  }
}

async function writeFlushed(path: string, bytes: Uint8Array): Promise<void> {
  const file = await open(path, 'wx');
  try {
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** Files the person chose, read whole; an empty list when they changed their mind. */
export async function pickFiles(
  parts: FileDialogParts,
  { extensions, multiple }: CallArgument<'pickFiles'>,
): Promise<Answer<PickedFile[]>> {
  const text = parts.text();
  const answer = await parts.showOpen({
    title: multiple ? text.pickManyTitle : text.pickTitle,
    properties: multiple ? ['openFile', 'multiSelections'] : ['openFile'],
    filters:
      extensions.length === 0
        ? []
        : [
            { name: text.wanted, extensions },
            { name: text.all, extensions: ['*'] },
          ],
  });
  if (answer.canceled) return done([]);
  try {
    const sizes = await Promise.all(answer.filePaths.map(async (path) => (await stat(path)).size));
    if (sizes.some((size) => size > LARGEST_FILE)) return failed('tooLarge');
    const read = async (path: string): Promise<PickedFile> => ({
      name: basename(path),
      bytes: new Uint8Array(await readFile(path)),
    });
    return done(await Promise.all(answer.filePaths.map(read)));
  } catch {
    return failed('io');
  }
}
