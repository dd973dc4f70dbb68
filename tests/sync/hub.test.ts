import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createHttp } from '@shared/couchdb-sync/http';
import { DEFAULT_OPTIONS } from '@shared/couchdb-sync/options';
import { createServer } from '@shared/couchdb-sync/server';
import { sameJson } from '@shared/lib/canonical-json';
import { openHubTeam, type HubTeam, type SignedIn } from './support/hub-team';
import { createMachine, eventually, realTimers, type Machine } from './support/machine';

const QUICK = { heartbeatMs: 200, backoff: { firstMs: 20, maxMs: 200 }, pushDelayMs: 5 };

let team: HubTeam;
const machines: Machine[] = [];

beforeEach(async () => {
  team = await openHubTeam();
});

afterEach(async () => {
  await Promise.all(machines.splice(0).map((machine) => machine.engine.stop()));
  await team.close();
});

function machine(name: string, who: SignedIn): Machine {
  const options = { ...QUICK, sessionUrl: `${team.hub.url}/db/_session` };
  const opened = createMachine(name, team.databaseUrl, who.fetch, options);
  machines.push(opened);
  opened.engine.start();
  return opened;
}

const quiet = (...all: Machine[]) => eventually('all quiet', () => all.every((each) => each.isQuiet()));
const equal = (a: Machine, b: Machine) => sameJson(a.docs(), b.docs());

