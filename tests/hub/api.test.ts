import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { isTeamDocument } from '@shared/domain/validation/shape';
import { client, DB, event, LEAD, member, operator, setUp, testHub } from './support';

const newTeam = { teamName: 'Testi', displayName: 'Liisa', ...LEAD, language: 'fi' };

describe('/api/setup', () => {
  it('makes a team once, with databases, identity, settings and a signed-in lead', async () => {
    const hub = await testHub();
    const lead = client(hub);
    expect((await lead('GET', '/api/info')).json).toEqual({
      product: 'luuri',
      version: expect.any(String),
      protocol: 1,
      setUp: false,
      database: 'embedded',
      local: true,
    });
    const made = await lead('POST', '/api/setup', { ...newTeam, teamName: 'Rakennus & Öljy Oy' });
    const team = { id: 'rakennus-oljy-oy', name: 'Rakennus & Öljy Oy' };
    expect([made.status, made.json]).toEqual([201, { team, user: LEAD.user }]);
    expect((await lead('GET', '/api/info')).json).toMatchObject({ setUp: true, team });
    const { rows } = (await lead('GET', '/db/luuri-rakennus-oljy-oy/_all_docs?include_docs=true')).json;
    const ids = rows.map((row: { id: string }) => row.id);
    expect(ids).toEqual(expect.arrayContaining(['team:epoch', 'team:info', `agent:${LEAD.user}`]));
    expect(rows.filter((row: { doc: unknown }) => !isTeamDocument(row.doc))).toEqual([]);
    const again = await client(hub)('POST', '/api/setup', newTeam);
    expect([again.status, again.json.error]).toEqual([409, 'alreadySetUp']);
  });

  it('makes one team when two browsers ask at once', async () => {
    const hub = await testHub();
    const both = await Promise.all([1, 2].map(() => client(hub)('POST', '/api/setup', newTeam)));
    expect(both.map(({ status }) => status).sort()).toEqual([201, 409]);
  });

  it('fills a team with sample data and signs in without a name', async () => {
    const hub = await testHub();
    const person = client(hub);
    const made = await person('POST', '/api/setup', { teamName: 'Kokeilu', language: 'fi', sample: true });
    expect(made.json.user).toBe('demo');
    const info = await person('GET', '/db/luuri-kokeilu');
    expect(info.json.doc_count).toBeGreaterThan(200);
    expect((await person('GET', '/db/_session')).json.userCtx.name).toBe('demo');
  });

  it('refuses what is not local, and says what is wrong in a body', async () => {
    const hub = await testHub();
    const remote = client(hub, { 'x-forwarded-for': '192.0.2.1' });
    expect((await remote('POST', '/api/setup', newTeam)).json.error).toBe('noRights');
    expect((await remote('GET', '/api/info')).json.local).toBe(false);
    for (const bad of [
      { password: 'short' },
      { user: 'Liisa Lead' },
      { language: 'sv' },
      { teamName: ' ' },
    ]) {
      const refused = await client(hub)('POST', '/api/setup', { ...newTeam, ...bad });
      expect([refused.status, refused.json.error]).toEqual([400, 'invalid']);
      expect(refused.json.message).toContain(Object.keys(bad)[0]);
    }
  });
});

