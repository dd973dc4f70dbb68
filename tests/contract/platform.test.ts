import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AppLink } from '@renderer/platform/platform-port';
import { done, failed } from '@shared/ipc/answer';
import { JOURNAL_PIECE } from '@shared/ipc/calls';
import { browserWorld } from './platform-browser-world';
import { electronWorld } from './platform-electron-world';
import type { PlatformWorld } from './platform-world';

const LINK: AppLink = { kind: 'ticket', number: 'K7-0142X' };
const worlds = {
  electron: (): Promise<PlatformWorld> => electronWorld(),
  browser: async (): Promise<PlatformWorld> => browserWorld(),
};

describe.each(['electron', 'browser'] as const)('the platform in %s', (kind) => {
  let world: PlatformWorld;
  beforeEach(async () => {
    world = await worlds[kind]();
  });
  afterEach(() => world.close());

  it('says what it is', async () => {
    expect(world.platform.kind).toBe(kind);
    const info = await world.platform.info();
    expect(info).toMatchObject({ ok: true, value: { version: '0.1.0', locale: 'fi-FI' } });
  });

  it.each(['https://example.fi/a', 'mailto:maija@example.fi?subject=Hei', 'tel:+358401234567'])(
    'opens %s outside',
    async (address) => {
      expect(await world.platform.openExternal(address)).toEqual(done(undefined));
      expect(world.seen.opened).toEqual([address]);
    },
  );

  it('opens http too', async () => {
    expect(await world.platform.openExternal('http://printer.lan/')).toEqual(done(undefined));
    expect(world.seen.opened).toEqual(['http://printer.lan/']);
  });

  it.each([
    'file:///etc/passwd',
    'javascript:alert(1)',
    'smb://a/b',
    '',
    'mailto:a@example.fi?attach=/etc/passwd',
  ])('refuses to open %j', async (address) => {
    expect(await world.platform.openExternal(address)).toEqual(failed('refused'));
    expect(world.seen.opened).toEqual([]);
  });

  it('dials numbers as people write them, and nothing else', async () => {
    expect(await world.platform.dial('040/123 4567')).toEqual(done(undefined));
    expect(await world.platform.dial('*100#')).toEqual(done(undefined));
    expect(await world.platform.dial('Maija')).toEqual(failed('invalid'));
    expect(world.seen.opened).toEqual(['tel:0401234567', 'tel:*100%23']);
  });

  it('copies text unchanged', async () => {
    const text = 'ä\n😀 \u202e<b>"\'';
    expect(await world.platform.copyText(text)).toEqual(done(undefined));
    expect(world.seen.copied).toEqual([text]);
  });

  it('saves text and bytes', async () => {
    const { platform } = world;
    const text = { name: 'tiketit ä.csv', content: 'numero;aihe\n', type: 'text/csv' };
    const bytes = {
      name: 'b.bin',
      content: new Uint8Array([72, 101, 105]),
      type: 'application/octet-stream',
    };
    expect(await platform.saveFile(text)).toEqual(done({ saved: true }));
    expect(await platform.saveFile(bytes)).toEqual(done({ saved: true }));
    expect(await world.saved('tiketit ä.csv')).toBe('numero;aihe\n');
    expect(await world.saved('b.bin')).toBe('Hei');
  });

  it('reads chosen files, or nothing when the person changed their mind', async () => {
    const bytes = new TextEncoder().encode('a;b\n');
    world.next.files = [
      { name: 'a.csv', bytes },
      { name: 'ä.csv', bytes },
    ];
    const wish = { extensions: ['csv'], multiple: true };
    expect(await world.platform.pickFiles(wish)).toEqual(done(world.next.files));
    world.next.cancel = true;
    expect(await world.platform.pickFiles(wish)).toEqual(done([]));
  });

  it('notifies, and a click leads to the place', async () => {
    const links: AppLink[] = [];
    const stop = world.platform.onOpenLink((link) => links.push(link));
    await world.platform.ready();
    const notice = { title: 'Takaisinsoitto', body: 'Maija Virtanen', link: LINK };
    expect(await world.platform.notify(notice)).toEqual(done(undefined));
    expect(world.seen.notices).toEqual([{ title: 'Takaisinsoitto', body: 'Maija Virtanen' }]);
    world.clickNotice();
    expect(links).toEqual([LINK]);
    stop();
    stop();
    await world.platform.notify(notice);
    world.clickNotice();
    expect(links).toEqual([LINK]);
  });

  it('counts on the icon', async () => {
    expect(await world.platform.setBadge(3)).toEqual(done(undefined));
    expect(await world.platform.setBadge(0)).toEqual(done(undefined));
    expect(world.seen.badges).toEqual([3, 0]);
  });

  it('prints', async () => {
    expect(await world.platform.print()).toEqual(done({ printed: true }));
    expect(world.seen.printed).toHaveLength(1);
  });

  it('takes appearance and flushes storage without complaint', async () => {
    const wish = { language: 'en', theme: 'dark' } as const;
    expect(await world.platform.setAppearance(wish)).toEqual(done(undefined));
    expect(await world.platform.flushStorage()).toEqual(done(undefined));
  });

  it('knows how much room the disk has, or says that it cannot', async () => {
    const room = await world.platform.freeSpace();
    expect(room).toEqual(world.desktop ? done(expect.any(Number)) : failed('unsupported'));
    if (room.ok) expect(room.value).toBeGreaterThan(0);
  });

  it('knows which server it forwards to', async () => {
    expect(await world.platform.connection()).toEqual(done({ address: null }));
  });

  it('has a key outside the window, or says that it cannot', async () => {
    const [before, after] = world.desktop
      ? [done({ accelerator: null, status: 'off' }), done({ accelerator: 'F9', status: 'active' })]
      : [done({ accelerator: null, status: 'unsupported' }), failed('unsupported')];
    expect(await world.platform.hotkey()).toEqual(before);
    expect(await world.platform.setHotkey('F9')).toEqual(after);
  });

  it('hands out a way to stop listening to everything', () => {
    const { platform } = world;
    const stops = [
      platform.onCallHotkey(() => undefined),
      platform.onOpenLink(() => undefined),
      platform.onMenuCommand(() => undefined),
      platform.onPower(() => undefined),
    ];
    for (const stop of stops) expect(stop()).toBeUndefined();
  });
});

