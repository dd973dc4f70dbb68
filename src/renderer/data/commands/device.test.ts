import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { memoryStorage } from '../../../../tests/fixtures/memory-storage';
import { deviceOf, machineName } from './device';

const owner = { database: 'luuri-oy', user: 'maija', role: 'agent' as const };

function fakeServer(taken: Map<string, string>, refusal = { status: 409, error: 'conflict' }) {
  return vi.fn((path: string, init: RequestInit) => {
    const prefix = decodeURIComponent(path).split('device:')[1] ?? '';
    const user = taken.get(prefix);
    if (init.method === 'GET') {
      return Promise.resolve(
        user === undefined ? Response.json({ error: 'not_found' }, { status: 404 }) : Response.json({ user }),
      );
    }
    if (user !== undefined) return Promise.resolve(Response.json(refusal, refusal));
    taken.set(prefix, (JSON.parse(String(init.body)) as { user: string }).user);
    return Promise.resolve(Response.json({ ok: true }, { status: 201 }));
  });
}

describe('device prefix', () => {
  beforeEach(() => vi.stubGlobal('navigator', { userAgent: 'X11; Linux' }));
  afterEach(() => vi.unstubAllGlobals());

  it('stays the same for one person in one browser profile', async () => {
    vi.stubGlobal('fetch', fakeServer(new Map()));
    const storage = memoryStorage();
    const first = await deviceOf(owner, storage);
    expect(first.ok).toBe(true);
    expect(await deviceOf(owner, storage)).toEqual(first);
  });
  it('is drawn again when somebody else was first', async () => {
    const random = vi.spyOn(Math, 'random');
    for (const draw of [0, 0, 0.5, 0.5]) random.mockReturnValueOnce(draw);
    vi.stubGlobal('fetch', fakeServer(new Map([['A2', 'eero']])));
    const drawn = await deviceOf(owner, memoryStorage());
    random.mockRestore();
    expect(drawn.ok && drawn.value !== 'A2').toBe(true);
  });
  it('is drawn again when the server forbids the taken one instead of calling it a conflict', async () => {
    const random = vi.spyOn(Math, 'random');
    for (const draw of [0, 0, 0.5, 0.5]) random.mockReturnValueOnce(draw);
    vi.stubGlobal('fetch', fakeServer(new Map([['A2', 'eero']]), { status: 403, error: 'forbidden' }));
    const drawn = await deviceOf(owner, memoryStorage());
    random.mockRestore();
    expect(drawn.ok && drawn.value !== 'A2').toBe(true);
  });
  it('is asked for once when the person may not write at all', async () => {
    const server = vi.fn((_: string, init: RequestInit) =>
      Promise.resolve(Response.json({ error: 'x' }, { status: init.method === 'PUT' ? 403 : 404 })),
    );
    vi.stubGlobal('fetch', server);
    expect(await deviceOf(owner, memoryStorage())).toEqual({ ok: false, problem: 'noRights' });
    expect(server).toHaveBeenCalledTimes(2);
  });
  it('is not taken over from another person after a swap of the server', async () => {
    const taken = new Map<string, string>();
    vi.stubGlobal('fetch', fakeServer(taken));
    const storage = memoryStorage();
    const before = await deviceOf(owner, storage);
    if (!before.ok) throw new Error('not registered');
    taken.set(before.value, 'eero');
    const after = await deviceOf(owner, storage);
    expect(after.ok && after.value !== before.value).toBe(true);
  });
  it('asks nothing of the server for somebody who only reads', async () => {
    const server = fakeServer(new Map());
    vi.stubGlobal('fetch', server);
    expect((await deviceOf({ ...owner, role: 'viewer' }, memoryStorage())).ok).toBe(true);
    expect(server).not.toHaveBeenCalled();
  });
  it('names machines so that people can tell them apart', () => {
    expect(machineName('Mozilla/5.0 (Windows NT 10.0) Gecko/20100101 Firefox/140.0')).toBe(
      'Windows, Firefox',
    );
    expect(machineName('Mozilla/5.0 (X11; Linux x86_64) Chrome/140 Electron/45 Safari/537')).toBe(
      'Linux, Luuri',
    );
  });
});
