import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { openHub } from '@hub/hub';
import type { Hub } from '@hub/hub';
import { luuriContent } from '@hub/team/luuri-content';
import { provisionCouch } from '@hub/team/provision-couch';
import { isTeamDocument } from '@shared/domain/validation/shape';
import { couchMissing, couchTurn, testCouch, TURN_MS } from '../fixtures/couchdb';
import type { TestCouch } from '../fixtures/couchdb';
import { client, customer, event, LEAD, operator, temporaryFolder, testHub } from './support';
import type { Client } from './support';

const PASSWORD = 'salasana-2';

/** CouchDB's password hashing alone takes most of a second on a busy machine, and each sign-in needs it. */
vi.setConfig({ testTimeout: 120_000, hookTimeout: 60_000 });

/** For the tests beside it. */
function holdTurn(): void {
  let endTurn: () => Promise<void>;
  beforeAll(async () => {
    endTurn = await couchTurn();
  }, TURN_MS);
  afterAll(() => endTurn());
}

describe.skipIf(couchMissing('hub before an Apache CouchDB'))('a hub before an Apache CouchDB', () => {
  holdTurn();
  let couch: TestCouch;
  let hub: Hub;
  let db: string;
  /** User names are the server's, not the team's: each test has its own. */
  const named = (user: string) => `${user}-${couch.teamName.slice(-8)}`;

  beforeEach(async () => {
    couch = testCouch();
    db = `/db/${couch.database}`;
    hub = await testHub({ couch: couch.address });
  });
  afterEach(() => couch.clear());

  async function setUp(more: Record<string, unknown> = {}): Promise<Client> {
    const lead = client(hub);
    const body = { teamName: couch.teamName, displayName: 'Liisa Ä', language: 'fi', ...more };
    const account = { user: named('liisa'), password: LEAD.password };
    const made = await lead('POST', '/api/setup', { ...account, ...body });
    expect([made.status, made.json]).toEqual([
      201,
      { team: { id: couch.teamName, name: couch.teamName }, user: more['user'] ?? account.user },
    ]);
    return lead;
  }

  async function signIn(user: string, password = PASSWORD, at: { url: string } = hub) {
    const person = client(at);
    return { person, answer: await person('POST', '/db/_session', { name: user, password }) };
  }

  async function member(lead: Client, name: string, role = 'agent'): Promise<Client> {
    const user = named(name);
    const body = { user, displayName: `${name} Ö`, password: PASSWORD, role };
    expect((await lead('POST', '/api/members', body)).status).toBe(201);
    const { person, answer } = await signIn(user);
    expect([answer.status, answer.json.roles]).toEqual([200, [couch.database, `${couch.database}:${role}`]]);
    return person;
  }

  it('sets a team up once: databases, rights, identity, settings, a signed-in lead', async () => {
    expect((await client(hub)('GET', '/api/info')).json).toMatchObject({ setUp: false, database: 'couchdb' });
    const lead = await setUp();
    expect((await lead('GET', '/db/_session')).json.userCtx).toEqual({
      name: named('liisa'),
      roles: [couch.database, `${couch.database}:lead`],
    });
    const { rows } = (await lead('GET', `${db}/_all_docs?include_docs=true`)).json;
    const ids = rows.map((row: { id: string }) => row.id);
    expect(ids).toEqual(expect.arrayContaining(['team:epoch', 'team:info', `agent:${named('liisa')}`]));
    const strange = rows.filter((row: { doc: unknown }) => !isTeamDocument(row.doc));
    expect(strange.filter((row: { id: string }) => !row.id.startsWith('_design/'))).toEqual([]);
    for (const name of [couch.database, `${couch.database}-files`]) {
      const { json } = await couch.ask('GET', `/${name}/_security`);
      expect(json).toEqual({
        admins: { names: [], roles: ['_admin'] },
        members: { names: [], roles: [couch.database] },
      });
    }
    const again = await client(hub)('POST', '/api/setup', { teamName: 'x', language: 'fi', sample: true });
    expect([again.status, again.json.error]).toEqual([409, 'alreadySetUp']);
    await hub.close();
    const reopened = await testHub({ couch: couch.address, dataDir: hub.dataDir });
    expect((await client(reopened)('GET', '/api/info')).json).toMatchObject({
      setUp: true,
      team: { id: couch.teamName },
    });
  });

  it('fills a team with sample data', async () => {
    const lead = await setUp({ sample: true, user: named('demo') });
    expect((await lead('GET', db)).json.doc_count).toBeGreaterThan(200);
    const { rows } = (await lead('GET', `${db}/_all_docs?include_docs=true&startkey="a"`)).json;
    expect(rows.filter((row: { doc: unknown }) => !isTeamDocument(row.doc))).toEqual([]);
  });

  it('adds, changes and removes members; a removed one is out at once and comes back', async () => {
    const lead = await setUp();
    const agent = await member(lead, 'matti');
    const viewer = await member(lead, 'väinö'.normalize('NFKD').replaceAll(/\p{M}/gu, ''), 'viewer');
    expect((await agent('GET', '/api/members')).json).toHaveLength(3);
    expect((await agent('POST', '/api/members', {})).json.error).toBe('noRights');
    expect((await viewer('GET', `${db}/team:info`)).status).toBe(200);
    const path = `/api/members/${named('matti')}`;
    expect((await lead('PATCH', path, { role: 'lead' })).json.role).toBe('lead');
    expect((await lead('PATCH', path, { role: 'agent' })).json.role).toBe('agent');
    expect((await lead('GET', `${db}/agent:${named('matti')}`)).json).toMatchObject({ role: 'agent' });
    expect((await lead('DELETE', path)).status).toBe(204);
    expect((await agent('GET', `${db}/team:info`)).status).toBe(401);
    expect((await signIn(named('matti'))).answer.status).toBe(401);
    expect((await lead('GET', `${db}/agent:${named('matti')}`)).json.archived).toBe(true);
    const back = { active: true, password: PASSWORD };
    expect((await lead('PATCH', path, back)).json.active).toBe(true);
    const { answer } = await signIn(named('matti'));
    expect(answer.json.roles).toEqual([couch.database, `${couch.database}:agent`]);
    expect((await lead('DELETE', `/api/members/${named('liisa')}`)).json.error).toBe('conflict');
  });

  it('keeps the sessions of CouchDB: cookie, sign-out, basic, nobody', async () => {
    const lead = await setUp();
    const agent = await member(lead, 'matti');
    expect([...agent.cookies.keys()]).toEqual(['AuthSession', expect.stringMatching(/^LuuriSession-/)]);
    expect((await agent('GET', '/db/')).json.couchdb).toBe('Welcome');
    const made = await agent('PUT', `${db}/event:1`, event('1', named('matti')));
    expect([made.status, made.json.ok]).toEqual([201, true]);
    expect((await lead('GET', `${db}/event:1`)).json.author).toBe(named('matti'));
    const basic = `Basic ${Buffer.from(`${named('matti')}:${PASSWORD}`).toString('base64')}`;
    expect((await client(hub, { authorization: basic })('GET', db)).status).toBe(200);
    expect((await client(hub)('GET', db)).status).toBe(401);
    expect((await operator(hub)('GET', `${db}/_design_docs`)).status).toBe(200);
    expect((await agent('DELETE', '/db/_session')).status).toBe(200);
    expect(agent.cookies.size).toBe(0);
    expect((await agent('GET', '/db/_session')).json.userCtx.name).toBeNull();
  });

  it('holds a feed open through to CouchDB, with signs of life, and ends it with the client', async () => {
    const lead = await setUp();
    const { json } = await lead('GET', `${db}/_changes?limit=0`);
    const since = (await lead('GET', db)).json.update_seq;
    expect(json.last_seq).toBeTruthy();
    const query = new URLSearchParams({ feed: 'longpoll', heartbeat: '200', since, include_docs: 'true' });
    const cookie = [...lead.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await fetch(`${hub.url}${db}/_changes?${query}`, { headers: { cookie } });
    const reader = (response.body as ReadableStream<Uint8Array>).getReader();
    const decoder = new TextDecoder();
    let text = '';
    while (!/\n\n\n/.test(text)) text += decoder.decode((await reader.read()).value);
    await lead('PUT', `${db}/event:2`, event('2', named('liisa')));
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      text += decoder.decode(value);
    }
    expect(JSON.parse(text).results).toMatchObject([{ id: 'event:2', doc: { author: named('liisa') } }]);
  });

  it('applies the rules of the team: who may write what', async () => {
    const lead = await setUp();
    const agent = await member(lead, 'matti');
    const viewer = await member(lead, 'vilma', 'viewer');
    const mine = event('a', named('matti'));
    const refused = async (person: Client, doc: Record<string, unknown>) => {
      const { status, json } = await person('PUT', `${db}/${String(doc['_id'])}`, doc);
      return [status, json.error];
    };
    expect(await refused(viewer, event('v', named('vilma')))).toEqual([403, 'forbidden']);
    expect(await refused(agent, event('f', named('liisa')))).toEqual([403, 'forbidden']);
    expect(await refused(agent, { ...mine, author: undefined })).toEqual([403, 'forbidden']);
    expect(await refused(agent, { _id: 'team:epoch', type: 'team', v: 1 })).not.toEqual([201, undefined]);
    const bulk = await agent('POST', `${db}/_bulk_docs`, { docs: [mine, event('b', named('liisa'))] });
    expect(bulk.json).toMatchObject([
      { ok: true, id: 'event:a' },
      { error: 'forbidden', id: 'event:b' },
    ]);
    const { rev } = bulk.json[0];
    expect(await refused(agent, { ...mine, _rev: rev, body: 'muutettu' })).toEqual([403, 'forbidden']);
    expect((await agent('DELETE', `${db}/event:a?rev=${rev}`)).status).toBe(403);
    const info = (await agent('GET', `${db}/team:info`)).json;
    expect(await refused(agent, { ...info, name: 'x' })).toEqual([403, 'forbidden']);
    expect(await refused(lead, { ...info, name: 'y' })).toEqual([201, undefined]);
    expect(await refused(agent, customer('c', named('matti')))).toEqual([201, undefined]);
  });

  it('renews the rules of an older hub in CouchDB, and leaves those of a newer one, by name', async () => {
    const lead = await setUp();
    const agent = await member(lead, 'matti');
    const path = (name: string) => `/${name}/_design/luuri`;
    const [team, files] = [couch.database, `${couch.database}-files`] as const;
    const replaceRules = async (name: string, hubVersion: string) => {
      const { json } = await couch.ask('GET', path(name));
      const text = `function () { throw { forbidden: 'rules of ${hubVersion}' }; }`;
      await couch.ask('PUT', path(name), { ...json, hubVersion, validate_doc_update: text });
    };
    const rulesOf = async (name: string) => (await couch.ask('GET', path(name))).json.validate_doc_update;
    const ours = await rulesOf(team);
    await replaceRules(team, '0.0.9');
    await replaceRules(files, '99.1.0');
    const write = async (id: string, author: string) =>
      (await agent('PUT', `${db}/event:${id}`, event(id, author))).json.reason ?? 'written';
    await expect.poll(() => write('a', named('matti'))).toBe('rules of 0.0.9');
    const said = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
    onTestFinished(() => said.mockRestore());
    const second = await testHub({ couch: couch.address });
    const lines = () => said.mock.calls.map(([line]) => String(line));
    await expect.poll(lines, { timeout: 30_000 }).toHaveLength(2);
    expect(lines()).toEqual([
      `The rules of ${team} were renewed.\n`,
      expect.stringContaining(`The rules of ${files} are of hub 99.1.0 and stay`),
    ]);
    await second.close();
    expect(await rulesOf(team)).toBe(ours);
    await expect.poll(() => write('b', named('matti'))).toBe('written');
    expect(await write('c', named('liisa'))).toBe("events are written in one's own name");
    await replaceRules(team, '99.1.0');
    const told: string[] = [];
    const parts = {
      content: luuriContent,
      team: undefined,
      lead: undefined,
      language: 'fi',
      dryRun: false,
    } as const;
    await provisionCouch({
      ...parts,
      couch: couch.address,
      fetch: (address, init) => fetch(address, init),
      now: '2026-11-22T10:00:00.000Z',
      readPassword: () => Promise.reject(new Error('nobody is asked')),
      say: (line) => told.push(line),
    });
    expect(told.filter((line) => line.startsWith('  stay'))).toEqual([
      expect.stringContaining(`rules of ${team}: hub 99.1.0 wrote them`),
      expect.stringContaining(`rules of ${files}: hub 99.1.0 wrote them`),
    ]);
    expect(await rulesOf(team)).toContain('rules of 99.1.0');
  });

  it('hands on what is no document, and what is sent by nobody, for CouchDB to refuse', async () => {
    const lead = await setUp();
    const gone = { _id: 'ticket:1', _rev: `1-${'a'.repeat(32)}`, _deleted: true };
    const bulk = (person: Client, docs: unknown[]) => person('POST', `${db}/_bulk_docs`, { docs });
    for (const docs of [[null], [gone, null], [gone, 5]]) {
      const { status, json } = await bulk(lead, docs);
      expect([status, json.reason]).toEqual([400, 'Document must be a JSON object']);
    }
    expect((await bulk(lead, [gone])).json).toMatchObject([{ id: 'ticket:1', error: 'forbidden' }]);
    const wrong = { authorization: `Basic ${Buffer.from(`${named('liisa')}:väärä`).toString('base64')}` };
    expect((await bulk(client(hub, wrong), [gone])).status).toBe(401);
    expect((await bulk(client(hub), [gone])).status).toBe(401);
  });

  it('says that an account is locked, and joins from another hub and as a bare CouchDB', async () => {
    const lead = await setUp();
    await member(lead, 'matti');
    const near = await testHub();
    const join = (address: string, user: string, password: string) =>
      client(near)('PUT', '/api/connection', { address, user, password });
    for (const address of [hub.url, couch.address.root]) {
      const { status, json } = await join(address, named('matti'), PASSWORD);
      expect([status, json.user, json.roles]).toEqual([
        200,
        named('matti'),
        [couch.database, `${couch.database}:agent`],
      ]);
    }
    expect((await join(couch.address.root, named('matti'), 'väärä')).json.error).toBe('wrongPassword');
    for (let round = 0; round < 5; round += 1) await signIn(named('matti'), 'väärä');
    const { answer } = await signIn(named('matti'));
    expect([answer.status, answer.json.reason]).toEqual([403, expect.stringMatching(/temporarily locked/)]);
    expect((await join(couch.address.root, named('matti'), PASSWORD)).json.error).toBe('lockedOut');
  });
});

