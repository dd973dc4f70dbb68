import { describe, expect, it } from 'vitest';
import { baseAddresses, joinServer, probeServer } from '@shared/db-gateway/probe-server';
import { fakeServer, nodeFetch, sendJson } from './support';

type Routes = Record<string, { status?: number; body: unknown; headers?: Record<string, string> }>;

async function serverWith(routes: Routes) {
  return fakeServer((request, response) => {
    const route = routes[`${request.method} ${request.url}`];
    if (route) sendJson(response, route.status ?? 200, route.body, route.headers);
    else sendJson(response, 404, { error: 'not_found', reason: 'missing' });
  });
}

const couch: Routes = { 'GET /': { body: { couchdb: 'Welcome', version: '3.5.0' } } };
const session = (status: number, body: unknown): Routes => ({ 'POST /_session': { status, body } });
const join = (url: string) => joinServer(nodeFetch, url, 'matti', 'x');

describe('looking at an address', () => {
  it('knows a bare CouchDB, also by the address of its own pages', async () => {
    const { url } = await serverWith(couch);
    for (const typed of [url, `${url}/`, `${url}/_utils/#login`, `${url}/luuri-acme`, url.slice(7)]) {
      const found = await probeServer(nodeFetch, typed);
      const value = { address: url, databaseRoot: url, apiRoot: null, team: null };
      expect(found).toEqual({ ok: true, value });
    }
  });

  it('knows a hub and its team, also by the address of its database', async () => {
    const team = { id: 'acme', name: 'Acme' };
    const info = { product: 'luuri', protocol: 1, setUp: true, team };
    const { url } = await serverWith({ 'GET /api/info': { body: info } });
    for (const typed of [url, `${url}/db/`]) {
      const value = { address: url, databaseRoot: `${url}/db`, apiRoot: `${url}/api`, team };
      expect(await probeServer(nodeFetch, typed)).toEqual({ ok: true, value });
    }
  });

  it.each([
    ['versionMismatch', { 'GET /': { body: { couchdb: 'Welcome', version: '1.7.2' } } }],
    ['versionMismatch', { 'GET /api/info': { body: { product: 'luuri', protocol: 2, setUp: true } } }],
    ['notSetUp', { 'GET /api/info': { body: { product: 'luuri', protocol: 1, setUp: false } } }],
    ['notATeamServer', { 'GET /': { body: ['something'] } }],
    ['notATeamServer', {}],
    ['unreachable', { 'GET /api/info': { status: 503, body: {} } }],
  ] as [string, Routes][])('says %s', async (code, routes) => {
    const { url } = await serverWith(routes);
    expect(await probeServer(nodeFetch, url)).toEqual({ ok: false, code });
  });

  it('does not follow a redirect, and is not fooled by a page or an endless answer', async () => {
    const far = await serverWith(couch);
    const portal = await fakeServer((_request, response) =>
      response.writeHead(302, { location: far.url }).end('<html>'),
    );
    expect(await probeServer(nodeFetch, portal.url)).toEqual({ ok: false, code: 'notATeamServer' });
    expect(far.requests).toEqual([]);
    const endless = await fakeServer((_request, response) => {
      response.writeHead(200);
      const pour = () => {
        while (!response.destroyed && response.write('x'.repeat(65_536)));
      };
      response.on('drain', pour);
      pour();
    });
    expect(await probeServer(nodeFetch, endless.url)).toEqual({ ok: false, code: 'notATeamServer' });
  });

  it('tries the safer scheme first, and refuses what is no address', () => {
    expect(baseAddresses('tuki.example:5959')).toEqual([
      'https://tuki.example:5959',
      'http://tuki.example:5959',
    ]);
    for (const bad of ['ftp://x', 'http://user:secret@x', 'http://', 'javascript:alert(1)//']) {
      expect(baseAddresses(bad)).toEqual([]);
    }
  });
});

describe('joining', () => {
  it('signs in once and names team, database and roles', async () => {
    const roles = ['luuri-acme', 'luuri-acme:agent'];
    const server = await serverWith({ ...couch, ...session(200, { ok: true, name: 'matti', roles }) });
    expect(await join(server.url)).toMatchObject({
      ok: true,
      value: { team: { id: 'acme', name: 'acme' }, database: 'luuri-acme', user: 'matti', roles },
    });
    expect(server.requests.filter(({ method }) => method === 'POST')).toHaveLength(1);
  });

  it.each([
    ['wrongPassword', session(401, { error: 'unauthorized', reason: 'Name or password is incorrect.' })],
    ['lockedOut', session(403, { error: 'forbidden', reason: 'Account is temporarily locked due to…' })],
    ['noRights', session(403, { error: 'forbidden', reason: 'no' })],
    ['noRights', session(200, { ok: true, name: 'matti', roles: [] })],
    ['noRights', session(200, { ok: true, name: 'matti', roles: ['luuri-acme'] })],
    ['notATeamServer', session(403, 'Forbidden by the proxy')],
    ['notATeamServer', session(200, { welcome: true })],
    ['unreachable', session(500, {})],
  ] as [string, Routes][])('says %s', async (code, routes) => {
    const { url } = await serverWith({ ...couch, ...routes });
    expect(await join(url)).toEqual({ ok: false, code });
  });
});
