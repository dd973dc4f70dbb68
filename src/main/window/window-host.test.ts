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

  it('asks what to do when the page died, and loads it again or quits', async () => {
    const { host, parts, fakes } = await setUp();
    host.show();
    fakes[0]?.page.raise('render-process-gone', {}, { reason: 'crashed' });
    await expect.poll(() => fakes[0]?.calls).toContain('reload');
    parts.askReload.mockResolvedValueOnce(false);
    fakes[0]?.page.raise('render-process-gone', {}, { reason: 'oom' });
    await expect.poll(() => parts.quit).toHaveBeenCalledTimes(1);
    fakes[0]?.page.raise('render-process-gone', {}, { reason: 'clean-exit' });
    expect(parts.askReload).toHaveBeenCalledTimes(2);
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
