import { beforeEach, describe, expect, it } from 'vitest';
import { Client, note, ticket } from './support/client';
import { FakeCouch } from './support/fake-couch';
import { anything, burst, couchError, json } from './support/faults';
import { seededRandom } from './support/random';
import { VirtualTime } from './support/virtual-time';

let time: VirtualTime;
let couch: FakeCouch;
let a: Client;

beforeEach(() => {
  time = new VirtualTime();
  couch = new FakeCouch();
  a = new Client('a', couch, time);
});

const quiet = (ms = 10_000) => time.until(() => a.isQuiet(), ms, 'quiet');

async function connected(): Promise<void> {
  a.start();
  await quiet();
}

describe('the feed', () => {
  it('2.1 goes on after each of 200 outages with the request open, also killed, and brings what was written meanwhile', async () => {
    const random = seededRandom(7);
    await connected();
    for (let round = 0; round < 200; round += 1) {
      const id = `ticket:${round}`;
      // In any state: waiting, reading what the last round brought, or between two requests.
      await time.advance(random.below(300));
      a.network.goOffline();
      couch.put(ticket(id));
      a.edit(`ticket:own${round % 8}`, { subject: `oma ${round}` });
      await time.advance(random.below(round % 10 === 0 ? 20_000 : 4_000));
      a.network.goOnline();
      // By itself, or after the process was killed.
      if (random.chance(0.5)) a.engine.syncNow();
      else a.crash();
      const sent = () => couch.get(`ticket:own${round % 8}`)?.['subject'] === `oma ${round}`;
      await time.until(() => a.store.records.has(id) && sent(), 5_000, `round ${round}`);
    }
  });

  it('2.5 the position moves only after the documents are stored', async () => {
    await connected();
    let failing = true;
    a.store.before = (method) =>
      method === 'update' && failing ? Promise.reject(new Error('disk full')) : Promise.resolve();
    const seq = couch.sequence();
    expect(await a.store.checkpoint()).toMatchObject({ kind: 'live', seq });
    couch.put(ticket('ticket:01'));
    await time.until(() => a.status.lastError?.code === 'storeFailed', 5_000, 'the failure is shown');
    // 6.3 What the server is known to hold is remembered before anything that it told is stored.
    expect(await a.store.checkpoint()).toMatchObject({ kind: 'live', seq, witness: { id: 'ticket:01' } });
    await a.restart();
    await time.advance(3_000);
    failing = false;
    await quiet(20_000);
    expect(a.store.records.has('ticket:01')).toBe(true);
  });

  it('2.6 a proxy that cannot hold a request open is not asked in a tight loop', async () => {
    await connected();
    a.network.faults = (request) =>
      request.query.get('feed') === 'longpoll'
        ? json(200, { results: [], last_seq: request.query.get('since') })
        : undefined;
    a.engine.syncNow();
    const before = a.network.log.length;
    await time.advance(60_000);
    expect(a.network.log.length - before).toBeLessThan(60);
    expect(a.status.phase).toBe('live');
  });

  it('2.1 restarts do not read again what is stored', async () => {
    for (let index = 0; index < 50; index += 1) couch.put(note(`n${index}`, 'ticket:01'));
    await connected();
    const before = a.network.log.filter((line) => line.includes('_all_docs')).length;
    await a.restart();
    await quiet();
    // But for the question of 6.5.
    expect(a.network.log.filter((line) => line.includes('_all_docs')).length).toBe(before + 1);
  });

  it('5.1 malformed documents of others are counted and kept aside; the rest arrives', async () => {
    await connected();
    couch.put({ _id: 'ticket:bad', type: 'ticket', v: 1 });
    couch.put({ _id: 'no-colon', hello: 1 });
    couch.put({ _id: 'ticket:liar', type: 'call', v: 1 });
    couch.put({ _id: '_design/other', views: {} });
    couch.put(ticket('ticket:good'));
    await time.until(() => a.status.quarantined === 3, 5_000, 'three in quarantine');
    expect([...a.store.records.keys()]).toEqual(['ticket:good']);
    couch.put(ticket('ticket:bad', { subject: 'korjattu' }));
    await time.until(() => a.status.quarantined === 2, 5_000, 'released');
    expect(a.doc('ticket:bad')?.['subject']).toBe('korjattu');
  });

  it('5.1 a local edit of a record whose copy on the server is malformed is listed, not sent in circles', async () => {
    couch.put(ticket('ticket:01'));
    await connected();
    couch.put({ _id: 'ticket:01', type: 'ticket', v: 'broken' });
    await time.until(() => a.status.quarantined === 1, 5_000, 'in quarantine');
    expect(a.doc('ticket:01')).toEqual(ticket('ticket:01'));
    a.edit('ticket:01', { subject: 'x' });
    await time.until(() => a.status.needsAttention === 1, 5_000, 'listed');
    expect(a.store.records.get('ticket:01')?.refusal?.reason).toBe('serverCopyUnreadable');
    couch.put(ticket('ticket:01', { priority: 'low', stamps: { priority: '000000001-000-b' } }));
    await quiet();
    expect(couch.get('ticket:01')).toMatchObject({ subject: 'x', priority: 'low' });
  });

  it('5.2 unknown types and unknown fields from a newer version are kept and sent back untouched', async () => {
    couch.put({ ...ticket('ticket:01'), mood: { level: 3 }, v: 2 });
    couch.put({ ...ticket('gizmo:01'), type: 'gizmo' });
    couch.put({ ...note('e1', 'ticket:01'), kind: 'hologram', wave: [1] });
    await connected();
    a.edit('ticket:01', { subject: 'x' });
    await quiet();
    expect(couch.get('ticket:01')).toMatchObject({ mood: { level: 3 }, v: 2, subject: 'x' });
    expect(a.store.records.has('gizmo:01')).toBe(true);
    expect(a.store.records.get('event:e1')?.doc).toMatchObject({ kind: 'hologram', wave: [1] });
  });

  it('6.1 a tombstone from the server removes nothing here, and the document goes back', async () => {
    couch.put(ticket('ticket:01'));
    await connected();
    couch.remove('ticket:01');
    await time.until(() => couch.get('ticket:01') !== undefined, 5_000, 'back on the server');
    await quiet();
    expect(couch.get('ticket:01')).toEqual(ticket('ticket:01'));
  });

  it('4.1 everything fails for a minute; the status says so within 5 s and recovers by itself', async () => {
    await connected();
    a.network.faults = () => couchError(503, 'unavailable', 'maintenance');
    a.network.breakAll();
    await time.until(() => a.status.phase === 'offline', 5_000, 'offline');
    await time.advance(60_000);
    expect(a.status.phase).toBe('offline');
    a.network.faults = burst(0, anything, { kind: 'lost' });
    await quiet(10_000);
  });
});
