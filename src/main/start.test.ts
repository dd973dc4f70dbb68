import { describe, expect, it, vi } from 'vitest';
import type { Outbox } from './desktop/outbox';
import { APP_ID, startShell, type RunningShell, type StartableApp, type StartParts } from './start';
import { fakeEvents, stoppable } from './testing/fake-events';
import { fakePage } from './testing/fake-page';

function setUp(
  options: { lock?: boolean; argv?: string[]; platform?: NodeJS.Platform; folder?: string } = {},
) {
  const order: string[] = [];
  const events = fakeEvents();
  let becomeReady: () => void = () => undefined;
  const ready = new Promise<void>((resolve) => (becomeReady = resolve));
  const app: StartableApp = {
    on: events.on,
    isPackaged: true,
    setPath: (name, path) => void order.push(`path ${name} ${path}`),
    requestSingleInstanceLock: () => {
      order.push('lock');
      return options.lock ?? true;
    },
    enableSandbox: () => void order.push('sandbox'),
    setAsDefaultProtocolClient: (scheme) => order.push(`links ${scheme}`) > 0,
    setAppUserModelId: (id) => void order.push(`id ${id}`),
    whenReady: () => {
      order.push('wait');
      return ready;
    },
    quit: () => void order.push('quit'),
    exit: (code) => void order.push(`exit ${code}`),
  };
  const shell = {
    show: vi.fn(),
    openOutside: vi.fn(),
    abortRequests: vi.fn(),
    close: vi.fn(() => Promise.resolve()),
  } satisfies RunningShell;
  const opened: Outbox[] = [];
  const parts = {
    app,
    protocol: { registerSchemesAsPrivileged: () => void order.push('schemes') },
    platform: options.platform ?? 'linux',
    argv: options.argv ?? [],
    dataDirectory: options.folder,
    makeDirectory: (path: string) => void order.push(`make ${path}`),
    open: async (outbox: Outbox): Promise<RunningShell> => {
      order.push('open');
      opened.push(outbox);
      return shell;
    },
    onStartFailed: vi.fn(),
  } satisfies StartParts;
  const start = async (): Promise<boolean> => {
    const started = startShell(parts);
    becomeReady();
    if (started) await expect.poll(() => shell.show).toHaveBeenCalled();
    return started;
  };
  return { order, events, parts, shell, opened, start, becomeReady: () => becomeReady() };
}

describe('start', () => {
  it('does things in the one order that is right', async () => {
    const { order, start } = setUp({ folder: '/home/a/Luuri ä', platform: 'win32' });
    expect(await start()).toBe(true);
    expect(order).toEqual([
      'make /home/a/Luuri ä',
      'path userData /home/a/Luuri ä',
      'schemes',
      'lock',
      'sandbox',
      `id ${APP_ID}`,
      'links luuri',
      'wait',
      'open',
    ]);
  });

  it('without the lock quits before it waits for anything or opens the profile', async () => {
    const { order, start } = setUp({ lock: false });
    expect(await start()).toBe(false);
    expect(order).toEqual(['schemes', 'lock', 'quit']);
  });

  it('shows the window and the link when a second Luuri is started', async () => {
    const { events, shell, opened, start } = setUp();
    await start();
    events.raise('second-instance', {}, ['/opt/luuri', '--flag', 'luuri://ticket/K7-0142X']);
    expect(shell.show).toHaveBeenCalledTimes(2);
    const page = fakePage();
    expect(opened[0]?.connect(page.target).links).toEqual([{ kind: 'ticket', number: 'K7-0142X' }]);
  });

  it('keeps links that started the app until the page can listen', async () => {
    const { events, opened, start } = setUp({ argv: ['luuri://ticket/K7-0142X'] });
    const starting = start();
    const event = stoppable({});
    events.raise('open-url', event, 'tel:+358401234567');
    expect(event.defaultPrevented).toBe(true);
    await starting;
    expect(opened[0]?.connect(fakePage().target).links).toEqual([
      { kind: 'ticket', number: 'K7-0142X' },
      { kind: 'call', number: '+358401234567' },
    ]);
  });

  it('locks every page that comes to be, and hands their outward links to the gate', async () => {
    const { events, shell, start } = setUp();
    await start();
    const page = fakePage();
    events.raise('web-contents-created', {}, page.lockable);
    expect(page.open('https://example.fi/')).toEqual({ action: 'deny' });
    expect(shell.openOutside).toHaveBeenCalledWith('https://example.fi/');
  });

  it('ends with its last window, but not on a Mac', async () => {
    const linux = setUp();
    await linux.start();
    linux.events.raise('window-all-closed');
    expect(linux.order).toContain('quit');
    const mac = setUp({ platform: 'darwin' });
    await mac.start();
    mac.events.raise('window-all-closed');
    expect(mac.order).not.toContain('quit');
    mac.events.raise('activate');
    expect(mac.shell.show).toHaveBeenCalledTimes(2);
  });

  it('waits for the hub to close before the process ends, once', async () => {
    const { events, order, shell, start } = setUp();
    await start();
    events.raise('before-quit');
    expect(shell.abortRequests).toHaveBeenCalledTimes(1);
    const [first, second, last] = [stoppable({}), stoppable({}), stoppable({})];
    events.raise('will-quit', first);
    events.raise('will-quit', second);
    expect([first.defaultPrevented, second.defaultPrevented]).toEqual([true, true]);
    await expect.poll(() => order).toContain('quit');
    events.raise('will-quit', last);
    expect(last.defaultPrevented).toBe(false);
    expect(shell.close).toHaveBeenCalledTimes(1);
  });

  it('tells the person when it cannot start, and ends with a code', async () => {
    const { parts, order, becomeReady } = setUp();
    startShell({ ...parts, open: () => Promise.reject(new Error('no disk')) });
    becomeReady();
    await expect.poll(() => order).toContain('exit 1');
    expect(parts.onStartFailed).toHaveBeenCalledTimes(1);
  });
});
