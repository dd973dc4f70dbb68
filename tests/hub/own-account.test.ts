import { describe, expect, it } from 'vitest';
import { fakeCouch } from './fake-couch';
import { client, DB, LEAD, member, setUp, testHub } from './support';
import type { Client } from './support';

const PATH = '/api/account/password';
const change = { current: LEAD.password, next: 'uusi-salasana' };
const signIn = (person: Client, password: string) =>
  person('POST', '/db/_session', { name: LEAD.user, password });

describe('changing one’s own password', () => {
  it('takes the present one, ends the other sessions and keeps this one', async () => {
    const hub = await testHub();
    const lead = await setUp(hub);
    const elsewhere = client(hub);
    await signIn(elsewhere, LEAD.password);
    const answer = await lead('POST', PATH, change);
    expect([answer.status, answer.json]).toEqual([200, { user: LEAD.user }]);
    expect((await lead('GET', DB)).status).toBe(200);
    expect((await elsewhere('GET', DB)).status).toBe(401);
    expect((await signIn(elsewhere, LEAD.password)).status).toBe(401);
    expect((await signIn(elsewhere, change.next)).status).toBe(200);
  });

  it('is for everybody, viewers too, and for nobody else', async () => {
    const hub = await testHub();
    const lead = await setUp(hub);
    const viewer = await member(hub, lead, 'vieno', 'viewer');
    expect((await viewer('POST', PATH, { current: 'vieno-salasana', next: 'toinen-sana' })).status).toBe(200);
    expect((await lead('GET', DB)).status).toBe(200);
    expect((await client(hub)('POST', PATH, change)).status).toBe(401);
    const operator = client(hub, { authorization: `Bearer ${hub.operatorToken}` });
    expect((await operator('POST', PATH, change)).json.error).toBe('noRights');
    const foreign = await lead('POST', PATH, change, { origin: 'http://evil.example' });
    expect(foreign.status).toBe(403);
  });

  it('refuses a wrong present password, slows guessing down, and says which it is', async () => {
    let now = Date.parse('2026-11-21T10:00:00Z');
    const hub = await testHub({ now: () => now });
    const lead = await setUp(hub);
    const guess = () => lead('POST', PATH, { ...change, current: 'arvaus' });
    for (let count = 0; count < 5; count += 1) {
      const { status, json } = await guess();
      // Not 401: that would say that the session is over.
      expect([status, json.error]).toEqual([403, 'wrongPassword']);
    }
    expect((await lead('POST', PATH, change)).json.error).toBe('lockedOut');
    expect((await lead('GET', DB)).status).toBe(200);
    now += 31_000;
    expect((await lead('POST', PATH, { ...change, next: 'short' })).json.error).toBe('invalid');
    expect((await lead('POST', PATH, change)).status).toBe(200);
  });

  it('works before a CouchDB, and through a hub that joined the team', async () => {
    const admin = { user: 'admin', password: 'hallinta' };
    const couch = await fakeCouch(admin);
    const hub = await testHub({ couch: { root: couch.url, ...admin } });
    const lead = await setUp(hub);
    expect((await lead('POST', PATH, { ...change, current: 'arvaus' })).json.error).toBe('wrongPassword');
    expect((await lead('POST', PATH, change)).status).toBe(200);
    expect((await signIn(client(hub), change.next)).status).toBe(200);

    const near = await testHub();
    const browser = client(near);
    const wish = { address: hub.url, user: LEAD.user, password: change.next };
    expect((await browser('PUT', '/api/connection', wish)).status).toBe(200);
    const next = { current: change.next, next: 'kolmas-salasana' };
    expect((await browser('POST', PATH, { ...next, current: 'arvaus' })).json.error).toBe('wrongPassword');
    expect((await browser('POST', PATH, next)).status).toBe(200);
    // The near hub keeps the new one: after a restart it signs in with it.
    await near.close();
    const reopened = client(await testHub({ dataDir: near.dataDir }));
    for (const [name, value] of browser.cookies) reopened.cookies.set(name, value);
    expect((await reopened('GET', '/db/_session')).json.userCtx.name).toBe(LEAD.user);
  });
});

describe('two hubs on one computer', () => {
  it('do not sign each other’s people out, although a browser sends each the other’s cookies', async () => {
    const [first, second] = [await testHub(), await testHub()];
    const jar = await setUp(first);
    const other = client(second);
    // One jar, as a browser has for all ports of a host.
    for (const [name, value] of jar.cookies) other.cookies.set(name, value);
    await other('POST', '/api/setup', { teamName: 'Toinen', displayName: 'E', ...LEAD, language: 'fi' });
    for (const [name, value] of other.cookies) jar.cookies.set(name, value);
    expect((await jar('GET', DB)).status).toBe(200);
    expect((await other('GET', '/db/luuri-toinen')).status).toBe(200);
    await jar('DELETE', '/db/_session');
    expect((await jar('GET', DB)).status).toBe(401);
    for (const name of other.cookies.keys()) if (!jar.cookies.has(name)) other.cookies.delete(name);
    expect((await other('GET', '/db/luuri-toinen')).status).toBe(200);
  });

  it('take CouchDB’s own name for the session from what speaks its protocol', async () => {
    const hub = await testHub();
    const lead = await setUp(hub);
    const program = client(hub, { cookie: `AuthSession=${lead.cookies.get('AuthSession')}` });
    expect((await program('GET', DB)).status).toBe(200);
  });
});
