import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { callChannel, callNames } from '@shared/ipc/names';
import { composeShell, type ElectronParts } from './compose';
import { createOutbox } from './desktop/outbox';
import type { RunningShell } from './start';
import { fakeEvents } from './testing/fake-events';

type Handler = (request: Request) => Promise<Response>;

/** Electron as far as the composition touches it. What each part does is tested with that part. */
function fakeElectron(profile: string) {
  const protocols = new Map<string, Handler>();
  const calls = new Map<string, (event: unknown, argument?: unknown) => Promise<unknown>>();
  const power = fakeEvents();
  const bound: string[] = [];
  const windows: { loaded: string[]; options: { webPreferences?: { preload?: string } } }[] = [];
  const menus: { label?: string }[][] = [];
  class BrowserWindow {
    readonly loaded: string[] = [];
    readonly on = fakeEvents().on;
    readonly once = fakeEvents().on;
    readonly webContents = { id: 7, on: fakeEvents().on, send: vi.fn(), isDestroyed: () => false };
    constructor(readonly options: { webPreferences?: { preload?: string } }) {
      windows.push(this);
    }
    isDestroyed = () => false;
    isMinimized = () => false;
    loadURL = async (address: string): Promise<void> => void this.loaded.push(address);
    show = () => undefined;
    focus = () => undefined;
  }
  const session = {
    protocol: { handle: (scheme: string, handler: Handler) => protocols.set(scheme, handler) },
    setPermissionRequestHandler: vi.fn(),
    setPermissionCheckHandler: vi.fn(),
    setDevicePermissionHandler: vi.fn(),
    setDisplayMediaRequestHandler: vi.fn(),
    flushStorageData: vi.fn(),
  };
  const electron = {
    app: {
      getPath: () => profile,
      getLocale: () => 'fi-FI',
      getVersion: () => '0.1.0',
      isPackaged: true,
      setBadgeCount: () => true,
    },
    BrowserWindow,
    clipboard: { writeText: async () => undefined },
    dialog: {},
    globalShortcut: {
      register: (key: string) => bound.push(key) > 0,
      unregister: (key: string) => void bound.splice(bound.indexOf(key), 1),
    },
    ipcMain: { handle: (channel: string, listener: never) => calls.set(channel, listener) },
    Menu: {
      buildFromTemplate: (template: { label?: string }[]) => template,
      setApplicationMenu: (menu: { label?: string }[]) => void menus.push(menu),
    },
    nativeTheme: { themeSource: 'system', shouldUseDarkColors: false },
    Notification: { isSupported: () => false },
    powerMonitor: { on: power.on },
    safeStorage: { isAsyncEncryptionAvailable: async () => false },
    screen: { getAllDisplays: () => [] },
    session: { defaultSession: session },
    shell: { openExternal: async () => undefined },
    utilityProcess: { fork: () => ({ on: () => undefined, kill: () => true }) },
  };
  return {
    electron: electron as unknown as ElectronParts,
    protocols,
    calls,
    power,
    bound,
    windows,
    menus,
    session,
  };
}

describe('the composed shell', () => {
  let folder: string;
  let server: Server;
  let shell: RunningShell;
  let fake: ReturnType<typeof fakeElectron>;
  let ask: (path: string, init?: RequestInit) => Promise<Response>;

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'luuri ä '));
    mkdirSync(join(folder, 'out', 'renderer'), { recursive: true });
    writeFileSync(join(folder, 'out', 'renderer', 'index.html'), '<!doctype html>');
    server = createServer((request, response) => {
      response.writeHead(200, { 'content-type': 'application/json', 'set-cookie': 'AuthSession=s; Path=/' });
      if (request.url === '/db/feed') response.write('\n');
      else response.end(JSON.stringify({ url: request.url, cookie: request.headers.cookie ?? null }));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    fake = fakeElectron(join(folder, 'profiili'));
    shell = await composeShell({
      electron: fake.electron,
      outbox: createOutbox(),
      out: join(folder, 'out'),
      environment: { LUURI_HUB_ADDRESS: `http://127.0.0.1:${(server.address() as AddressInfo).port}` },
      platform: 'linux',
    });
    const handler = fake.protocols.get('app');
    if (handler === undefined) throw new Error('no handler for app://');
    ask = (path, init) => handler(new Request(`app://luuri${path}`, init));
  });
  afterEach(async () => {
    await shell.close();
    server.closeAllConnections();
    server.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('serves the app, answers /api/connection itself, and forwards /db and /api', async () => {
    expect(await (await ask('/queue')).text()).toBe('<!doctype html>');
    expect(await (await ask('/api/connection')).json()).toEqual({ address: null });
    expect(await (await ask('/db/luuri-tuki?x=1')).json()).toEqual({
      url: '/db/luuri-tuki?x=1',
      cookie: null,
    });
    const second = await ask('/api/members');
    expect(await second.json()).toEqual({ url: '/api/members', cookie: 'AuthSession=s' });
    expect(second.headers.get('set-cookie')).toBeNull();
  });

  it('answers every call of the contract, to the page alone', async () => {
    expect([...fake.calls.keys()].toSorted()).toEqual(callNames.map(callChannel).toSorted());
    const page = { senderFrame: { url: 'app://luuri/', parent: null, detached: false }, sender: { id: 7 } };
    const info = await fake.calls.get(callChannel('appInfo'))?.(page);
    expect(info).toEqual({
      ok: true,
      value: { version: '0.1.0', system: 'linux', locale: 'fi-FI', secrets: 'memory' },
    });
  });

  it('locks permissions, makes one Finnish menu, and loads the page with the preload script', () => {
    expect(fake.session.setPermissionRequestHandler).toHaveBeenCalledTimes(1);
    expect(fake.session.setPermissionCheckHandler).toHaveBeenCalledTimes(1);
    expect(fake.menus.map((menu) => menu[0]?.label)).toEqual(['Tiedosto']);
    shell.show();
    shell.show();
    expect(fake.windows.map(({ loaded }) => loaded)).toEqual([['app://luuri/']]);
    expect(fake.windows[0]?.options.webPreferences?.preload).toBe(
      join(folder, 'out', 'preload', 'preload.cjs'),
    );
  });

  it('ends open requests when the computer sleeps', async () => {
    const reader = (await ask('/db/feed')).body?.getReader();
    await reader?.read();
    const waiting = reader?.read();
    fake.power.raise('suspend');
    await expect(waiting).rejects.toThrow('suspend');
  });

  it('lets go of the key at the end', async () => {
    expect(fake.bound).toEqual(['CommandOrControl+Shift+F2']);
    await shell.close();
    expect(fake.bound).toEqual([]);
  });
});
