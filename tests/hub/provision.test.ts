import { createServer } from 'node:http';
import { describe, expect, it } from 'vitest';
import { luuriContent } from '@hub/team/luuri-content';
import { provisionCouch, ProvisionError } from '@hub/team/provision-couch';
import type { ProvisionParts } from '@hub/team/provision-couch';
import { isNewer } from '@hub/team/renew-rules';
import { fakeCouch } from './fake-couch';
import { fakeServer, sendJson } from './gateway/support';
import { client, testHub } from './support';

const admin = { user: 'admin', password: 'hallinta' };
const NEW = { team: 'Rakennus Öy', lead: { user: 'liisa', displayName: 'Liisa Ä' } };

async function provision(url: string, more: Partial<ProvisionParts> = {}): Promise<string[]> {
  const lines: string[] = [];
  await provisionCouch({
    couch: { root: url, ...admin },
    fetch: (address, init) => fetch(address, init),
    content: luuriContent,
    now: '2026-11-22T10:00:00.000Z',
    team: undefined,
    lead: undefined,
    language: 'fi',
    dryRun: false,
    readPassword: async () => 'salasana-1',
    say: (line) => void lines.push(line),
    ...more,
  });
  return lines;
}

const why = (work: Promise<unknown>) =>
  work.then(
    () => 'it worked',
    (error: Error) => (error instanceof ProvisionError ? error.message : `not for people: ${error.message}`),
  );

describe('hub provision', () => {
  it('makes a CouchDB fit for a team, and says each thing', async () => {
    const couch = await fakeCouch(admin);
    const lines = await provision(couch.url, NEW);
    expect(lines.filter((line) => /^ {2}(made|set|wrote)/.test(line))).toHaveLength(lines.length - 3);
    for (const part of [
      'database luuri-rakennus-oy-files',
      'rules of luuri-rakennus-oy',
      'team:epoch',
      'account liisa',
    ]) {
      expect(lines.join('\n')).toContain(part);
    }
    const hub = await testHub({ couch: { root: couch.url, ...admin } });
    const person = client(hub);
    expect((await person('GET', '/api/info')).json.team).toEqual({ id: 'rakennus-oy', name: 'Rakennus Öy' });
    expect((await person('POST', '/db/_session', { name: 'liisa', password: 'salasana-1' })).status).toBe(
      200,
    );
    expect((await person('GET', '/db/luuri-rakennus-oy/agent:liisa')).json.role).toBe('lead');
  });

  it('changes nothing when it is repeated, and nothing at all in a dry run', async () => {
    const couch = await fakeCouch(admin);
    const promised = await provision(couch.url, { ...NEW, dryRun: true });
    expect(promised.filter((line) => line.startsWith('  would '))).toHaveLength(promised.length - 3);
    expect(couch.databases.size).toBe(0);
    expect(couch.requests.every(({ method }) => method === 'GET')).toBe(true);
    await provision(couch.url, NEW);
    const before = JSON.stringify([...couch.databases].map(([name, docs]) => [name, [...docs]]));
    const again = await provision(couch.url);
    expect(again.filter((line) => line.startsWith('  is there '))).toHaveLength(again.length - 3);
    expect(JSON.stringify([...couch.databases].map(([name, docs]) => [name, [...docs]]))).toBe(before);
  });

  it('goes on where it was cut off, and mends what is missing or old', async () => {
    const couch = await fakeCouch(admin);
    await provision(couch.url, NEW);
    const team = couch.databases.get('luuri-rakennus-oy');
    const rules = team?.get('_design/luuri')?.['validate_doc_update'];
    Object.assign(team?.get('_design/luuri') ?? {}, { validate_doc_update: 'older' });
    couch.databases.delete('luuri-rakennus-oy-files');
    couch.security.set('luuri-rakennus-oy', { members: { names: [], roles: [] } });
    const lines = await provision(couch.url);
    const done = lines
      .filter((line) => /^ {2}(made|set|renewed|wrote) /.test(line))
      .map((line) => line.trim());
    expect(done.map((line) => line.replaceAll(/\s+/g, ' '))).toEqual([
      'made database luuri-rakennus-oy-files',
      'set rights of luuri-rakennus-oy: its members only',
      'set rights of luuri-rakennus-oy-files: its members only',
      'renewed rules of luuri-rakennus-oy',
      'wrote rules of luuri-rakennus-oy-files',
    ]);
    expect(team?.get('_design/luuri')?.['validate_doc_update']).toBe(rules);
    // Without its lead's account a team counts as not made yet; the rest of it stays.
    couch.databases.get('_users')?.clear();
    const resumed = await provision(couch.url, NEW);
    expect(resumed.filter((line) => /^ {2}made /.test(line))).toEqual([
      expect.stringContaining('account liisa'),
    ]);
  });

  it('says what is wrong, and tries a password once', async () => {
    const couch = await fakeCouch(admin);
    expect(await why(provision(couch.url))).toContain('--team');
    expect(await why(provision(couch.url, { team: 'Tuki' }))).toContain('--user');
    await provision(couch.url, NEW);
    expect(await why(provision(couch.url, { ...NEW, team: 'Tuki' }))).toContain('"Rakennus Öy" already');
    const before = couch.requests.length;
    const wrong = { root: couch.url, user: 'admin', password: 'arvaus' };
    expect(await why(provision(couch.url, { couch: wrong }))).toBe(
      `Wrong name or password for "admin" at ${couch.url}.`,
    );
    expect(couch.requests.slice(before).filter(({ headers }) => headers.authorization)).toHaveLength(1);
    const other = { _id: 'org.couchdb.user:eero', _rev: '1-x', name: 'eero', roles: ['wiki'] };
    couch.databases.set('_users', new Map([[other._id, other]]));
    expect(await why(provision(couch.url, { ...NEW, lead: { user: 'eero', displayName: 'E' } }))).toContain(
      'already an account "eero"',
    );
  });

  it.each([
    ['no CouchDB', { hello: 1 }, { userCtx: {} }, 200, 'is no CouchDB'],
    ['an old one', { couchdb: 'Welcome', version: '1.6.1' }, {}, 200, '1.6.1'],
    ['a locked account', { couchdb: 'Welcome', version: '3.5.0' }, { error: 'forbidden' }, 403, 'locked'],
    [
      'a member',
      { couchdb: 'Welcome', version: '3.5.0' },
      { userCtx: { roles: ['x'] } },
      200,
      'no administrator',
    ],
  ])('tells %s', async (_what, welcome, session, status, message) => {
    const { url } = await fakeServer((request, response) =>
      request.url === '/' ? sendJson(response, 200, welcome) : sendJson(response, status, session),
    );
    expect(await why(provision(url, NEW))).toContain(message);
  });

  it('tells that nobody answers', async () => {
    const server = createServer();
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    const { port } = server.address() as { port: number };
    await new Promise((closed) => server.close(closed));
    expect(await why(provision(`http://127.0.0.1:${port}`, NEW))).toContain('ECONNREFUSED');
  });
});

describe('versions', () => {
  it.each([
    ['0.1.0', '0.1.0', false],
    ['0.10.0', '0.9.9', true],
    ['0.9.9', '0.10.0', false],
    ['1', '0.9', true],
    ['nonsense', '0.0.1', false],
  ])('%s is newer than %s: %s', (a, b, newer) => {
    expect(isNewer(a, b)).toBe(newer);
  });
});
