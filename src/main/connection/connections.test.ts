import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { jsonFile } from '../files/json-file';
import { createConnectionApi } from './connection-api';
import { createConnections, savedConnection } from './connections';
import { memorySecrets } from '../../../tests/fixtures/memory-secrets';

interface FakeHub {
  readonly address: string;
  readonly paths: string[];
  readonly server: Server;
}

/** A hub's sign-in and info over real HTTP: one person, one team, `name` tells hubs apart. */
async function fakeHub(name: string, protocol = 1): Promise<FakeHub> {
  const paths: string[] = [];
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      paths.push(`${request.method} ${request.url}`);
      const send = (status: number, value: unknown, cookie?: string): void => {
        const headers = { 'content-type': 'application/json', ...(cookie ? { 'set-cookie': cookie } : {}) };
        response.writeHead(status, headers).end(JSON.stringify(value));
      };
      const signedIn = request.headers.cookie === `AuthSession=${name}`;
      if (request.url === '/api/info') {
        send(200, { product: 'luuri', protocol, setUp: true, team: { id: 'tuki', name: 'Tuki' } });
      } else if (request.url === '/db/_session' && request.method === 'POST') {
        const { password } = JSON.parse(body) as { password: string };
        const roles = password === 'oikeudeton' ? [] : ['luuri-tuki', 'luuri-tuki:agent'];
        if (password === 'lukossa')
          send(403, { error: 'forbidden', reason: 'Account is temporarily locked' });
        else if (password === 'väärä') send(401, { error: 'unauthorized', reason: 'Name or password' });
        else send(200, { ok: true, name: 'maija', roles }, `AuthSession=${name}; Path=/; HttpOnly`);
      } else {
        send(signedIn ? 200 : 401, { hub: name, url: request.url });
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { address: `http://127.0.0.1:${port}`, paths, server };
}

describe('connections and /api/connection', () => {
  let folder: string;
  let own: FakeHub;
  let other: FakeHub;
  const onSwitch = vi.fn();

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'luuri ä '));
    [own, other] = await Promise.all([fakeHub('own'), fakeHub('other')]);
    onSwitch.mockClear();
  });
  afterEach(() => {
    for (const hub of [own, other]) hub.server.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const open = (secrets = memorySecrets()) =>
    createConnections({
      file: jsonFile(join(folder, 'connection.json'), savedConnection),
      secrets,
      fetch: (address, init) => fetch(address, init),
      localHub: async () => own.address,
      onSwitch,
    });
  type Opened = ReturnType<typeof open>;

  const ask = async (connections: Opened, path: string): Promise<unknown> =>
    (await (await connections.gateway())(new Request(`app://luuri${path}`))).json();
  const put = (connections: Opened, body: unknown): Promise<Response> =>
    createConnectionApi(connections)(
      new Request('app://luuri/api/connection', { method: 'PUT', body: JSON.stringify(body) }),
    );
  const credentials = (password: string) => ({ address: other.address, user: 'maija', password });

  it('uses the hub of this computer until another was chosen', async () => {
    const connections = open();
    expect(await connections.address()).toBeNull();
    expect(await ask(connections, '/api/info')).toMatchObject({ product: 'luuri' });
    expect(own.paths).toEqual(['GET /api/info']);
  });

  it('joins a team and answers team, user and roles, but no password', async () => {
    const connections = open();
    const response = await put(connections, credentials('oikea'));
    expect(response.status).toBe(200);
    const text = await response.text();
    expect(JSON.parse(text)).toEqual({
      team: { id: 'tuki', name: 'Tuki' },
      user: 'maija',
      roles: ['luuri-tuki', 'luuri-tuki:agent'],
    });
    expect(text).not.toContain('oikea');
    expect(onSwitch).toHaveBeenCalledTimes(1);
    expect(await ask(connections, '/db/luuri-tuki')).toEqual({ hub: 'other', url: '/db/luuri-tuki' });
  });

  it('is still joined, and signed in, in the next run', async () => {
    const secrets = memorySecrets();
    await put(open(secrets), credentials('oikea'));
    const next = open(secrets);
    expect(await next.address()).toBe(other.address);
    expect(await ask(next, '/db/luuri-tuki')).toMatchObject({ hub: 'other' });
    expect(own.paths).toEqual([]);
  });

  it.each([
    ['väärä', 'wrongPassword', 401],
    ['lukossa', 'lockedOut', 403],
    ['oikeudeton', 'noRights', 403],
  ])('with password %s says %s, and stays where it was', async (password, error, status) => {
    const connections = open();
    const response = await put(connections, credentials(password));
    expect([response.status, await response.json()]).toEqual([status, expect.objectContaining({ error })]);
    expect(other.paths.filter((path) => path === 'POST /db/_session')).toHaveLength(1);
    expect(await connections.address()).toBeNull();
    expect(onSwitch).not.toHaveBeenCalled();
  });

  it('tells an address nobody answers at from a server of another version', async () => {
    const newer = await fakeHub('newer', 99);
    const version = await put(open(), { ...credentials('oikea'), address: newer.address });
    newer.server.close();
    newer.server.closeAllConnections();
    const gone = await put(open(), { ...credentials('oikea'), address: newer.address });
    expect(await version.json()).toMatchObject({ error: 'versionMismatch' });
    expect(await gone.json()).toMatchObject({ error: 'unreachable' });
  });

  it.each([null, {}, { address: '', user: 'a', password: 'b' }, { address: 'x', user: 'a' }])(
    'refuses %j',
    async (body) => {
      const response = await put(open(), body);
      expect(response.status).toBe(400);
      expect(await response.json()).toMatchObject({ error: 'invalid' });
    },
  );

  it('goes back to the hub of this computer and carries no session there', async () => {
    const connections = open();
    await put(connections, credentials('oikea'));
    const api = createConnectionApi(connections);
    const response = await api(new Request('app://luuri/api/connection', { method: 'DELETE' }));
    expect(await response.json()).toEqual({ address: null });
    expect(await ask(connections, '/db/luuri-tuki')).toEqual({ hub: 'own', url: '/db/luuri-tuki' });
    expect(own.paths).toEqual(['GET /db/luuri-tuki']);
    const again = await api(new Request('app://luuri/api/connection'));
    expect(await again.json()).toEqual({ address: null });
  });
});
