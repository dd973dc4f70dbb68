import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { closeLeavesEverywhere } from '@hub/team/close-leaves-everywhere';
import { luuriContent } from '@hub/team/luuri-content';
import { sameJson } from '@shared/lib/canonical-json';
import type { SyncOptions } from '@shared/couchdb-sync/config';
import { couchMissing, couchTurn, testCouch, TURN_MS, type TestCouch } from '../fixtures/couchdb';
import { openHubTeam, type HubTeam } from './support/hub-team';
import { createMachine, eventually, type Machine } from './support/machine';

const QUICK = { heartbeatMs: 500, backoff: { firstMs: 50, maxMs: 400 }, pushDelayMs: 5 };
const WAIT_MS = 30_000;

describe.skipIf(couchMissing('the engine with an Apache CouchDB'))('with an Apache CouchDB', () => {
  let couch: TestCouch;
  let team: HubTeam;
  const machines: Machine[] = [];
  let endTurn: () => Promise<void>;

  beforeAll(async () => {
    endTurn = await couchTurn();
  }, TURN_MS);
  afterAll(() => endTurn());

  beforeEach(async () => {
    couch = testCouch();
    team = await openHubTeam({ couch: couch.address, teamName: couch.teamName });
  });

  afterEach(async () => {
    await Promise.all(machines.splice(0).map((machine) => machine.engine.stop()));
    await team.close();
    await couch.clear();
  });

  /** Through the hub, or straight to the CouchDB as the desktop edition does. */
  type Way = 'hub' | 'bare';

  async function machine(name: string, way: Way, options: Partial<SyncOptions> = {}): Promise<Machine> {
    const { fetch } = await team.signIn(name);
    const root = way === 'hub' ? `${team.hub.url}/db` : couch.address.root;
    const opened = createMachine(name, `${root}/${couch.database}`, fetch, {
      ...QUICK,
      sessionUrl: `${root}/_session`,
      ...options,
    });
    machines.push(opened);
    opened.engine.start();
    return opened;
  }

  const quiet = (...all: Machine[]) =>
    eventually('all quiet', () => all.every((each) => each.isQuiet()), WAIT_MS);
  const equal = (a: Machine, b: Machine) =>
    eventually('equal', () => a.isQuiet() && b.isQuiet() && sameJson(a.docs(), b.docs()), WAIT_MS);

  it('2.4, 3.1 two agents, one through the hub and one straight, see each other’s work', async () => {
    await team.addMember('liisa', 'agent');
    const a = await machine('maija', 'hub');
    const b = await machine('liisa', 'bare');
    await quiet(a, b);
    expect(a.store.records.size).toBeGreaterThan(5);
    a.edit('ticket:01', { subject: 'Näyttö pimeänä 😀' });
    await eventually('at the colleague', () => b.store.records.has('ticket:01') && b.isQuiet());
    await a.engine.stop();
    a.edit('ticket:01', { priority: 'high', 'tags.__vip': true });
    b.edit('ticket:01', { status: 'inProgress', 'tags.vpn': true });
    await quiet(b);
    a.engine.start();
    await eventually('merged', () => a.isQuiet() && a.doc('ticket:01')?.['status'] === 'inProgress');
    await equal(a, b);
    expect(b.doc('ticket:01')).toMatchObject({
      priority: 'high',
      status: 'inProgress',
      tags: ['__vip', 'vpn'],
    });
  });

  it('2.3, 2.4 a first sync in small pages and a feed in small batches bring everything', async () => {
    const a = await machine('maija', 'bare');
    await quiet(a);
    for (let index = 0; index < 230; index += 1)
      a.edit(`ticket:${index.toString().padStart(4, '0')}`, { subject: `${index}` });
    await eventually('sent', () => a.isQuiet(), WAIT_MS);
    const b = await machine('maija', 'hub', { pageSize: 17, feedLimit: 7 });
    await equal(a, b);
    await b.engine.stop();
    for (let index = 0; index < 60; index += 1)
      a.edit(`ticket:${index.toString().padStart(4, '0')}`, { subject: `uusi ${index}` });
    await quiet(a);
    b.engine.start();
    await equal(a, b);
  });

  it('2.1 the feed outlives a restart of the hub before the CouchDB', async () => {
    const a = await machine('maija', 'hub');
    const b = await machine('maija', 'bare');
    await quiet(a, b);
    const restarted = team.restart();
    a.edit('ticket:a', { subject: 'kesken' });
    b.edit('ticket:b', { subject: 'kesken' });
    await restarted;
    await eventually('both have both', () =>
      [a, b].every((each) => each.store.records.has('ticket:a') && each.store.records.has('ticket:b')),
    );
    await equal(a, b);
  });

  it('3.4 five machines of one agent write the same tickets at once: all equal, nothing lost', async () => {
    const all: Machine[] = [];
    for (let index = 0; index < 5; index += 1) all.push(await machine('maija', index % 2 ? 'hub' : 'bare'));
    await quiet(...all);
    for (let round = 0; round < 8; round += 1) {
      all.forEach((each, index) => each.edit(`ticket:${round % 4}`, { [`tags.m${index}r${round}`]: true }));
      if (round % 4 === 0) await quiet(...all);
    }
    const tags = (each: Machine) =>
      [0, 1, 2, 3].flatMap((number) => (each.doc(`ticket:${number}`)?.['tags'] ?? []) as string[]).length;
    await eventually(
      '40 tags on each',
      () => all.every((each) => each.isQuiet() && tags(each) === 40),
      WAIT_MS,
    );
    for (const each of all) expect(sameJson(each.docs(), all[0]?.docs())).toBe(true);
  });

  it('3.5 what a validation function refuses for one record leaves the others alone', async () => {
    await couch.ask('PUT', `/${couch.database}/_design/extra`, {
      validate_doc_update: `function (doc) {
        if (doc.subject === 'kielletty') throw { forbidden: 'not this one' };
        if (doc.subject === 'luvaton') throw { unauthorized: 'nor this one' };
      }`,
    });
    const a = await machine('maija', 'hub');
    await quiet(a);
    a.edit('ticket:01', { subject: 'hyvä' });
    a.edit('ticket:02', { subject: 'kielletty' });
    a.edit('ticket:03', { subject: 'luvaton' });
    a.edit('ticket:04', { subject: 'hyvä' });
    await eventually('two listed', () => {
      const { needsAttention, unsent } = a.engine.status();
      return needsAttention === 2 && unsent === 2;
    });
    const refusal = (id: string) => a.store.records.get(id)?.refusal;
    expect(refusal('ticket:02')).toMatchObject({ reason: 'forbidden', message: 'forbidden: not this one' });
    expect(refusal('ticket:03')).toMatchObject({ reason: 'forbidden' });
    expect(a.engine.status().phase).toBe('live');
    a.edit('ticket:02', { subject: 'korjattu' });
    a.edit('ticket:03', { subject: 'korjattu' });
    await quiet(a);
    expect([a.store.records.has('_design/extra'), a.engine.status().quarantined]).toEqual([false, 0]);
  });

  it('3.5 a record larger than the server takes is listed, the others go on', async () => {
    const a = await machine('maija', 'bare');
    await quiet(a);
    a.edit('ticket:01', { subject: 'hyvä' });
    a.edit('ticket:02', { description: 'ä'.repeat(4_500_000) });
    a.edit('ticket:03', { subject: 'hyvä' });
    await eventually(
      'listed',
      () => a.engine.status().needsAttention === 1 && a.engine.status().unsent === 1,
      WAIT_MS,
    );
    expect(a.store.records.get('ticket:02')?.refusal?.reason).toBe('tooLarge');
  });

  it('4.5 an ended session asks for a login, keeps the work, and sends it after', async () => {
    const maija = await team.signIn('maija');
    const a = createMachine('maija', `${couch.address.root}/${couch.database}`, maija.fetch, QUICK);
    machines.push(a);
    a.engine.start();
    await quiet(a);
    maija.signOut();
    a.edit('ticket:01', { subject: 'x' });
    await eventually('asks', () => a.engine.status().phase === 'needsLogin');
    expect(a.engine.status().unsent).toBe(1);
    await maija.renew();
    a.engine.reauthenticated();
    await quiet(a);
  });

  it('4.6 a locked account is not taken for missing rights, and ends when somebody signs in', async () => {
    const maija = await team.signIn('maija');
    let authorization = '';
    const a = createMachine(
      'maija',
      `${couch.address.root}/${couch.database}`,
      async (url, request) => {
        if (authorization === '') return maija.fetch(url, request);
        return fetch(url, { ...(request as RequestInit), headers: { ...request.headers, authorization } });
      },
      QUICK,
    );
    machines.push(a);
    a.engine.start();
    await quiet(a);
    const wrong = `Basic ${Buffer.from('maija:väärä').toString('base64')}`;
    const statuses: number[] = [];
    for (let round = 0; round < 7; round += 1) {
      const answer = await fetch(couch.address.root, { headers: { authorization: wrong } });
      statuses.push(answer.status);
    }
    expect([statuses[0], statuses.at(-1)]).toEqual([401, 403]);
    authorization = wrong;
    a.edit('ticket:01', { subject: 'x' });
    await eventually('told', () => a.engine.status().phase === 'lockedOut');
    expect([a.engine.status().unsent, a.engine.status().needsAttention]).toEqual([1, 0]);
    authorization = '';
    a.engine.reauthenticated();
    await quiet(a);
  });

  it('4.7 a member who is removed is told, and keeps what is on the machine', async () => {
    await team.addMember('liisa', 'agent');
    const b = await machine('liisa', 'bare');
    await quiet(b);
    b.edit('ticket:01', { subject: 'oma' });
    await quiet(b);
    await team.removeMember('liisa');
    b.edit('ticket:01', { priority: 'high' });
    await eventually('told', () => ['noRights', 'needsLogin'].includes(b.engine.status().phase));
    expect(b.engine.status().unsent).toBe(1);
    expect(b.doc('ticket:01')).toMatchObject({ subject: 'oma', priority: 'high' });
  });

  /** Versions beside five tickets, as replication between servers leaves them; each adds a tag. */
  async function plantLeaves(from: Machine): Promise<void> {
    const docs = [0, 1, 2, 3, 4].flatMap((index) =>
      ['x', 'y'].map((tag) => ({
        ...from.doc(`ticket:${index}`),
        _rev: `1-0${tag}`,
        tags: [tag],
        stamps: { [`tags.${tag}`]: '000000001-000-x' },
      })),
    );
    await couch.ask('POST', `/${couch.database}/_bulk_docs`, { docs, new_edits: false });
  }

  async function openLeaves(): Promise<number> {
    const { json } = await couch.ask('GET', `/${couch.database}/_all_docs?include_docs=true&conflicts=true`);
    const rows = json.rows as { doc: { _conflicts?: string[] } }[];
    return rows.flatMap(({ doc }) => doc._conflicts ?? []).length;
  }

  const isMerged = (each: Machine) =>
    each.isQuiet() &&
    [0, 1, 2, 3, 4].every(
      (index) => ((each.doc(`ticket:${index}`)?.['tags'] ?? []) as string[]).length === 2,
    );
  const expectMerged = (each: Machine) =>
    [0, 1, 2, 3, 4].forEach((index) =>
      expect(each.doc(`ticket:${index}`)).toMatchObject({ subject: 'oma', tags: ['x', 'y'] }),
    );

  it('7.2, 7.3 leaves are merged; without a hub they stay on a CouchDB, through one an agent closes them', async () => {
    await team.addMember('liisa', 'agent');
    const bare = await machine('liisa', 'bare');
    for (let index = 0; index < 5; index += 1) bare.edit(`ticket:${index}`, { subject: 'oma' });
    await quiet(bare);
    await plantLeaves(bare);
    await eventually('merged', () => isMerged(bare), WAIT_MS);
    expectMerged(bare);
    expect([await openLeaves(), bare.engine.status().needsAttention]).toEqual([10, 0]);
    const through = await machine('liisa', 'hub');
    for (let left = 10; left > 0; left = await openLeaves()) await quiet(through);
    await equal(bare, through);
    expectMerged(through);
  });

  it('7.3 the administrator closes what a CouchDB without a hub keeps; machines see no difference', async () => {
    const bare = await machine('maija', 'bare');
    for (let index = 0; index < 5; index += 1) bare.edit(`ticket:${index}`, { subject: 'oma' });
    await quiet(bare);
    await plantLeaves(bare);
    await eventually('merged', () => isMerged(bare), WAIT_MS);
    const said: string[] = [];
    const close = (dryRun: boolean) =>
      closeLeavesEverywhere({
        couch: couch.address,
        fetch: (url, init) => fetch(url, init),
        rules: luuriContent,
        dryRun,
        say: (line) => said.push(line),
      });
    await close(true);
    expect(await openLeaves()).toBe(10);
    await close(false);
    expect([await openLeaves(), ...said]).toEqual([
      0,
      `The team "${couch.teamName}": conflict leaves that would be closed: 10.`,
      `The team "${couch.teamName}": conflict leaves closed: 10.`,
    ]);
    await quiet(bare);
    expectMerged(bare);
  });

  it('6.1 a tombstone of an administrator removes nothing; an edit brings the record back', async () => {
    const a = await machine('maija', 'bare');
    const b = await machine('maija', 'hub');
    await quiet(a, b);
    a.edit('ticket:01', { subject: 'x' });
    await equal(a, b);
    const { json } = await couch.ask('GET', `/${couch.database}/ticket:01`);
    await couch.ask('DELETE', `/${couch.database}/ticket:01?rev=${json._rev}`);
    a.edit('ticket:02', { subject: 'jälkeen' });
    await eventually('read on', () => b.store.records.has('ticket:02'));
    expect(b.doc('ticket:01')).toMatchObject({ subject: 'x' });
    b.edit('ticket:01', { priority: 'high' });
    await equal(a, b);
    expect((await couch.ask('GET', `/${couch.database}/ticket:01`)).json).toMatchObject({
      subject: 'x',
      priority: 'high',
    });
  });
});
