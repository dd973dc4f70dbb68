import { beforeEach, describe, expect, it } from 'vitest';
import { Client, ticket } from './support/client';
import { FakeCouch } from './support/fake-couch';
import { VirtualTime } from './support/virtual-time';

let time: VirtualTime;
let couch: FakeCouch;

beforeEach(() => {
  time = new VirtualTime();
  couch = new FakeCouch();
});

const quiet = (client: Client) => time.until(() => client.isQuiet(), 30_000, 'quiet');
const noticed = (client: Client) =>
  time.until(() => client.status.phase === 'serverChanged', 10_000, 'noticed');

/** The machine's own disk, as text. */
const disk = (client: Client) => JSON.stringify([...client.store.records.values()].map(({ doc }) => doc));

describe('a server restored from an older copy of itself', () => {
  it('6.3, 6.4 noticed 100 times of 100 before anything local changes; pushing again on request makes it whole', async () => {
    for (let round = 0; round < 100; round += 1) {
      couch = new FakeCouch();
      for (let index = 0; index < 5; index += 1) couch.put(ticket(`ticket:0${index}`));
      const a = new Client('a', couch, time);
      a.start();
      await quiet(a);
      const copy = couch.copy();
      // What the copy does not have: one's own work, a colleague's, or the deletion of something.
      if (round % 3 === 0) a.edit('ticket:01', { subject: 'oma muutos' });
      if (round % 3 === 1) couch.put({ ...ticket('ticket:77'), subject: 'kollegan' });
      if (round % 3 === 2) a.edit('ticket:88', { subject: 'oma uusi' });
      await time.advance(5_000 + round * 37);
      await quiet(a);
      // Other work goes on in the restored copy before this machine meets it.
      copy.put(ticket('ticket:55'));
      a.network.server = copy;
      if (round % 2 === 0) a.network.breakAll();
      else a.engine.syncNow();
      if (round % 4 === 3) await a.restart();
      const before = disk(a);
      await noticed(a);
      expect(disk(a)).toBe(before);
      a.edit('ticket:99', { subject: 'sillä välin' });
      await time.advance(20_000);
      expect([copy.docs.has('ticket:99'), a.store.records.has('ticket:55')]).toEqual([false, false]);
      await a.engine.adoptServer();
      await time.until(() => a.isQuiet() && copy.docs.has('ticket:99'), 30_000, 'whole again');
      expect(a.docs()).toEqual(copy.teamDocs());
      expect(a.store.records.has('ticket:55')).toBe(true);
      if (round % 3 === 0) expect(copy.get('ticket:01')).toMatchObject({ subject: 'oma muutos' });
      if (round % 3 === 1) expect(copy.get('ticket:77')).toMatchObject({ subject: 'kollegan' });
      if (round % 3 === 2) expect(copy.get('ticket:88')).toMatchObject({ subject: 'oma uusi' });
      await a.engine.stop();
    }
  });

  it('6.4 killed while it sends everything again it goes on, and another team’s server is taken only on request', async () => {
    for (let index = 0; index < 60; index += 1) couch.put(ticket(`ticket:${100 + index}`));
    const a = new Client('a', couch, time, { pageSize: 10, auditLimit: 10, pushLimit: 5 });
    a.network.latencyMs = 60;
    a.start();
    await quiet(a);
    const other = new FakeCouch('epoch-2');
    other.put(ticket('ticket:200'));
    a.network.server = other;
    a.network.breakAll();
    await noticed(a);
    await a.engine.adoptServer();
    for (let round = 0; round < 15; round += 1) {
      await time.advance(70);
      a.crash();
    }
    await time.until(() => a.isQuiet() && other.teamDocs().size === 62, 60_000, 'all sent again');
    expect(a.docs()).toEqual(other.teamDocs());
    expect([...other.teamDocs().values()].filter(({ kind }) => kind === 'serverAdopted')).toHaveLength(1);
  });

  it('6.5 a machine that was away while others took a restored server reads what it would have skipped', async () => {
    const [a, b] = [new Client('a', couch, time), new Client('b', couch, time)];
    a.start();
    b.start();
    const copy = couch.copy();
    for (let round = 0; round < 10; round += 1) {
      a.edit('ticket:01', { subject: `kierros ${round}` });
      await time.advance(2_000);
    }
    a.edit('ticket:02', { subject: 'viimeinen' });
    await time.until(() => a.isQuiet() && b.isQuiet() && b.store.records.size === 2, 10_000, 'both');
    b.network.goOffline();
    couch.become(copy);
    a.engine.networkReturned();
    await noticed(a);
    await a.engine.adoptServer();
    await quiet(a);
    // The server knows again what b remembers it by, but has used fewer numbers for it than before.
    a.edit('ticket:03', { subject: 'uusi' });
    await quiet(a);
    b.network.goOnline();
    b.engine.networkReturned();
    await time.until(() => b.isQuiet() && b.store.records.has('ticket:03'), 10_000, 'b has it');
    expect(b.docs()).toEqual(couch.teamDocs());
    expect(b.statuses.some(({ phase }) => phase === 'serverChanged')).toBe(false);
    const { seq } = couch;
    await a.restart();
    await b.restart();
    await quiet(a);
    await quiet(b);
    expect(couch.seq).toBe(seq);
  });

  it('6.3 what the audit has read stands witness too: nobody teaches a restored server unnoticed', async () => {
    couch.put(ticket('ticket:01'));
    const [a, b] = [new Client('a', couch, time), new Client('b', couch, time)];
    a.start();
    b.start();
    await time.until(() => a.isQuiet() && b.isQuiet(), 10_000, 'both');
    const copy = couch.copy();
    // The feed of b stalls, so only its audit reads the edit of a.
    b.network.faults = ({ query }) => (query.has('since') ? { kind: 'silence' } : undefined);
    b.engine.syncNow();
    a.edit('ticket:01', { subject: 'oma muutos' });
    await quiet(a);
    a.network.goOffline();
    void b.engine.audit();
    await time.until(() => b.doc('ticket:01')?.['subject'] === 'oma muutos', 10_000, 'audited');
    b.network.goOffline();
    couch.become(copy);
    couch.put(ticket('ticket:02'));
    b.network.faults = () => undefined;
    b.network.goOnline();
    b.engine.networkReturned();
    await noticed(b);
    expect(couch.get('ticket:01')).toMatchObject({ subject: 'Tulostin ei tulosta' });
    expect(b.store.records.has('ticket:02')).toBe(false);
    await b.engine.adoptServer();
    await quiet(b);
    a.network.goOnline();
    a.engine.networkReturned();
    await time.until(() => a.isQuiet() && a.store.records.has('ticket:02'), 10_000, 'a has it');
    expect(a.docs()).toEqual(couch.teamDocs());
    expect(b.docs()).toEqual(couch.teamDocs());
  });

  it('6.3 a server that had forgotten, and knows again what somebody has sent once more, is read from the beginning', async () => {
    couch.put(ticket('ticket:01'));
    const a = new Client('a', couch, time);
    a.start();
    await quiet(a);
    const copy = couch.copy();
    for (const subject of ['eka', 'toka', 'kolmas']) couch.put(ticket('ticket:02', { subject }));
    const last = ticket('ticket:03', { subject: 'viimeinen' });
    couch.put(last);
    await time.advance(5_000);
    await quiet(a);
    couch.become(copy);
    a.engine.networkReturned();
    await noticed(a);
    await a.restart();
    await noticed(a);
    // A machine that got no answer then sends it again. Its number is one that a has read already.
    couch.put(ticket('ticket:04'));
    couch.put(last);
    await time.until(() => a.isQuiet(), 20_000, 'quiet');
    expect(a.store.records.has('ticket:04')).toBe(true);
    expect(a.docs()).toEqual(couch.teamDocs());
    await a.restart();
    await quiet(a);
    expect(await a.store.checkpoint()).not.toHaveProperty('forgot');
  });

  it('6.3 a compacted database has forgotten nothing', async () => {
    couch.put(ticket('ticket:01'));
    const a = new Client('a', couch, time);
    a.start();
    await quiet(a);
    await a.engine.stop();
    couch.put(ticket('ticket:01', { subject: 'a' }));
    couch.put(ticket('ticket:01', { subject: 'b' }));
    couch.compacted = true;
    await a.restart();
    await quiet(a);
    expect(a.statuses.some(({ phase }) => phase === 'serverChanged')).toBe(false);
  });

  it('6.4 does nothing to a server that has not changed', async () => {
    couch.put(ticket('ticket:01'));
    const a = new Client('a', couch, time);
    a.start();
    await quiet(a);
    const before = await a.store.checkpoint();
    await a.engine.adoptServer();
    expect(await a.store.checkpoint()).toEqual(before);
  });
});
