import { describe, expect, it } from 'vitest';
import { readTombstones } from '@hub/backend/close-leaves';
import { readCouchAddress } from '@hub/backend/couch-address';
import { fakeCouch } from './fake-couch';
import { client, DB, LEAD, member, operator, setUp, testHub } from './support';

const admin = { user: 'admin', password: 'järjestelmä' };

describe('a hub in front of a CouchDB', () => {
  it('provisions a team there and signs its lead in', async () => {
    const couch = await fakeCouch(admin);
    const hub = await testHub({ couch: { root: couch.url, ...admin } });
    const lead = await setUp(hub);
    expect((await lead('GET', '/api/info')).json).toMatchObject({
      setUp: true,
      team: { id: 'testi', name: 'Testi' },
      database: 'couchdb',
    });
    expect([...couch.databases.keys()].sort()).toEqual(
      ['_replicator', '_users', 'luuri-testi', 'luuri-testi-files'].sort(),
    );
    expect(couch.security.get('luuri-testi')).toMatchObject({ members: { roles: ['luuri-testi'] } });
    expect((await lead('GET', `${DB}/team:info`)).json.name).toBe('Testi');
    expect((await client(hub)('GET', `${DB}/team:info`)).status).toBe(401);
    expect((await client(hub)('POST', '/api/setup', {})).json.error).toBe('alreadySetUp');
    expect((await operator(hub)('GET', `${DB}/team:epoch`)).json.epoch).toBeDefined();
  });

  it('adds, changes and removes accounts, and never shows the administrator to a browser', async () => {
    const couch = await fakeCouch(admin);
    const hub = await testHub({ couch: { root: couch.url, ...admin } });
    const lead = await setUp(hub);
    const agent = await member(hub, lead, 'matti');
    expect((await agent('POST', '/api/members', {})).json.error).toBe('noRights');
    expect((await agent('GET', '/api/members')).json).toHaveLength(2);
    await lead('PATCH', '/api/members/matti', { role: 'viewer' });
    expect((await agent('GET', '/db/_session')).json.userCtx.roles).toContain('luuri-testi:viewer');
    expect((await lead('DELETE', '/api/members/matti')).status).toBe(204);
    expect((await agent('GET', `${DB}/team:info`)).status).toBe(401);
    const again = await agent('POST', '/db/_session', { name: 'matti', password: 'matti-salasana' });
    expect(again.status).toBe(401);
    expect((await lead('GET', '/api/members')).json).toContainEqual({
      user: 'matti',
      displayName: 'matti',
      role: 'viewer',
      active: false,
    });
    expect((await lead('GET', `${DB}/agent:matti`)).json.archived).toBe(true);
    const asAdmin = couch.requests.filter(({ headers }) => headers.authorization !== undefined);
    expect(asAdmin.some(({ url }) => url.startsWith('/luuri-testi/team:'))).toBe(false);
  });

  it('tells the CouchDB who asks, and takes nobody’s word for it', async () => {
    const couch = await fakeCouch(admin);
    const hub = await testHub({ couch: { root: couch.url, ...admin } });
    const person = client(hub, { 'x-forwarded-for': '192.0.2.1' });
    await person('POST', '/db/_session', { name: 'admin', password: 'arvaus' });
    await person('GET', '/api/members', undefined, { authorization: 'Basic YWRtaW46YXJ2YXVz' });
    const asked = couch.requests.filter(({ url }) => url === '/_session');
    expect(asked.map(({ headers }) => headers['x-forwarded-for'])).toEqual(['127.0.0.1', '127.0.0.1']);
  });

  it('does not take over an account that somebody else has there', async () => {
    const couch = await fakeCouch(admin);
    const other = { _id: `org.couchdb.user:${LEAD.user}`, _rev: '1-x', name: LEAD.user, roles: ['wiki'] };
    couch.databases.set('_users', new Map([[other._id, { ...other, password: 'oma' }]]));
    const hub = await testHub({ couch: { root: couch.url, ...admin } });
    const team = { teamName: 'Testi', displayName: 'Liisa', ...LEAD, language: 'fi' };
    const { status, json } = await client(hub)('POST', '/api/setup', team);
    expect([status, json.error]).toEqual([409, 'conflict']);
    expect(couch.databases.get('_users')?.get(other._id)).toMatchObject({ ...other, password: 'oma' });
    expect([...couch.databases.keys()]).toEqual(['_users']);
  });

  it('asks the CouchDB itself what it is', async () => {
    const couch = await fakeCouch(admin);
    const hub = await testHub({ couch: { root: couch.url, ...admin } });
    for (const path of ['/db', '/db/', '/db/_up']) await client(hub)('GET', path);
    const asked = couch.requests.filter(({ headers }) => headers.authorization === undefined);
    expect(asked.map(({ url }) => url)).toEqual(['/', '/', '/_up']);
  });

  it('tells deletions of records, which it judges itself, from everything else', async () => {
    const body = (value: unknown) => Buffer.from(JSON.stringify(value));
    const tombstone = { _id: 'ticket:1', _rev: '1-a', _deleted: true };
    expect(readTombstones(body({ docs: [tombstone] }))).toEqual([tombstone]);
    const others = [null, 5, [], {}, { ...tombstone, _id: '_local/x' }, { ...tombstone, _rev: 1 }];
    for (const other of others) expect(readTombstones(body({ docs: [tombstone, other] }))).toBeUndefined();
    for (const other of [null, [], 5, { docs: '_deleted' }, { docs: [], _deleted: 1 }])
      expect(readTombstones(body(other))).toBeUndefined();
    expect(readTombstones(body({ docs: [tombstone], new_edits: false }))).toBeUndefined();
  });

  it('leaves it to the CouchDB to refuse a deletion by somebody it does not know', async () => {
    const couch = await fakeCouch(admin);
    const hub = await testHub({ couch: { root: couch.url, ...admin } });
    await setUp(hub);
    const stranger = client(hub, {
      authorization: `Basic ${Buffer.from('matti:arvaus').toString('base64')}`,
    });
    const docs = [{ _id: 'ticket:1', _rev: '1-a', _deleted: true }];
    const { status, json } = await stranger('POST', `${DB}/_bulk_docs`, { docs });
    expect([status, json.error]).toEqual([401, 'unauthorized']);
  });

  it('keeps what is the administrator’s of the server from everybody else', async () => {
    const couch = await fakeCouch(admin);
    const hub = await testHub({ couch: { root: couch.url, ...admin } });
    const lead = await setUp(hub);
    for (const path of [
      '_users/x',
      '_replicate',
      '_node/_local/_config',
      '%5Freplicate',
      '_utils/',
      '/_up',
    ]) {
      expect((await lead('POST', `/db/${path}`, {})).json.error).toMatch(/^not_?found$/i);
    }
    expect((await operator(hub)('GET', '/db/_users/x')).json.reason).toBe('missing');
    expect(couch.requests.filter(({ url }) => /replicate|_node|_utils/i.test(url ?? ''))).toEqual([]);
  });

  it('renews the rules of an older hub when it starts, and leaves those of a newer one', async () => {
    const couch = await fakeCouch(admin);
    const hub = await testHub({ couch: { root: couch.url, ...admin } });
    await setUp(hub);
    await hub.close();
    const rules = (name: string) => couch.databases.get(name)?.get('_design/luuri');
    const written = rules('luuri-testi')?.['validate_doc_update'];
    expect(String(written)).toContain('records are archived');
    Object.assign(rules('luuri-testi') ?? {}, { validate_doc_update: 'older', hubVersion: '0.0.9' });
    Object.assign(rules('luuri-testi-files') ?? {}, { validate_doc_update: 'newer', hubVersion: '99.0.0' });
    await testHub({ couch: { root: couch.url, ...admin }, dataDir: hub.dataDir });
    await expect.poll(() => rules('luuri-testi')?.['validate_doc_update']).toBe(written);
    expect(rules('luuri-testi-files')?.['validate_doc_update']).toBe('newer');
    // The same again changes nothing.
    const revision = rules('luuri-testi')?._rev;
    await testHub({ couch: { root: couch.url, ...admin } });
    await expect
      .poll(() => couch.requests.filter(({ url }) => url === '/luuri-testi-files/_design/luuri').length)
      .toBeGreaterThanOrEqual(3);
    expect(rules('luuri-testi')?._rev).toBe(revision);
  });

  it('opens again and finds its team', async () => {
    const couch = await fakeCouch(admin);
    const hub = await testHub({ couch: { root: couch.url, ...admin } });
    const lead = await setUp(hub);
    await hub.close();
    const again = await testHub({ couch: { root: couch.url, ...admin }, dataDir: hub.dataDir });
    const person = client(again);
    for (const [name, value] of lead.cookies) person.cookies.set(name, value);
    expect((await person('GET', '/db/_session')).json.userCtx.name).toBe(LEAD.user);
    expect((await person('GET', '/api/info')).json.setUp).toBe(true);
  });
});

describe('the address of a CouchDB', () => {
  it('takes the administrator from the environment or the address, and keeps it out of the root', () => {
    expect(readCouchAddress('http://a:p%C3%A4@h:5984/x/', {})).toEqual({
      root: 'http://h:5984/x',
      user: 'a',
      password: 'pä',
    });
    const environment = { LUURI_COUCH_USER: 'b', LUURI_COUCH_PASSWORD: 'q' };
    expect(readCouchAddress('http://h:5984', environment)).toMatchObject({ user: 'b', password: 'q' });
    expect(() => readCouchAddress('http://h:5984', {})).toThrow('LUURI_COUCH_USER');
    expect(() => readCouchAddress('couch', {})).toThrow('address');
  });
});
