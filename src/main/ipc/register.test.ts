import { beforeEach, describe, expect, it, vi } from 'vitest';
import { done, failed } from '@shared/ipc/answer';
import { callChannel, callNames } from '@shared/ipc/names';
import {
  isTrustedFrame,
  registerCalls,
  type CallHandlers,
  type IpcParts,
  type SenderFrame,
} from './register';

type Listener = Parameters<IpcParts['handle']>[1];

const PAGE: SenderFrame = { url: 'app://luuri/queue', parent: null, detached: false };
const CHILD = { ...PAGE, parent: {} as NonNullable<SenderFrame['parent']> };

function fakeIpc() {
  const listeners = new Map<string, Listener>();
  const parts: IpcParts = {
    handle: (channel, listener) => void listeners.set(channel, listener),
    removeHandler: (channel) => void listeners.delete(channel),
  };
  const invoke = (channel: string, frame: SenderFrame | null, ...args: unknown[]): Promise<unknown> => {
    const listener = listeners.get(channel);
    if (listener === undefined) throw new Error(`no handler for ${channel}`);
    return listener({ senderFrame: frame, sender: { id: 7 } }, ...args);
  };
  return { parts, invoke, listeners };
}

function handlers(): CallHandlers {
  const all = Object.fromEntries(callNames.map((name) => [name, vi.fn(async () => done(undefined))]));
  return all as unknown as CallHandlers;
}

describe('registerCalls', () => {
  const log = vi.fn();
  beforeEach(() => log.mockClear());

  it('answers every call of the contract, and none after it was taken away', () => {
    const ipc = fakeIpc();
    const remove = registerCalls(ipc.parts, handlers(), log);
    expect([...ipc.listeners.keys()].toSorted()).toEqual(callNames.map(callChannel).toSorted());
    remove();
    expect(ipc.listeners.size).toBe(0);
  });

  it('hands the parsed value on, without fields nobody agreed on', async () => {
    const ipc = fakeIpc();
    const all = handlers();
    registerCalls(ipc.parts, all, log);
    const answer = await ipc.invoke(callChannel('notify'), PAGE, { title: 'a', body: '', icon: '/etc/x' });
    expect(answer).toEqual({ ok: true, value: undefined });
    expect(all.notify).toHaveBeenCalledWith({ title: 'a', body: '' }, { windowId: 7 });
  });

  it.each([
    ['another shape', 'openExternal', [{ url: 'https://example.fi' }]],
    ['no argument', 'dial', []],
    ['an argument too many', 'copyText', ['a', 'b']],
    ['a negative count', 'setBadge', [-1]],
  ] as const)('answers invalid to %s', async (_what, name, args) => {
    const ipc = fakeIpc();
    const all = handlers();
    registerCalls(ipc.parts, all, log);
    expect(await ipc.invoke(callChannel(name), PAGE, ...args)).toEqual(failed('invalid'));
    expect(all[name]).not.toHaveBeenCalled();
  });

  it.each([
    ['a frame that is gone', null],
    ['another origin', { ...PAGE, url: 'https://luuri/' }],
    ['another host', { ...PAGE, url: 'app://luuri.evil/' }],
    ['a blank page', { ...PAGE, url: 'about:blank' }],
    ['a child frame', CHILD],
    ['a detached frame', { ...PAGE, detached: true }],
  ])('answers forbidden to %s', async (_what, frame) => {
    const ipc = fakeIpc();
    const all = handlers();
    registerCalls(ipc.parts, all, log);
    expect(isTrustedFrame(frame)).toBe(false);
    expect(await ipc.invoke(callChannel('copyText'), frame, 'x')).toEqual(failed('forbidden'));
    expect(all.copyText).not.toHaveBeenCalled();
  });

  it('turns a throw into internal, and logs the call but not its argument', async () => {
    const ipc = fakeIpc();
    const broken = { ...handlers(), copyText: () => Promise.reject(new Error('no display')) };
    registerCalls(ipc.parts, broken, log);
    expect(await ipc.invoke(callChannel('copyText'), PAGE, 'a customer said')).toEqual(failed('internal'));
    expect(log).toHaveBeenCalledTimes(1);
    expect(JSON.stringify(log.mock.calls)).not.toContain('a customer said');
  });

  it('lets no result out that is not of the agreed shape', async () => {
    const ipc = fakeIpc();
    const leaky = {
      ...handlers(),
      print: async () => done({ printed: true, path: '/home/maija' }),
      getHotkey: async () => done({ accelerator: 'F9', status: 'broken' as 'active' }),
    };
    registerCalls(ipc.parts, leaky, log);
    expect(await ipc.invoke(callChannel('print'), PAGE)).toEqual(done({ printed: true }));
    expect(await ipc.invoke(callChannel('getHotkey'), PAGE)).toEqual(failed('internal'));
  });

  it("passes a handler's own refusal on", async () => {
    const ipc = fakeIpc();
    registerCalls(ipc.parts, { ...handlers(), dial: async () => failed('unsupported') }, log);
    expect(await ipc.invoke(callChannel('dial'), PAGE, '112')).toEqual(failed('unsupported'));
  });
});
