import { describe, expect, it } from 'vitest';
import { createGateway } from '@shared/db-gateway/gateway';
import { LOCKED, createSessionFetch } from '@shared/db-gateway/session-fetch';
import { fakeServer, nodeFetch, sendJson } from './support';

const get = (path: string, init?: RequestInit) => new Request(`http://luuri.invalid${path}`, init);
const locked = { error: 'forbidden', reason: LOCKED };
const wrong = { error: 'unauthorized', reason: 'Name or password is incorrect.' };

/** A CouchDB with one account, whose sessions can be ended and whose mood can be changed. */
async function couch() {
  const state = { password: 'right', session: 1, mood: 'well' as 'well' | 'locked' | 'broken' };
  const server = await fakeServer((request, response, body) => {
    if (request.url === '/_session' && request.method === 'POST') {
      if (state.mood === 'locked') return sendJson(response, 403, locked);
      if (state.mood === 'broken') return sendJson(response, 503, { error: 'x', reason: 'y' });
      if (JSON.parse(body).password !== state.password) return sendJson(response, 401, wrong);
      state.session += 1;
      const cookie = { 'set-cookie': `AuthSession=s${state.session}; Path=/; HttpOnly` };
      return sendJson(response, 200, { ok: true, name: 'matti', roles: [] }, cookie);
    }
    if (request.url === '/_session') {
      const signedIn = request.headers.cookie === `AuthSession=s${state.session}`;
      return sendJson(response, 200, { ok: true, userCtx: { name: signedIn ? 'matti' : null } });
    }
    if (request.headers.cookie !== `AuthSession=s${state.session}`) return sendJson(response, 401, wrong);
    return sendJson(response, 200, { echo: body });
  });
  const signIns = () => server.requests.filter(({ method, url }) => method === 'POST' && url === '/_session');
  return { state, server, signIns };
}

function gatewayTo(url: string, password = 'right', now?: () => number) {
  return createGateway({
    fetch: nodeFetch,
    target: { databaseRoot: url, apiRoot: null },
    credentials: { user: 'matti', password },
    ...(now ? { now } : {}),
  });
}

describe('the session of the gateway', () => {
  it('is opened once for many requests at once and kept', async () => {
    const { server, signIns } = await couch();
    const gateway = gatewayTo(server.url);
    const answers = await Promise.all(Array.from({ length: 8 }, (_, at) => gateway(get(`/db/x/${at}`))));
    expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 8 }, () => 200));
    expect(signIns()).toHaveLength(1);
  });

  it('is opened again, once, when it has run out, and the request is repeated with its body', async () => {
    const { server, state, signIns } = await couch();
    const gateway = gatewayTo(server.url);
    await gateway(get('/db/x'));
    state.session = 100;
    const answers = await Promise.all(
      ['a', 'b', 'c'].map((body) => gateway(get('/db/x', { method: 'POST', body }))),
    );
    expect(await Promise.all(answers.map(async (answer) => (await answer.json()).echo))).toEqual([
      'a',
      'b',
      'c',
    ]);
    expect(signIns()).toHaveLength(2);
    state.session = 200;
    expect((await (await gateway(get('/db/_session'))).json()).userCtx.name).toBe('matti');
  });

  it('never sends a refused password again', async () => {
    const { server, signIns } = await couch();
    const gateway = gatewayTo(server.url, 'wrong');
    for (let count = 0; count < 6; count += 1) {
      const answer = await gateway(get('/db/x'));
      expect([answer.status, (await answer.json()).error]).toEqual([401, 'unauthorized']);
    }
    expect(signIns()).toHaveLength(1);
  });

  it('waits out a lock, longer each time', async () => {
    const { server, state, signIns } = await couch();
    state.mood = 'locked';
    let time = 0;
    const gateway = gatewayTo(server.url, 'right', () => time);
    const ask = async () => {
      const answer = await gateway(get('/db/x'));
      return [answer.status, (await answer.json()).reason];
    };
    expect(await ask()).toEqual([403, LOCKED]);
    expect(await ask()).toEqual([403, LOCKED]);
    expect(signIns()).toHaveLength(1);
    time += 61_000;
    expect(await ask()).toEqual([403, LOCKED]);
    expect(signIns()).toHaveLength(2);
    time += 61_000;
    await ask();
    expect(signIns()).toHaveLength(2);
    state.mood = 'well';
    time += 61_000;
    expect((await ask())[0]).toBe(200);
  });

  it('is tried again after a failure of the server', async () => {
    const { server, state } = await couch();
    state.mood = 'broken';
    const gateway = gatewayTo(server.url);
    expect((await gateway(get('/db/x'))).status).toBe(502);
    state.mood = 'well';
    expect((await gateway(get('/db/x'))).status).toBe(200);
  });

  it("takes the page's own sign-in over, and ends with its sign-out", async () => {
    const { server, signIns } = await couch();
    const gateway = gatewayTo(server.url, 'wrong');
    expect((await gateway(get('/db/x'))).status).toBe(401);
    const body = JSON.stringify({ name: 'matti', password: 'right' });
    const signedIn = await gateway(get('/db/_session', { method: 'POST', body }));
    expect(signedIn.headers.getSetCookie()).toEqual([]);
    expect((await gateway(get('/db/x'))).status).toBe(200);
    await gateway(get('/db/_session', { method: 'DELETE' }));
    expect((await gateway(get('/db/x'))).status).toBe(401);
    expect(signIns()).toHaveLength(2);
  });

  it("does not fall back to an older account when that one's sign-in is answered late", async () => {
    const session = (name: string) =>
      new Response(JSON.stringify({ ok: true, name, roles: [] }), {
        headers: { 'content-type': 'application/json', 'set-cookie': `AuthSession=${name}; Path=/` },
      });
    const cookies: (string | null)[] = [];
    let answerOld = (_answer: Response): void => undefined;
    const { fetch } = createSessionFetch({
      databaseRoot: 'http://server',
      credentials: { user: 'matti', password: 'old' },
      fetch(address, init) {
        if (address.endsWith('/_session')) {
          if (!String(init?.body).includes('old')) return Promise.resolve(session('liisa'));
          return new Promise((resolve) => (answerOld = resolve));
        }
        cookies.push(new Headers(init?.headers).get('cookie'));
        return Promise.resolve(new Response('{}'));
      },
    });
    const waiting = fetch('http://server/x');
    const body = JSON.stringify({ name: 'liisa', password: 'right' });
    await fetch('http://server/_session', { method: 'POST', body });
    answerOld(session('matti'));
    await waiting;
    await fetch('http://server/x');
    expect(cookies).toEqual(['AuthSession=liisa', 'AuthSession=liisa']);
  });
});
