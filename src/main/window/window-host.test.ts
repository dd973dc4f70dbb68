import { describe, expect, it, vi } from 'vitest';
import type { BrowserWindowConstructorOptions } from 'electron';
import { openSettings, shellSettings, type ShellSettings } from '../desktop/settings';
import { fakeEvents } from '../testing/fake-events';
import { isOnAScreen, windowOptions } from './main-window';
import { createWindowHost, type HostWindow } from './window-host';

const SCREEN = { x: 0, y: 0, width: 1920, height: 1080 };
const PLACE = { bounds: { x: 10, y: 20, width: 900, height: 700 }, maximized: true };

function fakeWindow() {
  const [events, page] = [fakeEvents(), fakeEvents()];
  const calls: string[] = [];
  const state = { minimized: false, destroyed: false };
  const window: HostWindow = {
    on: events.on,
    once: events.once,
    loadURL: (address) => Promise.resolve(void calls.push(`load ${address}`)),
    show: () => void calls.push('show'),
    focus: () => void calls.push('focus'),
    restore: () => void calls.push('restore'),
    maximize: () => void calls.push('maximize'),
    isMinimized: () => state.minimized,
    isMaximized: () => false,
    isDestroyed: () => state.destroyed,
    getNormalBounds: () => PLACE.bounds,
    webContents: {
      id: 7,
      on: page.on,
      reload: () => void calls.push('reload'),
      forcefullyCrashRenderer: () => void calls.push('end'),
      send: () => undefined,
      isDestroyed: () => state.destroyed,
      print: () => undefined,
    },
  };
  return { window, events, page, calls, state };
}

async function setUp(place: ShellSettings['window'] = null) {
  const fakes: ReturnType<typeof fakeWindow>[] = [];
  const options: BrowserWindowConstructorOptions[] = [];
  const settings = await openSettings({
    read: async () => ({ ...shellSettings.parse({ v: 1 }), window: place }),
    write: async () => undefined,
    remove: async () => undefined,
  });
  const parts = {
    create: (wanted: BrowserWindowConstructorOptions) => {
      options.push(wanted);
      const fake = fakeWindow();
      fakes.push(fake);
      return fake.window;
    },
    screens: () => [SCREEN],
    preload: '/opt/luuri/out/preload/preload.cjs',
    settings,
    dark: () => false,
    onPageLeft: vi.fn(),
    askReload: vi.fn(async () => true),
    askEnd: vi.fn(async () => true),
    now: vi.fn(() => 0),
    quit: vi.fn(),
    flushStorage: vi.fn(),
    log: vi.fn(),
  };
  return { host: createWindowHost(parts), parts, fakes, options, settings };
}

