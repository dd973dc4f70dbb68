import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openHub, type Hub } from '@hub/hub';
import { createConnectionApi } from '@main/connection/connection-api';
import { createConnections, savedConnection, type Connections } from '@main/connection/connections';
import { createOpenRequests } from '@main/connection/open-requests';
import type { SecretStore } from '@main/connection/secret-store';
import { jsonFile } from '@main/files/json-file';
import { hubAnswers } from '@main/hub/hub-answers';
import { createAppProtocol } from '@main/protocol/app-protocol';
import { memorySecrets } from '../fixtures/memory-secrets';

/** Main's side of `/db` and `/api`, without Electron, over a real hub. */
function openShell(folder: string, hub: Hub, secrets: SecretStore) {
  const requests = createOpenRequests();
  const connections: Connections = createConnections({
    file: jsonFile(join(folder, 'connection.json'), savedConnection),
    secrets,
    fetch: (address, init) => fetch(address, init),
    localHub: async () => hub.url,
    onSwitch: requests.abortAll,
  });
  const handle = createAppProtocol({
    files: async () => new Response(null, { status: 404 }),
    connection: createConnectionApi(connections),
    server: (request) => requests.run(request, async (own) => (await connections.gateway())(own)),
    abort: requests.abort,
    clear: () => Promise.resolve(),
    log: (what, error) => {
      throw new Error(what, { cause: error });
    },
  });
  const ask = async (path: string, method = 'GET', body?: unknown): Promise<Response> =>
    handle(
      new Request(`app://luuri${path}`, {
        method,
        headers: { 'content-type': 'application/json' },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      }),
    );
  return { ask, requests };
}

const LEAD = { user: 'maija', password: 'tosi-pitkä-salasana' };

describe('the desktop shell over a real hub', () => {
  let folder: string;
  let hub: Hub;
  const secrets = memorySecrets();
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'luuri ä '));
    hub = await openHub({ port: 0, dataDir: join(folder, 'hub'), passwordCost: { N: 1_024, r: 8, p: 1 } });
  });
  afterAll(async () => {
    await hub.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('sets up a team on this computer and is signed in, now and in the next run', async () => {
    expect(await hubAnswers(fetch, hub.url)).toBe(true);
    const { ask } = openShell(folder, hub, secrets);
    const setup = { teamName: 'Tuki', displayName: 'Maija', language: 'fi', ...LEAD };
    expect((await ask('/api/setup', 'POST', setup)).status).toBe(201);
    const next = openShell(folder, hub, secrets);
    const session: unknown = await (await next.ask('/db/_session')).json();
    expect(session).toMatchObject({ userCtx: { name: 'maija' } });
  });

  it('writes, reads, and follows a feed that ends when the computer sleeps', async () => {
    const { ask, requests } = openShell(folder, hub, secrets);
    const { userCtx } = (await (await ask('/db/_session')).json()) as { userCtx: { roles: string[] } };
    const database = userCtx.roles.find((role) => /^luuri-[^:]+$/.test(role)) ?? 'none';
    const feed = await ask(`/db/${database}/_changes?feed=longpoll&since=now&heartbeat=1000`);
    expect(feed.status).toBe(200);
    const waiting = feed.text();
    requests.abortAll('suspend');
    await expect(waiting).rejects.toThrow('suspend');
    expect(requests.count()).toBe(0);
    expect((await ask(`/db/${database}`)).status).toBe(200);
  });

  it('signs out, and is nobody after', async () => {
    const { ask } = openShell(folder, hub, secrets);
    expect((await ask('/db/_session', 'DELETE')).status).toBe(200);
    const session: unknown = await (await openShell(folder, hub, secrets).ask('/db/_session')).json();
    expect(session).toMatchObject({ userCtx: { name: null } });
  });

  it('joins the same hub by its address, with clear answers for what can be wrong', async () => {
    const { ask } = openShell(folder, hub, memorySecrets());
    const wish = { address: hub.url, ...LEAD };
    const wrong = await ask('/api/connection', 'PUT', { ...wish, password: 'väärä-salasana' });
    expect(await wrong.json()).toMatchObject({ error: 'wrongPassword' });
    const right = await ask('/api/connection', 'PUT', wish);
    expect(await right.json()).toMatchObject({ user: 'maija', team: { name: 'Tuki' } });
    expect(await (await ask('/api/connection')).json()).toEqual({ address: hub.url });
    expect((await ask('/api/members')).status).toBe(200);
  });
});
