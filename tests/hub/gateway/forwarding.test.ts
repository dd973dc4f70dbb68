import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { createGateway } from '@shared/db-gateway/gateway';
import type { GatewayParts } from '@shared/db-gateway/gateway';
import { fakeServer, handTimers, nodeFetch, sendJson } from './support';

const get = (path: string, init?: RequestInit) => new Request(`http://luuri.invalid${path}`, init);

function gatewayTo(url: string, more: Partial<GatewayParts> = {}) {
  return createGateway({ fetch: nodeFetch, target: { databaseRoot: url, apiRoot: null }, ...more });
}

describe('forwarding', () => {
  it('maps paths and passes method, body and the headers that matter, never cookies', async () => {
    const server = await fakeServer((_request, response) =>
      sendJson(
        response,
        201,
        { ok: true },
        { 'set-cookie': 'AuthSession=x', etag: '"1"', location: 'http://y' },
      ),
    );
    const gateway = gatewayTo(`${server.url}/couch`);
    const answer = await gateway(
      get('/db/luuri-x/ticket%3A1?rev=1-a', {
        method: 'PUT',
        body: '{"ä":1}',
        headers: {
          cookie: 'a=b',
          authorization: 'Basic x',
          'content-type': 'application/json',
          te: 'trailers',
        },
      }),
    );
    expect([answer.status, await answer.json()]).toEqual([201, { ok: true }]);
    expect(answer.headers.get('etag')).toBe('"1"');
    expect(answer.headers.get('location')).toBeNull();
    expect(answer.headers.getSetCookie()).toEqual([]);
    const [seen] = server.requests;
    expect(seen).toMatchObject({ method: 'PUT', url: '/couch/luuri-x/ticket%3A1?rev=1-a', body: '{"ä":1}' });
    expect(seen?.headers).toMatchObject({ 'content-type': 'application/json', 'content-length': '8' });
    expect(seen?.headers.cookie).toBeUndefined();
    expect(seen?.headers.authorization).toBeUndefined();
  });

  it('hands on decoded content without the headers of its encoding', async () => {
    const packed = gzipSync('{"packed":true}');
    const server = await fakeServer((_request, response) => {
      response.writeHead(200, { 'content-encoding': 'gzip', 'content-length': packed.length });
      response.end(packed);
    });
    const answer = await gatewayTo(server.url)(get('/db/'));
    expect(answer.headers.get('content-encoding')).toBeNull();
    expect(answer.headers.get('content-length')).toBeNull();
    expect(await answer.json()).toEqual({ packed: true });
  });

  it('streams a body above the cap', async () => {
    const server = await fakeServer((_request, response, body) => sendJson(response, 201, body.length));
    const gateway = gatewayTo(server.url, { bufferedBytes: 1_000 });
    const body = 'x'.repeat(300_000);
    const answer = await gateway(get('/db/x/y', { method: 'PUT', body }));
    expect(await answer.json()).toBe(300_000);
    expect(server.requests[0]?.headers['transfer-encoding']).toBe('chunked');
  });

  it.each([204, 304])('answers %i without a body', async (status) => {
    const server = await fakeServer((_request, response) => response.writeHead(status).end());
    const answer = await gatewayTo(server.url)(get('/db/x'));
    expect([answer.status, answer.body]).toEqual([status, null]);
  });

  it('makes files harmless', async () => {
    const server = await fakeServer((_request, response) => {
      response.writeHead(200, { 'content-type': 'text/html' }).end('<script>alert(1)</script>');
    });
    const answer = await gatewayTo(server.url)(get('/db/x/y/z.html'));
    expect(answer.headers.get('content-type')).toBe('application/octet-stream');
    expect(answer.headers.get('content-security-policy')).toMatch(/^sandbox/);
  });

  it.each([
    '/db/..%2f..%2fadmin',
    '/db/x/..%2F',
    '/db/%2e%2e%2fadmin',
    '/db/%252e%252e%252fadmin',
    '/db/x%5c..%5cy',
    '/db/%00',
    '/db/%zz',
    '/dbx',
    '/other',
  ])('does not pass %s on', async (path) => {
    const server = await fakeServer((_request, response) => sendJson(response, 200, {}));
    const answer = await gatewayTo(server.url)(get(path));
    expect([answer.status, (await answer.json()).error]).toEqual([404, 'not_found']);
    expect(server.requests).toEqual([]);
  });

  it('passes names with encoded slashes and percent signs on', async () => {
    const server = await fakeServer((_request, response) => sendJson(response, 200, {}));
    const gateway = gatewayTo(server.url);
    for (const path of ['/_design%2Fx', '/x/a%2Fb..c', '/x/100%25', '/x/%E2%82%AC']) {
      expect((await gateway(get(`/db${path}`))).status).toBe(200);
    }
    expect(server.requests.map(({ url }) => url)).toContain('/x/100%25');
  });

  it('sends /api to a hub and answers 404 for a bare CouchDB', async () => {
    const server = await fakeServer((_request, response) => sendJson(response, 200, {}));
    const target = { databaseRoot: `${server.url}/db`, apiRoot: `${server.url}/api` };
    const hub = createGateway({ fetch: nodeFetch, target });
    await hub(get('/api/members'));
    expect(server.requests[0]?.url).toBe('/api/members');
    expect((await gatewayTo(server.url)(get('/api/members'))).status).toBe(404);
  });
});