describe('the window', () => {
  it('is one, loads the app, and is shown when painted', async () => {
    const { host, fakes } = await setUp();
    host.show();
    expect(fakes[0]?.calls).toEqual(['load app://luuri/']);
    fakes[0]?.events.raise('ready-to-show');
    host.show();
    expect(fakes).toHaveLength(1);
    expect(fakes[0]?.calls.slice(1)).toEqual(['show', 'show', 'focus']);
  });

  it('comes back from the taskbar', async () => {
    const { host, fakes } = await setUp();
    host.show();
    Object.assign(fakes[0]?.state ?? {}, { minimized: true });
    host.show();
    expect(fakes[0]?.calls).toContain('restore');
  });

  it('flushes and remembers its place when closed, and can be opened again', async () => {
    const { host, parts, fakes, settings } = await setUp();
    host.show();
    fakes[0]?.events.raise('close');
    fakes[0]?.events.raise('closed');
    expect(parts.flushStorage).toHaveBeenCalledTimes(1);
    expect(settings.get().window).toEqual({ ...PLACE, maximized: false });
    expect(host.window()).toBeNull();
    host.show();
    expect(fakes).toHaveLength(2);
  });

  it('flushes when Windows ends the session', async () => {
    const { host, parts, fakes } = await setUp();
    host.show();
    fakes[0]?.events.raise('query-session-end');
    expect(parts.flushStorage).toHaveBeenCalledTimes(1);
  });

  it('knows that a page being loaded does not listen, but one that only changed its route does', async () => {
    const { host, parts, fakes } = await setUp();
    host.show();
    fakes[0]?.page.raise('did-start-navigation', { isMainFrame: true, isSameDocument: true });
    fakes[0]?.page.raise('did-start-navigation', { isMainFrame: false, isSameDocument: false });
    expect(parts.onPageLeft).not.toHaveBeenCalled();
    fakes[0]?.page.raise('did-start-navigation', { isMainFrame: true, isSameDocument: false });
    expect(parts.onPageLeft).toHaveBeenCalledTimes(1);
  });

  it('loads a page that died again, and asks when it dies again and again', async () => {
    const { host, parts, fakes } = await setUp();
    host.show();
    const reloads = () => fakes[0]?.calls.filter((call) => call === 'reload').length;
    const die = (reason: string) => fakes[0]?.page.raise('render-process-gone', {}, { reason });
    for (let times = 1; times <= 3; times += 1) {
      die('crashed');
      await expect.poll(reloads).toBe(times);
    }
    expect(parts.askReload).not.toHaveBeenCalled();
    die('oom');
    await expect.poll(reloads).toBe(4);
    expect(parts.askReload).toHaveBeenCalledTimes(1);
    parts.askReload.mockResolvedValueOnce(false);
    die('oom');
    await expect.poll(() => parts.quit).toHaveBeenCalledTimes(1);
    die('clean-exit');
    expect(parts.askReload).toHaveBeenCalledTimes(2);
    parts.now.mockReturnValue(60_001);
    die('crashed');
    await expect.poll(reloads).toBe(5);
    expect(parts.askReload).toHaveBeenCalledTimes(2);
  });

  it('asks once about a page that is frozen, and ends it when it is still', async () => {
    const { host, parts, fakes } = await setUp();
    host.show();
    let answer: (end: boolean) => void = () => {};
    parts.askEnd.mockImplementation(() => new Promise((resolve) => (answer = resolve)));
    const ended = () => fakes[0]?.calls.includes('end');
    fakes[0]?.events.raise('unresponsive');
    fakes[0]?.events.raise('unresponsive');
    fakes[0]?.events.raise('responsive');
    answer(true);
    await expect.poll(() => parts.askEnd).toHaveBeenCalledTimes(1);
    expect(ended()).toBe(false);
    await expect
      .poll(() => {
        fakes[0]?.events.raise('unresponsive');
        return parts.askEnd.mock.calls.length;
      })
      .toBe(2);
    answer(true);
    await expect.poll(ended).toBe(true);
  });

  it('takes its remembered place only where a screen still is', async () => {
    const here = await setUp(PLACE);
    here.host.show();
    expect(here.options[0]).toMatchObject(PLACE.bounds);
    expect(here.fakes[0]?.calls[0]).toBe('maximize');
    const gone = await setUp({ ...PLACE, bounds: { ...PLACE.bounds, x: 5_000 } });
    gone.host.show();
    expect(gone.options[0]?.x).toBeUndefined();
    expect(isOnAScreen({ ...PLACE.bounds, x: 1_850 }, [SCREEN])).toBe(false);
    expect(isOnAScreen(PLACE.bounds, [])).toBe(false);
  });
});

it('the window has every safety switch on', () => {
  const { webPreferences } = windowOptions('/p.cjs', null, [SCREEN], true);
  expect(webPreferences).toMatchObject({
    preload: '/p.cjs',
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    nodeIntegrationInWorker: false,
    nodeIntegrationInSubFrames: false,
    webSecurity: true,
    allowRunningInsecureContent: false,
    webviewTag: false,
    spellcheck: false,
  });
});
