import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { memoryStorage } from '../../../../tests/fixtures/memory-storage';
import { cardsHere, deviceOf, machineName, tellWiped } from './device';

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

describe('a machine that has been emptied', () => {
  afterEach(() => vi.unstubAllGlobals());

  it('knows the cards of all who have signed in here, of this team alone', () => {
    const kept = { 'luuri-oy/maija': 'K7', 'luuri-oy/liisa': 'L8', 'luuri-muu/maija': 'M9' };
    const storage = memoryStorage(new Map([['luuri.devices', JSON.stringify(kept)]]));
    expect(cardsHere('luuri-oy', storage)).toEqual(['device:K7', 'device:L8']);
  });

  it('says so on its cards, with an event, over the revision that is there', async () => {
    const card = {
      ...{ _id: 'device:K7', _rev: '3-c', type: 'device', v: 1, prefix: 'K7', user: 'maija', name: 'x' },
      ...{ stamps: { 'erasures.event:1.at': '0mjuohs00-000-a' }, archived: false },
      ...{ createdAt: '2026-11-20T08:00:00.000Z', createdBy: 'maija' },
    };
    const sent: { docs: Record<string, unknown>[] }[] = [];
    const server = vi.fn((path: string, init: RequestInit) => {
      if (init.method === 'GET') {
        const isHere = decodeURIComponent(path).endsWith('device:K7');
        return Promise.resolve(
          Response.json(isHere ? card : { error: 'not_found' }, { status: isHere ? 200 : 404 }),
        );
      }
      sent.push(JSON.parse(String(init.body)) as { docs: Record<string, unknown>[] });
      return Promise.resolve(Response.json([]));
    });
    vi.stubGlobal('fetch', server);
    await tellWiped({ database: 'luuri-oy', user: 'liisa' }, ['device:Z9', 'device:K7']);
    expect(sent).toHaveLength(1);
    const [event, left] = sent[0]?.docs ?? [];
    expect(event).toMatchObject({ kind: 'changed', about: 'device:K7', author: 'liisa' });
    expect(left).toMatchObject({ _rev: '3-c', createdBy: 'maija', outOfUse: { how: 'wiped', by: 'liisa' } });
  });

  it('does not go on asking a server that cannot be reached', async () => {
    const server = vi.fn(() => Promise.reject(new TypeError('offline')));
    vi.stubGlobal('fetch', server);
    await tellWiped({ database: 'luuri-oy', user: 'liisa' }, ['device:K7', 'device:L8']);
    expect(server).toHaveBeenCalledTimes(1);
  });
});
