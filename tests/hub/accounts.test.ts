import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { LOCKED_REASON } from '@hub/accounts/authenticate';
import { client, DB, event, LEAD, member, operator, setUp, testHub } from './support';

const HOUR = 3_600_000;
const signIn = { name: LEAD.user, password: LEAD.password };

/** A clock that the test turns. */
function testClock() {
  const clock = { time: Date.parse('2026-11-21T10:00:00Z'), now: () => clock.time };
  return clock;
}

describe('signing in', () => {
  it('gives a cookie no script can read, and tells who is signed in', async () => {
    const hub = await testHub();
    await setUp(hub);
    const person = client(hub);
    expect((await person('GET', '/db/_session')).json.userCtx).toEqual({ name: null, roles: [] });
    const answer = await person('POST', '/db/_session', signIn);
    const roles = ['luuri-testi', 'luuri-testi:lead'];
    expect(answer.json).toEqual({ ok: true, name: LEAD.user, roles });
    const safe = /^(AuthSession|LuuriSession-\w+)=[^;]+; Path=\/; HttpOnly; SameSite=Strict; Max-Age=\d+$/;
    expect(answer.headers.getSetCookie()).toEqual([expect.stringMatching(safe), expect.stringMatching(safe)]);
    expect((await person('GET', '/db/_session')).json.userCtx).toEqual({ name: LEAD.user, roles });
    const before = [...person.cookies];
    await person('DELETE', '/db/_session');
    expect((await person('GET', DB)).status).toBe(401);
    // The token itself is dead, not only forgotten by the browser.
    for (const [name, value] of before) person.cookies.set(name, value);
    expect((await person('GET', DB)).status).toBe(401);
  });

  it('takes Basic credentials, and refuses wrong ones', async () => {
    const hub = await testHub();
    await setUp(hub);
    const basic = (password: string) => ({
      authorization: `Basic ${Buffer.from(`${LEAD.user}:${password}`).toString('base64')}`,
    });
    expect((await client(hub)('GET', DB, undefined, basic(LEAD.password))).status).toBe(200);
    const wrong = await client(hub)('GET', DB, undefined, basic('wrong'));
    expect([wrong.status, wrong.json]).toEqual([
      401,
      { error: 'unauthorized', reason: 'Name or password is incorrect.' },
    ]);
  });

  it('locks user and address out after five wrong passwords, longer each time', async () => {
    const clock = testClock();
    const hub = await testHub({ now: clock.now });
    await setUp(hub);
    const attempt = async (password: string) =>
      (await client(hub)('POST', '/db/_session', { name: LEAD.user, password })).status;
    for (let count = 0; count < 5; count += 1) expect(await attempt('wrong')).toBe(401);
    const locked = await client(hub)('POST', '/db/_session', signIn);
    expect([locked.status, locked.json]).toEqual([403, { error: 'forbidden', reason: LOCKED_REASON }]);
    clock.time += 31_000;
    expect(await attempt('wrong')).toBe(401);
    clock.time += 31_000;
    expect(await attempt(LEAD.password)).toBe(403);
    clock.time += 30_000;
    expect(await attempt(LEAD.password)).toBe(200);
    expect(await attempt('wrong')).toBe(401);
  });

  it('does not let guesses sent side by side through', async () => {
    const hub = await testHub();
    await setUp(hub);
    const guess = (at: number) =>
      client(hub)('POST', '/db/_session', { name: LEAD.user, password: `guess-${at}` });
    const statuses = (await Promise.all(Array.from({ length: 40 }, (_, at) => guess(at)))).map(
      ({ status }) => status,
    );
    expect(statuses.filter((status) => status === 401).length).toBeLessThan(10);
    expect(statuses.filter((status) => status === 403).length).toBeGreaterThan(30);
  });

  it('answers an unknown name like a wrong password', async () => {
    const hub = await testHub();
    await setUp(hub);
    const unknown = await client(hub)('POST', '/db/_session', { name: 'nobody', password: 'x' });
    const wrong = await client(hub)('POST', '/db/_session', { name: LEAD.user, password: 'x' });
    expect([unknown.status, unknown.json]).toEqual([wrong.status, wrong.json]);
  });
});

