import { mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { done, failed } from '@shared/ipc/answer';
import { LARGEST_FILE } from '@shared/ipc/calls';
import { pickFiles, saveFile, type FileDialogParts } from './file-dialogs';
import { shellText } from './text';

describe('file dialogs', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'luuri ä '));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const parts = (save: string | null, open: string[] | null = null): FileDialogParts => ({
    showSave: async () => ({ canceled: save === null, filePath: save ?? '' }),
    showOpen: async () => ({ canceled: open === null, filePaths: open ?? [] }),
    documents: folder,
    text: () => shellText('fi').files,
    randomName: () => 'x',
  });
  const bytes = new TextEncoder().encode('sisältö');

  it('writes where the person said, and tells the page only that', async () => {
    const path = join(folder, 'tiketit.csv');
    expect(await saveFile(parts(path), { name: 'a.csv', bytes })).toEqual(done({ saved: true }));
    expect(readFileSync(path, 'utf8')).toBe('sisältö');
    expect(readdirSync(folder)).toEqual(['tiketit.csv']);
  });

  it('writes nothing when the person changed their mind', async () => {
    expect(await saveFile(parts(null), { name: 'a.csv', bytes })).toEqual(done({ saved: false }));
    expect(readdirSync(folder)).toEqual([]);
  });

  it('leaves an old file whole when the disk refuses', async () => {
    expect(await saveFile(parts(join(folder, 'gone', 'a.csv')), { name: 'a.csv', bytes })).toEqual(
      failed('io'),
    );
    expect(readdirSync(folder)).toEqual([]);
  });

  it('proposes the name in the documents folder', async () => {
    let proposed: string | undefined;
    const showSave: FileDialogParts['showSave'] = async ({ defaultPath }) => {
      proposed = defaultPath;
      return { canceled: true, filePath: '' };
    };
    await saveFile({ ...parts(null), showSave }, { name: 'a.csv', bytes });
    expect(proposed).toBe(join(folder, 'a.csv'));
  });

  it('reads chosen files by name and content, without their folders', async () => {
    const paths = ['a.csv', 'ä.json'].map((name) => join(folder, name));
    for (const path of paths) writeFileSync(path, bytes);
    const answer = await pickFiles(parts(null, paths), { extensions: ['csv', 'json'], multiple: true });
    expect(answer).toEqual(
      done([
        { name: 'a.csv', bytes },
        { name: 'ä.json', bytes },
      ]),
    );
  });

  it('answers an empty list, too large, or io', async () => {
    const wish = { extensions: [], multiple: false };
    expect(await pickFiles(parts(null), wish)).toEqual(done([]));
    expect(await pickFiles(parts(null, [join(folder, 'missing')]), wish)).toEqual(failed('io'));
    const large = join(folder, 'large');
    writeFileSync(large, '');
    truncateSync(large, LARGEST_FILE + 1);
    expect(await pickFiles(parts(null, [large]), wish)).toEqual(failed('tooLarge'));
  });
});
