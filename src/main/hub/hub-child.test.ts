import type { ForkOptions } from 'electron';
import { describe, expect, it, vi } from 'vitest';
import { fakeEvents, type FakeEvents } from '../testing/fake-events';
import { createHubChild, type HubChildParts } from './hub-child';

function setUp(changes: Partial<HubChildParts> = {}) {
  const children: (FakeEvents & { killed: boolean })[] = [];
  const forks: { path: string; args: string[]; options: ForkOptions }[] = [];
  let port = 50_000;
  const log = vi.fn();
  const hub = createHubChild({
    fork: (path, args, options) => {
      forks.push({ path, args, options });
      const child = { ...fakeEvents(), killed: false };
      children.push(child);
      return {
        on: child.on,
        kill: () => {
          child.killed = true;
          child.raise('exit', 0);
          return true;
        },
      };
    },
    entry: '/opt/luuri/out/hub/hub.js',
    dataDirectory: '/home/ä/hub',
    environment: { PATH: '/bin', NODE_OPTIONS: '--inspect', LUURI_SECRET: 'x' },
    freePort: async () => (port += 1),
    answers: async () => true,
    wait: () => Promise.resolve(),
    log,
    ...changes,
  });
  return { hub, children, forks, log };
}

describe('hub on this computer', () => {
  it('starts once, on loopback, with its own data folder and a small environment', async () => {
    const { hub, forks } = setUp();
    expect(await Promise.all([hub.address(), hub.address()])).toEqual([
      'http://127.0.0.1:50001',
      'http://127.0.0.1:50001',
    ]);
    expect(forks).toHaveLength(1);
    expect(forks[0]?.args).toEqual(['--port', '50001', '--data-dir', '/home/ä/hub']);
    expect(forks[0]?.options.env).toEqual({ PATH: '/bin' });
  });

  it('waits until it answers', async () => {
    let asked = 0;
    const { hub } = setUp({ answers: async () => (asked += 1) > 3 });
    await hub.address();
    expect(asked).toBe(4);
  });

  it('gives up on a hub that never answers, and ends it', async () => {
    const { hub, children } = setUp({ answers: async () => false });
    await expect(hub.address()).rejects.toThrow('does not answer');
    expect(children[0]?.killed).toBe(true);
  });

  it('starts another when it died, also while starting', async () => {
    const { hub, children, forks, log } = setUp();
    await hub.address();
    children[0]?.raise('exit', 1);
    expect(log).toHaveBeenCalledTimes(1);
    expect(await hub.address()).toBe('http://127.0.0.1:50002');
    expect(forks).toHaveLength(2);
  });

  it('says that it died while starting', async () => {
    const children: FakeEvents[] = [];
    const { hub } = setUp({
      fork: () => {
        const child = fakeEvents();
        children.push(child);
        return { on: child.on, kill: () => true };
      },
      answers: async () => {
        children[0]?.raise('exit', 1);
        return false;
      },
    });
    await expect(hub.address()).rejects.toThrow('ended while starting');
  });

  it('is stopped for good, and stopping what never started does nothing', async () => {
    const { hub, children, log } = setUp();
    await hub.address();
    await hub.stop();
    expect(children[0]?.killed).toBe(true);
    expect(log).not.toHaveBeenCalled();
    await expect(hub.address()).rejects.toThrow('quitting');
    const idle = setUp();
    await idle.hub.stop();
    expect(idle.forks).toEqual([]);
  });
});