describe('sessions', () => {
  it('end by themselves, and renew while they are used', async () => {
    const clock = testClock();
    const hub = await testHub({ now: clock.now, sessionLifetimeMs: 10 * HOUR });
    const lead = await setUp(hub);
    const idle = client(hub);
    await idle('POST', '/db/_session', signIn);
    clock.time += HOUR / 2;
    expect((await lead('GET', DB)).headers.get('set-cookie')).toBeNull();
    for (let hour = 0; hour < 12; hour += 2) {
      clock.time += 2 * HOUR;
      const answer = await lead('GET', DB);
      expect(answer.status).toBe(200);
      expect(answer.headers.get('set-cookie')).toMatch(/^AuthSession=/);
    }
    expect((await idle('GET', DB)).status).toBe(401);
  });

  it('end with a new password and with removal, but not with a change of role', async () => {
    const hub = await testHub();
    const lead = await setUp(hub);
    const agent = await member(hub, lead, 'matti');
    expect((await lead('PATCH', '/api/members/matti', { role: 'viewer' })).json.role).toBe('viewer');
    expect((await agent('GET', '/db/_session')).json.userCtx.roles).toContain('luuri-testi:viewer');
    await lead('PATCH', '/api/members/matti', { password: 'uusi-salasana' });
    expect((await agent('GET', DB)).status).toBe(401);
    await agent('POST', '/db/_session', { name: 'matti', password: 'uusi-salasana' });
    expect((await agent('GET', DB)).status).toBe(200);
    await lead('PATCH', '/api/members/matti', { active: false });
    expect((await agent('GET', DB)).status).toBe(401);
    const back = await agent('POST', '/db/_session', { name: 'matti', password: 'uusi-salasana' });
    expect(back.status).toBe(401);
  });

  it('survive a restart, and no token of another hub or a changed one is taken', async () => {
    const hub = await testHub();
    const lead = await setUp(hub);
    const stranger = await setUp(await testHub());
    await hub.close();
    const again = await testHub({ dataDir: hub.dataDir });
    const person = client(again);
    for (const [name, value] of lead.cookies) person.cookies.set(name, value);
    expect((await person('GET', DB)).status).toBe(200);
    const token = person.cookies.get('AuthSession') as string;
    person.cookies.clear();
    for (const bad of [
      stranger.cookies.get('AuthSession') as string,
      `${token}x`,
      `x${token}`,
      '.',
      'a.b.c',
    ]) {
      person.cookies.set('AuthSession', bad);
      expect((await person('GET', DB)).status).toBe(401);
    }
  });

  it('keeps secrets to their owner and no password in clear', async () => {
    const hub = await testHub();
    await setUp(hub);
    for (const name of ['accounts.json', 'session-secret', 'operator-token']) {
      const { mode } = await stat(join(hub.dataDir, name));
      if (process.platform !== 'win32') expect(mode & 0o077).toBe(0);
    }
    const stored = await readFile(join(hub.dataDir, 'accounts.json'), 'utf8');
    expect(stored).not.toContain(LEAD.password);
    expect(JSON.parse(stored).accounts[0].password).toMatchObject({ algorithm: 'scrypt', r: 8 });
  });
});

describe('rights', () => {
  it('lets viewers read and not write', async () => {
    const hub = await testHub();
    const lead = await setUp(hub);
    const viewer = await member(hub, lead, 'vieno', 'viewer');
    expect((await viewer('GET', `${DB}/team:info`)).status).toBe(200);
    const refused = await viewer('PUT', `${DB}/event:1`, event('1', 'vieno'));
    expect([refused.status, refused.json.reason]).toEqual([403, 'viewers read only']);
  });

  it('takes the operator token from this machine only, and no wrong one', async () => {
    const hub = await testHub();
    await setUp(hub);
    expect((await operator(hub)('GET', '/db/_all_dbs')).status).toBe(200);
    const proxied = await operator(hub)('GET', '/db/_all_dbs', undefined, { 'x-forwarded-for': '10.0.0.1' });
    expect(proxied.status).toBe(401);
    const wrong = client(hub, { authorization: `Bearer ${hub.operatorToken}x` });
    expect((await wrong('GET', '/db/_all_dbs')).status).toBe(401);
  });
});