describe.skipIf(couchMissing('embedded databases and CouchDB’s replicator'))(
  'the embedded databases and the replicator of an Apache CouchDB',
  () => {
    holdTurn();
    let couch: TestCouch;
    let hub: Hub;
    let lead: Client;
    const far = () => `/${couch.database}`;

    beforeEach(async () => {
      couch = testCouch();
      const dataDir = await temporaryFolder();
      hub = await openHub({ port: 0, dataDir, passwordCost: { N: 1024, r: 8, p: 1 } });
      lead = client(hub);
      const body = { teamName: couch.teamName, displayName: 'Liisa', ...LEAD, language: 'fi', sample: true };
      const { status, text } = await lead('POST', '/api/setup', body);
      if (status !== 201) throw new Error(`set-up failed: ${text}`);
      await couch.ask('PUT', far());
    });
    afterEach(async () => {
      await hub.close();
      await couch.clear();
    });

    const near = () => `/db${far()}`;

    async function replicate(direction: 'push' | 'pull', more: Record<string, unknown> = {}) {
      const { root, user, password } = couch.address;
      const basic = (name: string, word: string) => ({ auth: { basic: { username: name, password: word } } });
      const ours = { url: hub.url + near(), ...basic(LEAD.user, LEAD.password) };
      const theirs = { url: root + far(), ...basic(user, password) };
      const [source, target] = direction === 'push' ? [ours, theirs] : [theirs, ours];
      const { json } = await couch.ask('POST', '/_replicate', { source, target, ...more });
      expect(json).toMatchObject({ ok: true });
      // Without changes the history is that of the run before.
      return (json.no_changes ? {} : json.history[0]) as Record<string, number>;
    }

    const revisions = (rows: { id: string; value: { rev: string } }[]) =>
      rows.map((row) => [row.id, row.value.rev]);

    it('brings a whole team there, and what was written there back, with its revisions', async () => {
      const first = await replicate('push');
      expect(first['doc_write_failures']).toBe(0);
      const here = (await lead('GET', `${near()}/_all_docs`)).json.rows;
      expect(here.length).toBeGreaterThan(200);
      expect(revisions((await couch.ask('GET', `${far()}/_all_docs`)).json.rows)).toEqual(revisions(here));
      const docs = Array.from({ length: 120 }, (_, index) => event(`far-${index}`, LEAD.user));
      await couch.ask('POST', `${far()}/_bulk_docs`, { docs });
      const back = await replicate('pull');
      expect([back['docs_written'], back['doc_write_failures']]).toEqual([120, 0]);
      expect((await lead('GET', `${near()}/event:far-7`)).json).toMatchObject(event('far-7', LEAD.user));
      // What came from there does not go back; the counts include the run before.
      expect((await replicate('push'))['docs_written']).toBe(first['docs_written']);
      expect(await replicate('push')).toEqual({});
    });

    it('keeps both sides of a conflict, and both agree on the winner', async () => {
      await lead('PUT', `${near()}/customer:a`, customer('a', LEAD.user));
      await replicate('push');
      const { json: doc } = await couch.ask('GET', `${far()}/customer:a`);
      await couch.ask('PUT', `${far()}/customer:a`, { ...doc, name: 'siellä' });
      await lead('PUT', `${near()}/customer:a`, { ...doc, name: 'täällä' });
      await replicate('push');
      await replicate('pull');
      const here = (await lead('GET', `${near()}/customer:a?conflicts=true`)).json;
      const there = (await couch.ask('GET', `${far()}/customer:a?conflicts=true`)).json;
      expect(here).toEqual(there);
      expect(here._conflicts).toHaveLength(1);
      const loser = (await couch.ask('GET', `${far()}/customer:a?rev=${here._conflicts[0]}`)).json;
      expect([here.name, loser.name].sort()).toEqual(['siellä', 'täällä']);
      await operator(hub)('DELETE', `${near()}/customer:a?rev=${here._conflicts[0]}`);
      await replicate('push');
      const closed = (await couch.ask('GET', `${far()}/customer:a?conflicts=true`)).json;
      expect(closed).not.toHaveProperty('_conflicts');
    });

    it('carries attachments both ways, small and large, text and bytes', async () => {
      const bytes = Buffer.from(Array.from({ length: 300_000 }, (_, index) => (index * 31) % 251));
      const words = Buffer.from('Häiriö verkossa. '.repeat(2_000));
      const { rev } = (await lead('PUT', `${near()}/customer:f`, customer('f', LEAD.user))).json;
      const one = await lead('PUT', `${near()}/customer:f/lasku ä.pdf?rev=${rev}`, bytes, {
        'content-type': 'application/pdf',
      });
      const two = await lead('PUT', `${near()}/customer:f/muistio.txt?rev=${one.json.rev}`, words, {
        'content-type': 'text/plain',
      });
      expect(two.status).toBe(201);
      await replicate('push');
      const root = couch.address.root + far();
      const authorization = `Basic ${Buffer.from(`${couch.address.user}:${couch.address.password}`).toString('base64')}`;
      const read = async (url: string, headers: Record<string, string>) =>
        Buffer.from(await (await fetch(url, { headers })).arrayBuffer());
      expect((await read(`${root}/customer:f/lasku ä.pdf`, { authorization })).equals(bytes)).toBe(true);
      expect((await read(`${root}/customer:f/muistio.txt`, { authorization })).equals(words)).toBe(true);

      const { json: made } = await couch.ask('PUT', `${far()}/customer:g`, customer('g', LEAD.user));
      let last: string = made.rev;
      for (const [name, type, data] of [
        ['kuva ö.png', 'image/png', bytes],
        ['loki.txt', 'text/plain', words],
      ] as const) {
        const headers = { authorization, 'content-type': type };
        const url = `${root}/customer:g/${encodeURIComponent(name)}?rev=${last}`;
        const put = await fetch(url, { method: 'PUT', headers, body: data });
        last = ((await put.json()) as { rev: string }).rev;
      }
      const back = await replicate('pull');
      expect(back['doc_write_failures']).toBe(0);
      const cookie = [...lead.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
      const ours = `${hub.url}${near()}/customer:g`;
      expect((await read(`${ours}/${encodeURIComponent('kuva ö.png')}`, { cookie })).equals(bytes)).toBe(
        true,
      );
      expect((await read(`${ours}/loki.txt`, { cookie })).equals(words)).toBe(true);
    });

    it('refuses and counts a deletion that comes in a lead’s name, and goes on', async () => {
      await couch.ask('PUT', `${far()}/customer:t`, customer('t', LEAD.user));
      await replicate('pull');
      const { json } = await couch.ask('GET', `${far()}/customer:t`);
      await couch.ask('DELETE', `${far()}/customer:t?rev=${json._rev}`);
      await couch.ask('PUT', `${far()}/customer:u`, customer('u', LEAD.user));
      const { docs_written: written, doc_write_failures: refused } = await replicate('pull');
      // The counts of a replication that goes on from its checkpoint include those before.
      expect([written, refused]).toEqual([2, 1]);
      expect((await lead('GET', `${near()}/customer:t`)).status).toBe(200);
      expect((await lead('GET', `${near()}/customer:u`)).status).toBe(200);
    });
  },
);
