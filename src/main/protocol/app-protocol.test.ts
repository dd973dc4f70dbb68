import { describe, expect, it, vi } from 'vitest';
import { createAppProtocol, type AppProtocolParts } from './app-protocol';

function setUp(changes: Partial<AppProtocolParts> = {}) {
  const parts = {
    files: vi.fn(async () => new Response('files')),
    connection: vi.fn(async () => new Response('connection')),
    server: vi.fn(async () => new Response('server')),
    abort: vi.fn(),
    clear: vi.fn(async () => undefined),
    log: vi.fn(),
    ...changes,
  };
  const handle = createAppProtocol(parts);
  const ask = (address: string, init?: RequestInit): Promise<Response> => handle(new Request(address, init));
  return { parts, handle, ask };
}

describe('app protocol', () => {
  it.each([
    ['app://luuri/', 'files'],
    ['app://luuri/database', 'files'],
    ['app://luuri/apiary', 'files'],
    ['app://luuri/db', 'server'],
    ['app://luuri/db/_session', 'server'],
    ['app://luuri/api/info', 'server'],
    ['app://luuri/api/connection', 'connection'],
  ])('hands %s to %s', async (address, whom) => {
    expect(await (await setUp().ask(address)).text()).toBe(whom);
  });

  it('has one host', async () => {
    const { ask, parts } = setUp();
    expect((await ask('app://other/db')).status).toBe(404);
    expect(parts.server).not.toHaveBeenCalled();
  });

  it.each([['https://evil.example'], [null]])('refuses a request begun by %s', async (initiatorOrigin) => {
    const { handle, parts } = setUp();
    const request = Object.assign(new Request('app://luuri/db/_session'), { initiatorOrigin });
    expect((await handle(request)).status).toBe(403);
    expect(parts.server).not.toHaveBeenCalled();
  });

  it('serves its own pages, whose origin Electron names', async () => {
    const { handle } = setUp();
    const request = Object.assign(new Request('app://luuri/db'), { initiatorOrigin: 'app://luuri' });
    expect(await (await handle(request)).text()).toBe('server');
  });

  it('answers 502 as JSON instead of throwing', async () => {
    const { ask, parts } = setUp({ server: () => Promise.reject(new Error('down')) });
    const response = await ask('app://luuri/db');
    expect(response.status).toBe(502);
    expect(response.headers.get('content-type')).toContain('application/json');
    expect(await response.json()).toMatchObject({ error: 'unreachable' });
    expect(parts.log).toHaveBeenCalledTimes(1);
  });

  it('lets no cookie through to the page', async () => {
    const server = async (): Promise<Response> =>
      new Response('x', { status: 201, headers: { 'set-cookie': 'AuthSession=secret', etag: '"1"' } });
    const response = await setUp({ server }).ask('app://luuri/db/_session');
    expect(response.status).toBe(201);
    expect(response.headers.get('set-cookie')).toBeNull();
    expect(response.headers.get('etag')).toBe('"1"');
    expect(await response.text()).toBe('x');
  });

  it('ends the request the page names', async () => {
    const { ask, parts } = setUp();
    expect((await ask('app://luuri/api/abort', { method: 'POST', body: 'r-17' })).status).toBe(200);
    expect(parts.abort).toHaveBeenCalledWith('r-17');
    expect((await ask('app://luuri/api/abort', { method: 'POST', body: '' })).status).toBe(400);
    expect((await ask('app://luuri/api/abort')).status).toBe(400);
    expect(parts.abort).toHaveBeenCalledTimes(1);
  });

  it('throws away what the browser stores when the page asks, and only then', async () => {
    const { ask, parts } = setUp();
    expect((await ask('app://luuri/api/clear-browser')).status).toBe(400);
    expect(parts.clear).not.toHaveBeenCalled();
    const answer = await ask('app://luuri/api/clear-browser', { method: 'POST', body: '{}' });
    expect(await answer.json()).toEqual({ ok: true });
    expect(parts.clear).toHaveBeenCalledTimes(1);
    expect(parts.server).not.toHaveBeenCalled();
  });
});
