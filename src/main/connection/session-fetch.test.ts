import { beforeEach, describe, expect, it } from 'vitest';
import { createAccountKeeper, type AccountKeeper } from './account';
import type { Fetch } from '@shared/db-gateway/types';
import { createSessionFetch } from './session-fetch';
import { memorySecrets } from '../../../tests/fixtures/memory-secrets';

const ADDRESS = 'http://127.0.0.1:5990';
const ROOT = `${ADDRESS}/db`;
const SIGN_IN = `${ROOT}/_session`;

interface Seen {
  readonly method: string;
  readonly path: string;
  readonly headers: Headers;
  readonly body: unknown;
}

/** A CouchDB-like server: one person, numbered sessions, of which only the latest is good. */
function fakeServer(password = 'oikea') {
  const seen: Seen[] = [];
  let session = 0;
  let good = '';
  const respond = (status: number, body: unknown, cookie?: string): Response => {
    const headers = new Headers({ 'content-type': 'application/json' });
    if (cookie !== undefined) headers.append('set-cookie', cookie);
    return new Response(JSON.stringify(body), { status, headers });
  };
  const start = (): string => {
    good = `s${(session += 1)}`;
    return `AuthSession=${good}; Version=1; Path=/; HttpOnly`;
  };
  const fetch = async (address: string, init: RequestInit = {}): Promise<Response> => {
    const headers = new Headers(init.headers);
    const method = init.method ?? 'GET';
    const path = new URL(address).pathname;
    seen.push({ method, path, headers, body: init.body });
    const signedIn = good !== '' && headers.get('cookie') === `AuthSession=${good}`;
    if (path === '/db/_session' && method === 'POST') {
      const given = JSON.parse(String(init.body)) as { password: string };
      return given.password === password
        ? respond(200, { ok: true, roles: [] }, start())
        : respond(401, { error: 'unauthorized' });
    }
    if (path === '/db/_session' && method === 'DELETE') return respond(200, {}, 'AuthSession=; Path=/');
    if (path === '/db/_session') return respond(200, { userCtx: { name: signedIn ? 'maija' : null } });
    if (path === '/api/account/password' && signedIn) {
      password = (JSON.parse(String(init.body)) as { next: string }).next;
      return respond(200, { user: 'maija' }, start());
    }
    if (path === '/api/setup') return respond(201, { user: 'demo' }, start());
    return signedIn ? respond(200, { ok: true }) : respond(401, { error: 'unauthorized' });
  };
  const setPassword = (next: string): void => {
    password = next;
  };
  const expire = (): void => {
    good = 'another';
  };
  const signIns = (): number =>
    seen.filter(({ method, path }) => method === 'POST' && path === '/db/_session').length;
  return { fetch, seen, expire, signIns, setPassword };
}

/** The real keeper over secrets in memory. */
const memoryKeeper = () => createAccountKeeper(memorySecrets(), ADDRESS);

const maija = { user: 'maija', password: 'oikea', session: null };
const credentials = (password: string): RequestInit => ({
  method: 'POST',
  body: JSON.stringify({ name: 'maija', password }),
});