describe('/api/members', () => {
  it('are seen by all, changed by leads, and shown as agent documents', async () => {
    const hub = await testHub();
    const lead = await setUp(hub);
    const agent = await member(hub, lead, 'matti');
    expect((await agent('GET', '/api/members')).json).toEqual([
      { user: 'liisa', displayName: 'Liisa Lead', role: 'lead', active: true },
      { user: 'matti', displayName: 'matti', role: 'agent', active: true },
    ]);
    expect((await client(hub)('GET', '/api/members')).status).toBe(401);
    const body = { user: 'x', displayName: 'X', password: 'salasana-x', role: 'lead' };
    expect((await agent('POST', '/api/members', body)).json.error).toBe('noRights');
    expect((await agent('PATCH', '/api/members/matti', { role: 'lead' })).status).toBe(403);
    expect((await lead('POST', '/api/members', { ...body, user: 'matti' })).json.error).toBe('conflict');
    expect((await lead('DELETE', '/api/members/matti')).status).toBe(204);
    const shown = (await lead('GET', `${DB}/agent:matti`)).json;
    expect(shown).toMatchObject({ type: 'agent', user: 'matti', role: 'agent', archived: true });
    expect((await lead('DELETE', '/api/members/nobody')).json.error).toBe('notFound');
    expect((await lead('POST', '/api/members', { ...body, user: 'matti', role: 'agent' })).status).toBe(201);
    expect((await lead('GET', `${DB}/agent:matti`)).json).toMatchObject({ archived: false, name: 'X' });
  });

  it('always keeps a lead', async () => {
    const hub = await testHub();
    const lead = await setUp(hub);
    for (const change of [{ role: 'agent' }, { active: false }]) {
      expect((await lead('PATCH', '/api/members/liisa', change)).json.error).toBe('conflict');
    }
    await member(hub, lead, 'matti', 'lead');
    const both = await Promise.all([
      lead('PATCH', '/api/members/matti', { role: 'agent' }),
      lead('PATCH', '/api/members/liisa', { role: 'agent' }),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
  });

  it('says that there is no team before there is one', async () => {
    const hub = await testHub();
    expect((await operator(hub)('GET', '/api/members')).json.error).toBe('notSetUp');
  });
});

describe('/api/connection', () => {
  it('sends one browser to a hub elsewhere, over a restart, and back', async () => {
    const far = await testHub();
    const lead = await setUp(far);
    await member(far, lead, 'matti');
    const near = await testHub();
    const browser = client(near);
    expect((await browser('GET', '/api/connection')).json).toEqual({ address: null });
    const wish = { address: far.url.replace('http://', ''), user: 'matti', password: 'matti-salasana' };
    const joined = await browser('PUT', '/api/connection', wish);
    const team = { id: 'testi', name: 'Testi' };
    expect(joined.json).toEqual({ team, user: 'matti', roles: ['luuri-testi', 'luuri-testi:agent'] });
    expect((await browser('GET', '/api/connection')).json).toMatchObject({ address: far.url, team });
    expect((await browser('GET', '/api/info')).json).toMatchObject({ setUp: true, team });
    expect((await browser('PUT', `${DB}/event:1`, event('1', 'matti'))).status).toBe(201);
    expect((await lead('GET', `${DB}/event:1`)).json.author).toBe('matti');
    expect((await browser('GET', '/api/members')).json).toHaveLength(2);
    expect((await client(near)('GET', '/api/info')).json.setUp).toBe(false);
    expect(await readFile(join(near.dataDir, 'links.json'), 'utf8')).not.toContain(wish.password);

    await near.close();
    const again = await testHub({ dataDir: near.dataDir });
    const reopened = client(again);
    for (const [name, value] of browser.cookies) reopened.cookies.set(name, value);
    expect((await reopened('GET', '/db/_session')).json.userCtx.name).toBe('matti');
    await reopened('DELETE', '/api/connection');
    expect((await reopened('GET', '/api/connection')).json).toEqual({ address: null });
    expect((await reopened('GET', DB)).status).toBe(404);
  });

  it('says why it cannot join', async () => {
    const far = await testHub();
    await setUp(far);
    const empty = await testHub();
    const near = await testHub();
    const join = async (address: string, user: string = LEAD.user, password: string = LEAD.password) =>
      (await client(near)('PUT', '/api/connection', { address, user, password })).json.error;
    expect(await join(far.url, LEAD.user, 'wrong')).toBe('wrongPassword');
    expect(await join('http://127.0.0.1:9')).toBe('unreachable');
    expect(await join(`${far.url}/elsewhere`)).toBe('notATeamServer');
    expect(await join(empty.url)).toBe('notSetUp');
    expect(await join('ftp://x')).toBe('invalid');
    for (let count = 0; count < 4; count += 1) await join(far.url, LEAD.user, 'wrong');
    expect(await join(far.url)).toBe('lockedOut');
    const remote = client(near, { 'x-forwarded-for': '192.0.2.1' });
    const refused = await remote('PUT', '/api/connection', { address: far.url, ...LEAD });
    expect(refused.json.error).toBe('noRights');
  });
});

describe('/api/clear-browser', () => {
  it('asks the browser to forget the site, and only for a page of this site', async () => {
    const hub = await testHub();
    const ask = (headers: Record<string, string>) =>
      fetch(`${hub.url}/api/clear-browser`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: '{}',
      });
    const answer = await ask({ origin: hub.url });
    expect([answer.status, answer.headers.get('clear-site-data')]).toEqual([200, '"cache", "storage"']);
    const foreign = await ask({ origin: 'https://evil.example' });
    expect([foreign.ok, foreign.headers.get('clear-site-data')]).toEqual([false, null]);
  });
});