describe('only on the desktop', () => {
  it('what arrived before the page could listen is delivered by ready, the rest as it comes', async () => {
    const world = await electronWorld();
    await world.platform.setHotkey('F9');
    world.outbox.emit('openLink', LINK);
    world.pressHotkey();
    const heard: unknown[] = [];
    world.platform.onOpenLink((link) => heard.push(link));
    world.platform.onCallHotkey((at) => heard.push(Number.isNaN(Date.parse(at))));
    world.platform.onMenuCommand((command) => heard.push(command));
    const stopPower = world.platform.onPower((state) => heard.push(state));
    await world.platform.ready();
    expect(heard).toEqual([LINK, false]);
    world.pressHotkey();
    world.outbox.emit('menuCommand', { command: 'newTicket' });
    world.outbox.emit('power', { state: 'resume' });
    stopPower();
    world.outbox.emit('power', { state: 'suspend' });
    expect(heard).toEqual([LINK, false, false, 'newTicket', 'resume']);
    world.close();
  });

  it('a person who cancels a dialog has not failed', async () => {
    const world = await electronWorld();
    world.next.cancel = true;
    const file = { name: 'a.csv', content: 'a', type: 'text/csv' };
    expect(await world.platform.saveFile(file)).toEqual(done({ saved: false }));
    expect(await world.saved('a.csv')).toBeNull();
    expect(await world.platform.openExternal('http://printer.lan/')).toEqual(failed('refused'));
    world.close();
  });

  it('a key that is none is refused', async () => {
    const world = await electronWorld();
    expect(await world.platform.setHotkey('not a key')).toEqual(failed('invalid'));
    world.close();
  });

  it('a name that is a path is refused before any dialog', async () => {
    const world = await electronWorld();
    const file = { name: '../a.csv', content: 'a', type: 'text/csv' };
    expect(await world.platform.saveFile(file)).toEqual(failed('invalid'));
    world.close();
  });
});

describe('only in a browser', () => {
  it('asks once for notifications, and respects a no', async () => {
    const world = browserWorld();
    world.permission = 'denied';
    expect(await world.platform.notify({ title: 'a', body: '' })).toEqual(failed('refused'));
    const without = browserWorld({ notification: null });
    expect(await without.platform.notify({ title: 'a', body: '' })).toEqual(failed('unsupported'));
    expect(world.seen.notices).toEqual([]);
  });

  it('says where there is no icon to count on', async () => {
    const world = browserWorld({ navigator: { language: 'fi' } });
    expect(await world.platform.setBadge(1)).toEqual(failed('unsupported'));
  });

  it('does not throw when its hub is gone', async () => {
    const world = browserWorld({ fetch: () => Promise.reject(new TypeError('failed to fetch')) });
    expect(await world.platform.info()).toEqual(failed('io'));
    expect(await world.platform.connection()).toEqual(failed('io'));
  });
});

describe('the journal of the desktop app', () => {
  it('is written and read over the bridge, also what is larger than a call may carry', async () => {
    const world = await electronWorld();
    const disk = world.platform.journal('luuri-tuki');
    if (!disk) throw new Error('no journal');
    const large = new Uint8Array(JOURNAL_PIECE * 2 + 5).map((_, index) => index % 251);
    await disk.write('aaaaaaaa-1111.1', 3, large);
    await disk.write('aaaaaaaa-1111.1', 0, new Uint8Array([1, 2, 3]));
    expect(await disk.list()).toEqual(['aaaaaaaa-1111.1']);
    const read = await disk.read('aaaaaaaa-1111.1');
    expect([...read.subarray(0, 3)]).toEqual([1, 2, 3]);
    expect(Buffer.compare(read.subarray(3), large)).toBe(0);
    await disk.remove(['aaaaaaaa-1111.1']);
    expect(await disk.list()).toEqual([]);
    await expect(disk.write('../escape', 0, new Uint8Array(1))).rejects.toThrow('invalid');
    world.close();
  });
});