describe('session fetch', () => {
  let server: ReturnType<typeof fakeServer>;
  let keeper: AccountKeeper;
  beforeEach(() => {
    server = fakeServer();
    keeper = memoryKeeper();
  });
  const open = () =>
    createSessionFetch({ fetch: server.fetch, address: ADDRESS, databaseRoot: ROOT, keeper });

  it('remembers who signed in, and signs them in by itself after a restart', async () => {
    expect((await open().fetch(SIGN_IN, credentials('oikea'))).status).toBe(200);
    expect(await keeper.load()).toMatchObject({ user: 'maija', password: 'oikea' });
    expect((await open().fetch(`${ROOT}/luuri-tuki`)).status).toBe(200);
    expect(server.signIns()).toBe(2);
  });

  it('keeps nothing of a wrong password', async () => {
    expect((await open().fetch(SIGN_IN, credentials('väärä'))).status).toBe(401);
    expect(await keeper.load()).toBeNull();
  });

  it('renews a session that ran out once for all waiting requests, and repeats them', async () => {
    await keeper.save(maija);
    const session = open();
    await session.fetch(`${ROOT}/luuri-tuki`);
    server.expire();
    const answers = await Promise.all([1, 2, 3].map((n) => session.fetch(`${ROOT}/luuri-tuki/${n}`)));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(server.signIns()).toBe(2);
  });

  it('notices the 200 without a name that stands for a session that ran out', async () => {
    await keeper.save(maija);
    const session = open();
    await session.fetch(SIGN_IN);
    server.expire();
    expect(await (await session.fetch(SIGN_IN)).json()).toEqual({ userCtx: { name: 'maija' } });
  });

  it('asks once with a password the server no longer takes, never again', async () => {
    await keeper.save({ ...maija, password: 'vanha' });
    const session = open();
    for (let turn = 0; turn < 6; turn += 1) expect((await session.fetch(`${ROOT}/x`)).status).toBe(401);
    expect(server.signIns()).toBe(1);
    await session.fetch(SIGN_IN, credentials('oikea'));
    expect((await session.fetch(`${ROOT}/x`)).status).toBe(200);
  });

  it('waits out a lock that the server announced', async () => {
    await keeper.save(maija);
    let now = 1_000;
    let locked = true;
    const tries: string[] = [];
    const fetch: Fetch = (address, init) => {
      if (init?.method !== 'POST' || !locked) return server.fetch(address, init);
      tries.push(address);
      const body = { error: 'forbidden', reason: 'Account is temporarily locked' };
      return Promise.resolve(new Response(JSON.stringify(body), { status: 403 }));
    };
    const parts = { fetch, address: ADDRESS, databaseRoot: ROOT, keeper, now: () => now };
    const session = createSessionFetch(parts);
    for (let turn = 0; turn < 6; turn += 1) {
      const answer = await session.fetch(`${ROOT}/x`);
      expect([answer.status, await answer.json()]).toMatchObject([
        403,
        { reason: expect.stringContaining('temporarily locked') },
      ]);
    }
    expect(tries).toHaveLength(1);
    locked = false;
    now += 10 * 60_000;
    expect((await session.fetch(`${ROOT}/x`)).status).toBe(200);
  });

  it('keeps the session of a set-up without a password, and its renewals', async () => {
    const session = open();
    await session.fetch(`${ADDRESS}/api/setup`, { method: 'POST', body: JSON.stringify({ sample: true }) });
    expect(await keeper.load()).toMatchObject({ password: null, session: 's1' });
    expect((await open().fetch(`${ROOT}/x`)).status).toBe(200);
  });

  it('remembers the person a set-up named', async () => {
    const body = JSON.stringify({ teamName: 'Tuki', user: 'maija', password: 'oikea' });
    await open().fetch(`${ADDRESS}/api/setup`, { method: 'POST', body: new TextEncoder().encode(body) });
    expect(await keeper.load()).toMatchObject({ user: 'maija', password: 'oikea' });
  });

  it('remembers the password that the person changed', async () => {
    await keeper.save(maija);
    const session = open();
    await session.fetch(`${ROOT}/x`);
    const body = JSON.stringify({ current: 'oikea', next: 'uusi-salasana' });
    await session.fetch(`${ADDRESS}/api/account/password`, { method: 'POST', body });
    expect(await keeper.load()).toMatchObject({ user: 'maija', password: 'uusi-salasana' });
    server.expire();
    expect((await session.fetch(`${ROOT}/x`)).status).toBe(200);
  });

  it('forgets everything at sign-out', async () => {
    await keeper.save(maija);
    const session = open();
    await session.fetch(`${ROOT}/x`);
    await session.fetch(SIGN_IN, { method: 'DELETE' });
    expect(await keeper.load()).toBeNull();
    expect((await session.fetch(`${ROOT}/x`)).status).toBe(401);
    expect(server.signIns()).toBe(1);
  });

  it('sends nothing of the page’s identity', async () => {
    const headers = {
      cookie: 'AuthSession=of-the-page',
      authorization: 'Basic eA==',
      origin: 'app://luuri',
      'sec-fetch-site': 'cross-site',
      accept: 'application/json',
    };
    await open().fetch(`${ROOT}/x`, { headers });
    const sent = server.seen[0]?.headers;
    expect([...(sent?.keys() ?? [])]).toEqual(['accept']);
  });

  it('never repeats a request whose body was a stream', async () => {
    await keeper.save(maija);
    const session = open();
    await session.fetch(`${ROOT}/x`);
    server.expire();
    const body = new ReadableStream({ start: (sink) => sink.close() });
    expect((await session.fetch(`${ROOT}/x`, { method: 'PUT', body })).status).toBe(401);
  });

  it.each(['http://127.0.0.1:5991/db', 'https://127.0.0.1:5990/db', 'http://127.0.0.1.evil.example/db'])(
    'carries no session to %s',
    async (address) => {
      await keeper.save(maija);
      await expect(open().fetch(address)).rejects.toThrow(TypeError);
      expect(server.seen).toEqual([]);
    },
  );
});

describe('signing in and out by hand', () => {
  it('forgets the account without a network too', async () => {
    const keeper = memoryKeeper();
    await keeper.save(maija);
    const offline: Fetch = () => Promise.reject(new TypeError('no network'));
    const { fetch } = createSessionFetch({ fetch: offline, address: ADDRESS, databaseRoot: ROOT, keeper });
    await expect(fetch(SIGN_IN, { method: 'DELETE' })).rejects.toThrow('no network');
    expect(await keeper.load()).toBeNull();
  });

  it('is not undone by the answer to an older sign-in', async () => {
    const keeper = memoryKeeper();
    await keeper.save(maija);
    const server = fakeServer();
    let answerOld = (_response: Response): void => undefined;
    const asked: string[] = [];
    const slow: Fetch = (address, init) => {
      const body = String(init?.body ?? '');
      asked.push(`${init?.method ?? 'GET'} ${body}`);
      if (!body.includes('oikea')) return server.fetch(address, init);
      return new Promise((resolve) => (answerOld = resolve));
    };
    const { fetch } = createSessionFetch({ fetch: slow, address: ADDRESS, databaseRoot: ROOT, keeper });
    const waiting = fetch(`${ROOT}/luuri-a`);
    await expect.poll(() => asked).toHaveLength(1);
    server.setPassword('uusi');
    await fetch(SIGN_IN, credentials('uusi'));
    answerOld(new Response('{}', { status: 401 }));
    expect((await waiting).status).toBe(200);
    expect(await keeper.load()).toMatchObject({ user: 'maija', password: 'uusi' });
    server.expire();
    expect((await fetch(`${ROOT}/luuri-a`)).status).toBe(200);
  });
});
