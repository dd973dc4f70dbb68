import { beforeAll, describe, expect, it, vi } from 'vitest';
import { BRIDGE_KEY, type Bridge } from '@shared/ipc/bridge';
import { callChannel, callNames, eventChannel, eventNames } from '@shared/ipc/names';

const electron = vi.hoisted(() => ({
  exposed: new Map<string, unknown>(),
  invoke: vi.fn(async () => ({ ok: true, value: undefined })),
  listeners: new Map<string, (event: unknown, payload: unknown) => void>(),
}));

vi.mock('electron', () => ({
  contextBridge: { exposeInMainWorld: (key: string, api: unknown) => electron.exposed.set(key, api) },
  ipcRenderer: {
    invoke: electron.invoke,
    on: (channel: string, listener: () => void) => electron.listeners.set(channel, listener),
    off: (channel: string) => electron.listeners.delete(channel),
  },
}));

let bridge: Bridge;
beforeAll(async () => {
  await import('./preload');
  bridge = electron.exposed.get(BRIDGE_KEY) as Bridge;
});

describe('preload', () => {
  it('exposes one object with exactly the calls and events of the contract', () => {
    expect([...electron.exposed.keys()]).toEqual([BRIDGE_KEY]);
    expect(Object.keys(bridge)).toEqual(['calls', 'on']);
    expect(Object.keys(bridge.calls)).toEqual([...callNames]);
    expect(Object.keys(bridge.on)).toEqual([...eventNames]);
  });

  it('sends a call on its own channel with one argument, however many are given', async () => {
    const careless = bridge.calls.copyText as (...args: string[]) => Promise<unknown>;
    await careless('a', 'b');
    expect(electron.invoke.mock.calls).toEqual([[callChannel('copyText'), 'a']]);
  });

  it('hands a listener the payload alone, never Electron’s event, until it stops listening', () => {
    const listener = vi.fn();
    const stop = bridge.on.power(listener);
    electron.listeners.get(eventChannel('power'))?.({ sender: 'secret' }, { state: 'resume' });
    expect(listener.mock.calls).toEqual([[{ state: 'resume' }]]);
    stop();
    expect(electron.listeners.size).toBe(0);
  });
});
