import { beforeEach, describe, expect, it } from 'vitest';
import { Client, ticket } from './support/client';
import { FakeCouch } from './support/fake-couch';
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

describe('the status', () => {
  it('9.1 counts what is unsent also while there is no network', async () => {
    a.network.goOffline();
    a.start();
    a.edit('ticket:01', { subject: 'x' });
    a.edit('ticket:02', { subject: 'y' });
    a.edit('ticket:02', { subject: 'z' });
    await time.until(() => a.status.unsent === 2, 1_000, 'counted');
    expect(a.status).toMatchObject({ phase: 'offline', lastVerifiedAt: null });
    a.network.goOnline();
    await quiet();
    expect(a.status.unsent).toBe(0);
    expect(a.status.lastError).toBeUndefined();
  });

  it('9.2 verified means that the server answered and nothing is unsent', async () => {
    a.start();
    await quiet();
    const first = a.status.lastVerifiedAt;
    await time.advance(26_000);
    const second = a.status.lastVerifiedAt;
    expect(Date.parse(second ?? '') - Date.parse(first ?? '')).toBeGreaterThan(20_000);
    couch.validate = () => ({ error: 'forbidden', reason: 'no' });
    a.edit('ticket:01', { subject: 'x' });
    await time.until(() => a.status.needsAttention === 1, 5_000, 'refused');
    await time.advance(200_000);
    expect(a.status.lastVerifiedAt).toBe(second);
  });

  it('9.1 counts each edit at once, long after the last count', async () => {
    a.start();
    await quiet();
    a.network.goOffline();
    await time.advance(30_000);
    for (let count = 1; count <= 3; count += 1) {
      a.edit(`ticket:${count}`, { subject: 'x' });
      await time.until(() => a.status.unsent === count, 100, 'counted');
    }
  });

  it('9.2 the moment is that of the answer, however long the storing takes', async () => {
    a.start();
    await quiet();
    a.store.before = () => time.sleep(700);
    couch.put(ticket('ticket:01'));
    a.edit('ticket:02', { subject: 'x' });
    const before = a.status.lastVerifiedAt;
    await time.until(() => a.status.lastVerifiedAt !== before, 20_000, 'verified again');
    for (const { lastVerifiedAt } of a.statuses) {
      if (lastVerifiedAt) expect(a.heardAt).toContain(lastVerifiedAt);
    }
  });

  it('9.2 silence verifies nothing', async () => {
    a.start();
    await quiet();
    a.network.faults = (request) => (request.path === '/_changes' ? { kind: 'silence' } : undefined);
    a.engine.syncNow();
    await time.advance(1);
    const before = a.status.lastVerifiedAt;
    await time.advance(300_000);
    expect(a.status.lastVerifiedAt).toBe(before);
    expect(a.status.phase).not.toBe('live');
  });

  it('9.3 each change is told once, and none is told twice', async () => {
    a.start();
    for (let index = 0; index < 20; index += 1) {
      a.edit(`ticket:${index}`, { subject: 'x' });
      couch.put(ticket(`ticket:theirs${index}`));
      await time.advance(500);
    }
    await quiet();
    for (let index = 1; index < a.statuses.length; index += 1) {
      expect(a.statuses[index]).not.toEqual(a.statuses[index - 1]);
    }
    expect(a.statuses.at(-1)).toEqual(a.status);
  });

  it('9.4 stop ends everything; nothing is asked, stored or told after it', async () => {
    a.start();
    await quiet();
    await a.engine.stop();
    expect(a.status.phase).toBe('stopped');
    const [requests, told] = [a.network.log.length, a.statuses.length];
    a.edit('ticket:01', { subject: 'x' });
    await time.advance(600_000);
    expect(a.network.log.length).toBe(requests);
    expect(a.statuses.length).toBe(told);
    a.start();
    await quiet();
    expect(couch.docs.has('ticket:01')).toBe(true);
  });

  it('9.4 stop and start in any order leave one engine running', async () => {
    a.start();
    a.start();
    const stopped = a.engine.stop();
    a.start();
    await stopped;
    await quiet();
    const waiting = a.network.log.length;
    couch.put(ticket('ticket:01'));
    await quiet();
    await time.advance(10);
    expect(
      a.network.log.slice(waiting).filter((line) => line === 'GET /_changes').length,
    ).toBeLessThanOrEqual(2);
    expect(a.store.records.has('ticket:01')).toBe(true);
  });

  it('4.4 a return of the network is used at once', async () => {
    a.start();
    await quiet();
    a.network.goOffline();
    a.edit('ticket:01', { subject: 'x' });
    await time.advance(120_000);
    a.network.goOnline();
    a.engine.syncNow();
    const took = await quiet(1_000);
    expect(took).toBeLessThan(500);
  });

  it('4.3 waits grow to 8 s and not beyond', async () => {
    a.network.goOffline();
    a.start();
    await time.advance(60_000);
    const before = a.network.log.length;
    await time.advance(80_000);
    const tries = a.network.log.length - before;
    expect(tries).toBeGreaterThanOrEqual(10);
    expect(tries).toBeLessThanOrEqual(20);
  });
});
