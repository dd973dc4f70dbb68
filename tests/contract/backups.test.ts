import { afterEach, describe, expect, it } from 'vitest';
import type { ElectronWorld } from './platform-electron-world';
import { electronWorld } from './platform-electron-world';

let world: ElectronWorld | undefined;
afterEach(() => world?.close());

describe('the backups of the desktop app', () => {
  it('are written, read and chosen over the bridge, also what is larger than a call may carry', async () => {
    world = await electronWorld();
    const { platform } = world;
    const folder = platform.backups('luuri-tuki');
    const name = 'luuri-tuki-2026-11-22.zip';
    const bytes = new Uint8Array(5_000_000).map((_, at) => (at * 7) % 251);
    const draft = await folder.create(name);
    await draft.write(bytes.slice(0, 10));
    await draft.write(bytes.slice(10));
    expect(await folder.list()).toEqual([]);
    await draft.close();
    expect(await folder.list()).toMatchObject([{ name, bytes: bytes.length }]);
    const opened = await folder.open(name);
    expect(Buffer.compare(await opened.read(0, opened.size), bytes)).toBe(0);
    expect([...(await opened.read(4_999_998, 5_000_000))]).toEqual([...bytes.slice(-2)]);

    world.next.files = [{ name: 'muualta.zip', bytes: bytes.slice(0, 100) }];
    const picked = await platform.pickBackup();
    expect(picked).toMatchObject({ name: 'muualta.zip', size: 100 });
    expect(await picked?.read(0, 100)).toEqual(bytes.slice(0, 100));
    world.next.cancel = true;
    expect(await platform.pickBackup()).toBeNull();
    expect(await folder.saveCopy(name)).toBe(false);
    await folder.remove(name);
    await expect(folder.open(name)).rejects.toThrow(`no backup ${name}`);
  });

  it('that are given up leave nothing, and the disk is heard when it refuses', async () => {
    world = await electronWorld();
    const folder = world.platform.backups('luuri-tuki');
    const draft = await folder.create('luuri-tuki-2026-11-22.zip');
    await draft.write(new Uint8Array([1]));
    await draft.abort();
    expect(await folder.list()).toEqual([]);
    await expect(draft.close()).rejects.toThrow('backup: io');
    await expect(folder.create('../x.zip').then((bad) => bad.write(new Uint8Array([1])))).rejects.toThrow(
      'backup: invalid',
    );
  });
});