describe('with the embedded hub', () => {
  it("2.4, 3.1 two agents see each other's work; edits of two fields made apart are both kept", async () => {
    await team.addMember('liisa', 'agent');
    const a = machine('maija', await team.signIn('maija'));
    const b = machine('liisa', await team.signIn('liisa'));
    await quiet(a, b);
    expect(a.store.records.size).toBeGreaterThan(5);
    a.edit('ticket:01', { subject: 'Näyttö pimeänä 😀' });
    await eventually('at the colleague', () => b.store.records.has('ticket:01') && b.isQuiet());
    await a.engine.stop();
    a.edit('ticket:01', { priority: 'high', 'tags.__vip': true });
    b.edit('ticket:01', { status: 'inProgress', 'tags.vpn': true });
    await quiet(b);
    a.engine.start();
    await eventually(
      'equal',
      () => a.isQuiet() && b.isQuiet() && a.doc('ticket:01')?.['status'] === 'inProgress',
    );
    await eventually('equal', () => equal(a, b));
    expect(b.doc('ticket:01')).toMatchObject({
      priority: 'high',
      status: 'inProgress',
      tags: ['__vip', 'vpn'],
    });
  });

  it('2.1 the hub restarts under open feeds; writes from both sides made meanwhile are there', async () => {
    await team.addMember('liisa', 'agent');
    const a = machine('maija', await team.signIn('maija'));
    const b = machine('liisa', await team.signIn('liisa'));
    await quiet(a, b);
    for (let round = 0; round < 3; round += 1) {
      a.edit(`ticket:a${round}`, { subject: 'ennen' });
      const restarted = team.restart();
      a.edit(`ticket:a${round}`, { subject: 'kesken' });
      b.edit(`ticket:b${round}`, { subject: 'kesken' });
      await restarted;
      await eventually('both have both', () =>
        [a, b].every(
          (each) =>
            each.isQuiet() &&
            each.store.records.has(`ticket:a${round}`) &&
            each.store.records.has(`ticket:b${round}`),
        ),
      );
    }
    await eventually('equal', () => equal(a, b));
  });

  it('4.5 an ended session asks for a login, keeps the work, and sends it after', async () => {
    const maija = await team.signIn('maija');
    const a = machine('maija', maija);
    await quiet(a);
    maija.signOut();
    a.edit('ticket:01', { subject: 'x' });
    await eventually('asks', () => {
      const { phase, unsent } = a.engine.status();
      return phase === 'needsLogin' && unsent === 1;
    });
    await maija.renew();
    a.engine.reauthenticated();
    await quiet(a);
  });

  it('3.5 what the hub refuses for one record leaves the others alone', async () => {
    await team.addMember('liisa', 'agent');
    const b = machine('liisa', await team.signIn('liisa'));
    await quiet(b);
    b.edit('ticket:01', { subject: 'hyvä' });
    const forged = {
      ...b.doc('ticket:01'),
      _id: 'event:forged',
      type: 'event',
      kind: 'note',
      about: 'ticket:01',
    };
    const event = {
      at: '0mi00000a-000-a',
      occurredAt: '2026-11-21T08:00:00.000Z',
      author: 'maija',
      device: 'AA',
    };
    b.store.edit('event:forged', () => ({ ...forged, ...event, type: 'event', v: 1 }));
    b.edit('ticket:02', { subject: 'hyvä' });
    await eventually(
      'listed',
      () => b.engine.status().needsAttention === 1 && b.engine.status().unsent === 1,
    );
    expect(b.store.records.get('event:forged')?.refusal?.reason).toBe('forbidden');
    expect(b.store.records.get('ticket:02')?.dirty).toBe(0);
  });

  it('4.7 a member who is removed is told, and keeps what is on the machine', async () => {
    await team.addMember('liisa', 'agent');
    const b = machine('liisa', await team.signIn('liisa'));
    await quiet(b);
    b.edit('ticket:01', { subject: 'oma' });
    await quiet(b);
    await team.removeMember('liisa');
    b.edit('ticket:01', { priority: 'high' });
    await eventually('told', () => {
      const { phase, unsent } = b.engine.status();
      return ['noRights', 'needsLogin'].includes(phase) && unsent === 1;
    });
    expect(b.doc('ticket:01')).toMatchObject({ subject: 'oma', priority: 'high' });
  });

  it('7.2, 7.3 an agent merges and closes leaves that replication left, and only those', async () => {
    await team.addMember('liisa', 'agent');
    const b = machine('liisa', await team.signIn('liisa'));
    for (let index = 0; index < 5; index += 1) b.edit(`ticket:${index}`, { subject: 'oma' });
    await quiet(b);
    const { fetch: ask } = await team.signIn('maija');
    const request = (path: string, body: unknown) =>
      ask(`${team.databaseUrl}${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
        redirect: 'error',
        credentials: 'same-origin',
        cache: 'no-store',
        signal: new AbortController().signal,
      });
    const docs = [0, 1, 2, 3, 4].flatMap((index) =>
      ['x', 'y'].map((tag) => {
        const doc = b.doc(`ticket:${index}`);
        return { ...doc, _rev: `1-0${tag}`, tags: [tag], stamps: { [`tags.${tag}`]: '000000001-000-x' } };
      }),
    );
    expect((await request('/_bulk_docs', { docs, new_edits: false })).status).toBe(201);
    const conflicts = async () => {
      const answer = await request('/_all_docs', { include_docs: true, conflicts: true });
      const { rows } = (await (answer as Response).json()) as { rows: { doc: { _conflicts?: string[] } }[] };
      return rows.flatMap(({ doc }) => doc._conflicts ?? []).length;
    };
    let left = await conflicts();
    while (left > 0) left = await conflicts();
    await quiet(b);
    for (let index = 0; index < 5; index += 1)
      expect(b.doc(`ticket:${index}`)).toMatchObject({ subject: 'oma', tags: ['x', 'y'] });
  });

  it('6.3 the hub remembers every revision it has held, followed or not, and no other', async () => {
    const maija = await team.signIn('maija');
    const a = machine('maija', maija);
    await quiet(a);
    const revs: string[] = [];
    for (const subject of ['a', 'b', 'c']) {
      a.edit('ticket:01', { subject });
      await quiet(a);
      revs.push(a.store.records.get('ticket:01')?.rev ?? '');
    }
    const http = createHttp(maija.fetch, realTimers);
    const server = createServer(team.databaseUrl, http, DEFAULT_OPTIONS, () => {});
    const { signal } = new AbortController();
    const remembers = (id: string, rev: string) => server.remembers([{ id, rev }], signal);
    expect(new Set(revs).size).toBe(3);
    for (const rev of revs) expect(await remembers('ticket:01', rev)).toBe(true);
    expect(await remembers('ticket:01', `4-${'0'.repeat(32)}`)).toBe(false);
    expect(await remembers('ticket:unknown', revs[0] ?? '')).toBe(false);
    expect((await server.latest(signal))?.id).toBe('ticket:01');
  });

  it('3.4 five machines of one agent write the same tickets at once: all equal, nothing lost', async () => {
    const all: Machine[] = [];
    for (let index = 0; index < 5; index += 1) all.push(machine('maija', await team.signIn('maija')));
    await quiet(...all);
    for (let round = 0; round < 12; round += 1) {
      all.forEach((each, index) => each.edit(`ticket:${round % 4}`, { [`tags.m${index}r${round}`]: true }));
      if (round % 5 === 0) await quiet(...all);
    }
    const done = () =>
      all.every((each) => {
        const tags = [0, 1, 2, 3].flatMap(
          (number) => (each.doc(`ticket:${number}`)?.['tags'] ?? []) as string[],
        );
        return each.isQuiet() && tags.length === 60;
      });
    await eventually('60 tags on each', done);
    for (const each of all) expect(equal(each, all[0] ?? each)).toBe(true);
  });
});