describe('a server that fails', () => {
  it('is unreachable when nobody listens', async () => {
    const answer = await gatewayTo('http://127.0.0.1:9')(get('/db/'));
    expect(answer.status).toBe(502);
    expect(await answer.json()).toMatchObject({ error: 'unreachable' });
  });

  it.each([301, 302, 307])('is not followed when it redirects with %i', async (status) => {
    const other = await fakeServer((_request, response) => sendJson(response, 200, {}));
    const server = await fakeServer((_request, response) =>
      response.writeHead(status, { location: other.url }).end(),
    );
    const answer = await gatewayTo(server.url)(get('/db/', { method: 'POST', body: '{}' }));
    expect([answer.status, (await answer.json()).reason]).toEqual([502, 'the server redirects elsewhere']);
    expect(other.requests).toEqual([]);
  });

  it.each(['HTTP/1.1 999 What\r\n\r\n', 'SSH-2.0-OpenSSH\r\n', ''])(
    'gets 502 for the answer %j',
    async (text) => {
      const server = await fakeServer((_request, response) => response.socket?.end(text));
      expect((await gatewayTo(server.url)(get('/db/'))).status).toBe(502);
    },
  );

  it('is given up when the first byte does not come', async () => {
    const timers = handTimers();
    const server = await fakeServer(() => timers.ring());
    const answer = await gatewayTo(server.url, { timers, timeouts: { firstByteMs: 7_000 } })(get('/db/'));
    expect([answer.status, (await answer.json()).reason]).toEqual([502, 'no answer within 7000 ms']);
    await server.aborted(1);
  });

  it('is given up when a feed misses two and a half heartbeats', async () => {
    const timers = handTimers();
    const server = await fakeServer((_request, response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      response.write('\n');
    });
    const path = '/db/x/_changes?feed=longpoll&heartbeat=4000';
    const answer = await gatewayTo(server.url, { timers })(get(path));
    const reader = (answer.body as ReadableStream<Uint8Array>).getReader();
    await reader.read();
    const next = reader.read();
    await timers.armed();
    expect(timers.pending()).toEqual([10_000]);
    timers.ring();
    await expect(next).rejects.toThrow('silent for 10000 ms');
    await server.aborted(1);
  });

  it('breaks the body off when the connection breaks in the middle', async () => {
    const server = await fakeServer((_request, response) => {
      response.writeHead(200, { 'content-length': 100 });
      response.write('{"half"', () => response.socket?.destroy());
    });
    const answer = await gatewayTo(server.url)(get('/db/'));
    await expect(answer.text()).rejects.toThrow();
  });
});

describe('a client that leaves', () => {
  it('frees the socket at the server, fifty times in a row', async () => {
    const server = await fakeServer((_request, response) => {
      response.writeHead(200);
      response.write('\n');
    });
    const gateway = gatewayTo(server.url);
    for (let count = 1; count <= 50; count += 1) {
      const answer = await gateway(get('/db/x/_changes?feed=continuous&heartbeat=9000'));
      await answer.body?.cancel();
      await server.aborted(count);
    }
    expect(server.requests).toHaveLength(50);
  });

  it('frees it also before the headers came', async () => {
    const controller = new AbortController();
    const server = await fakeServer(() => controller.abort(new Error('gone')));
    const answer = await gatewayTo(server.url)(get('/db/', { signal: controller.signal }));
    expect([answer.status, (await answer.json()).reason]).toEqual([502, 'gone']);
    await server.aborted(1);
  });
});
