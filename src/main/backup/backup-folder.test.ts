import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { calls } from '@shared/ipc/calls';
import { openBackupShelf } from './backup-folder';

const team = 'luuri-tuki';
const name = 'luuri-tuki-2026-11-22.zip';
const bytesOf = (text: string) => new TextEncoder().encode(text);
const textOf = (bytes: Uint8Array) => new TextDecoder().decode(bytes);

describe('the folder of backups', () => {
  let folder = '';
  let chosen = '';
  const errors: string[] = [];
  const open = () =>
    openBackupShelf({
      folder: join(folder, 'backups'),
      dialogs: {
        showSave: async () => ({ canceled: chosen === '', filePath: chosen }),
        showOpen: async () => ({ canceled: chosen === '', filePaths: chosen === '' ? [] : [chosen] }),
        documents: folder,
        text: () => ({ saveTitle: 's', pickTitle: 'p', pickManyTitle: 'm', wanted: 'w', all: 'a' }),
        randomName: () => 'abc',
      },
      log: (what) => errors.push(what),
    });
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'luuri ä '));
    chosen = '';
    errors.length = 0;
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('holds a backup when it was kept, whole and for its owner alone, and not before', async () => {
    const shelf = open();
    await shelf.write({ team, name, at: 0, bytes: bytesOf('yksi ') });
    await shelf.write({ team, name, at: 5, bytes: bytesOf('kaksi') });
    expect(await shelf.list(team)).toEqual({ ok: true, value: [] });
    await shelf.keep({ team, name });
    expect(await shelf.list(team)).toMatchObject({ ok: true, value: [{ name, bytes: 10 }] });
    const read = await shelf.read({ team, name, from: 5, length: 100 });
    expect(read.ok && textOf(read.value)).toBe('kaksi');
    expect(statSync(join(folder, 'backups', team, name)).mode & 0o077).toBe(0);
  });

  it('begins anew at 0, and leaves the last good one alone until the next is kept', async () => {
    const shelf = open();
    await shelf.write({ team, name, at: 0, bytes: bytesOf('first') });
    await shelf.keep({ team, name });
    await shelf.write({ team, name, at: 0, bytes: bytesOf('half of the sec') });
    await shelf.drop({ team, name });
    expect(readdirSync(join(folder, 'backups', team))).toEqual([name]);
    expect(readFileSync(join(folder, 'backups', team, name), 'utf8')).toBe('first');
    await shelf.remove({ team, name });
    expect(await shelf.list(team)).toEqual({ ok: true, value: [] });
  });

  describe('what a crash left half written', () => {
    const half = `${name}.part`;
    const leave = async () => {
      const before = open();
      await before.write({ team, name, at: 0, bytes: bytesOf('half') });
      expect(readdirSync(join(folder, 'backups', team))).toEqual([half]);
      return before;
    };
    const other = 'luuri-tuki-2026-11-23.zip';

    it('goes when the next one is begun', async () => {
      await leave();
      await open().write({ team, name: other, at: 0, bytes: bytesOf('a') });
      expect(readdirSync(join(folder, 'backups', team))).toEqual([`${other}.part`]);
    });

    it('goes when the backups are listed, as a wipe does', async () => {
      await leave();
      expect(await open().list(team)).toEqual({ ok: true, value: [] });
      expect(readdirSync(join(folder, 'backups', team))).toEqual([]);
    });

    it('goes when the page that was writing it is gone, and not before', async () => {
      const shelf = await leave();
      await shelf.list(team);
      await shelf.write({ team, name: other, at: 0, bytes: bytesOf('a') });
      expect(readdirSync(join(folder, 'backups', team))).toEqual([half, `${other}.part`]);
      shelf.pageLeft();
      await shelf.list(team);
      expect(readdirSync(join(folder, 'backups', team))).toEqual([]);
    });
  });

  it('saves a copy where the person says, or not at all', async () => {
    const shelf = open();
    await shelf.write({ team, name, at: 0, bytes: bytesOf('content') });
    await shelf.keep({ team, name });
    expect(await shelf.saveCopy({ team, name })).toEqual({ ok: true, value: { saved: false } });
    chosen = join(folder, 'kopio.zip');
    expect(await shelf.saveCopy({ team, name })).toEqual({ ok: true, value: { saved: true } });
    expect(readFileSync(chosen, 'utf8')).toBe('content');
    chosen = join(folder, 'no such folder', 'kopio.zip');
    expect(await shelf.saveCopy({ team, name })).toEqual({ ok: false, code: 'io' });
    expect(errors).toEqual(['backup copy']);
  });

  it('reads what a person chose, and nothing that nobody chose', async () => {
    const shelf = open();
    expect(await shelf.pick()).toEqual({ ok: true, value: null });
    chosen = join(folder, 'muualta.zip');
    writeFileSync(chosen, 'elsewhere');
    expect(await shelf.pick()).toEqual({
      ok: true,
      value: { picked: 'abc', name: 'muualta.zip', bytes: 9 },
    });
    const read = await shelf.read({ picked: 'abc', from: 4, length: 5 });
    expect(read.ok && textOf(read.value)).toBe('where');
    expect(await shelf.read({ picked: chosen, from: 0, length: 5 })).toEqual({ ok: false, code: 'refused' });
  });

  it('answers io where the disk refuses', async () => {
    writeFileSync(join(folder, 'backups'), 'in the way');
    expect(await open().write({ team, name, at: 0, bytes: bytesOf('x') })).toEqual({ ok: false, code: 'io' });
    expect(existsSync(join(folder, 'backups', team))).toBe(false);
  });

  it.each(['../x.zip', 'luuri-a/b.zip', 'luuri-x', 'x.zip', 'luuri-.zip.part', ''])(
    'takes no name %j',
    (bad) => {
      expect(calls.backupKeep.argument.safeParse({ team, name: bad }).success).toBe(false);
    },
  );
});
