import { beforeEach, describe, expect, it } from 'vitest';
import { Client, ticket } from './support/client';
import { FakeCouch } from './support/fake-couch';
import { burst, couchError, to, type Fault } from './support/faults';
import { VirtualTime } from './support/virtual-time';

let time: VirtualTime;
let couch: FakeCouch;
let a: Client;

const UNAUTHORIZED = couchError(401, 'unauthorized', 'You are not authorized to access this db.');
const LOCKED = couchError(
  403,
  'forbidden',
  'Account is temporarily locked due to multiple authentication failures',
);
const NOT_ALLOWED = couchError(403, 'forbidden', 'You are not allowed to access this db.');

beforeEach(() => {
  time = new VirtualTime();
  couch = new FakeCouch();
  a = new Client('a', couch, time);
});

const quiet = (ms = 10_000) => time.until(() => a.isQuiet(), ms, 'quiet');
const fail = (fault: Fault | null) => {
  a.network.faults = (request) => (request.path === '/db/_session' ? undefined : (fault ?? undefined));
  a.network.breakAll();
};

describe('signing in', () => {
  it('4.5 an ended session pauses: no request at all until somebody signs in; then work goes on', async () => {
    a.start();
    await quiet();
    fail(UNAUTHORIZED);
    a.edit('ticket:01', { subject: 'x' });
    await time.until(() => a.status.phase === 'needsLogin', 5_000, 'needs login');
    const before = a.network.log.length;
    await time.advance(3_600_000);
    expect(a.network.log.length).toBe(before);
    expect(a.status).toMatchObject({ phase: 'needsLogin', unsent: 1 });
    fail(null);
    a.engine.reauthenticated();
    await quiet();
    expect(couch.docs.has('ticket:01')).toBe(true);
  });

  it('4.5 signing in with a session that does not hold asks again, and does not circle', async () => {
    a.start();
    await quiet();
    fail(UNAUTHORIZED);
    await time.until(() => a.status.phase === 'needsLogin', 5_000, 'needs login');
    a.engine.reauthenticated();
    await time.advance(1_000);
    const before = a.network.log.length;
    await time.advance(600_000);
    expect(a.network.log.length).toBe(before);
    expect(a.status.phase).toBe('needsLogin');
  });

  it('4.5 with a session address, notices by itself that somebody signed in elsewhere', async () => {
    a = new Client('a', couch, time, { sessionUrl: '/db/_session' });
    a.start();
    await quiet();
    a.network.session = { name: null };
    fail(UNAUTHORIZED);
    await time.until(() => a.status.phase === 'needsLogin', 5_000, 'needs login');
    await time.advance(60_000);
    expect(a.status.phase).toBe('needsLogin');
    fail(null);
    a.network.session = { name: 'maija' };
    await quiet(10_000);
  });

  it('4.5 one stray 401 is over within 10 s when the session is good', async () => {
    a = new Client('a', couch, time, { sessionUrl: '/db/_session' });
    a.start();
    await quiet();
    a.network.faults = burst(1, to('/_changes'), UNAUTHORIZED);
    a.network.breakAll();
    await time.until(() => a.status.phase === 'needsLogin', 5_000, 'needs login');
    await quiet(10_000);
  });

  it('4.6 a locked account is told apart, and asked about seldom and without a password', async () => {
    a = new Client('a', couch, time, { sessionUrl: '/db/_session' });
    a.start();
    await quiet();
    a.network.session = { name: null };
    fail(LOCKED);
    await time.until(() => a.status.phase === 'lockedOut', 5_000, 'locked out');
    const before = a.network.log.length;
    await time.advance(300_000);
    const asked = a.network.log.slice(before);
    expect(new Set(asked)).toEqual(new Set(['GET /db/_session']));
    expect(asked.length).toBeLessThan(12);
    a.network.session = { name: 'maija' };
    fail(null);
    await quiet(310_000);
  });

  it('4.7 a person removed from the team sees that, and nothing is dropped', async () => {
    couch.put(ticket('ticket:01'));
    a.start();
    await quiet();
    fail(NOT_ALLOWED);
    a.edit('ticket:01', { subject: 'x' });
    await time.until(() => a.status.phase === 'noRights', 5_000, 'no rights');
    await time.advance(60_000);
    expect(a.status).toMatchObject({ phase: 'noRights', unsent: 1, needsAttention: 0 });
    expect(a.doc('ticket:01')?.['subject']).toBe('x');
    fail(null);
    await quiet();
    expect(couch.get('ticket:01')).toMatchObject({ subject: 'x' });
  });

  it('4.7 a request that alone is forbidden, again and again, is the word about that record', async () => {
    a.start();
    await quiet();
    a.network.faults = (request) =>
      request.path === '/_bulk_docs' && JSON.stringify(request.body).includes('kielletty')
        ? NOT_ALLOWED
        : undefined;
    a.edit('ticket:01', { subject: 'kielletty' });
    a.edit('ticket:02', { subject: 'ok' });
    await time.until(() => couch.docs.has('ticket:02'), 5_000, 'the other one');
    await time.until(() => a.status.needsAttention === 1, 60_000, 'listed');
    expect(a.status).toMatchObject({ phase: 'live', unsent: 1 });
  });
});

describe('the identity of the server', () => {
  const swaps: [string, (line: Client) => void][] = [
    ["another team's", (line) => (line.network.server = another('epoch-2'))],
    ['emptied', (line) => (line.network.server = another(null))],
  ];

  function another(epoch: string | null): FakeCouch {
    const other = new FakeCouch(epoch ?? 'gone');
    if (epoch === null) other.docs.delete('team:epoch');
    other.put(ticket('ticket:theirs'));
    return other;
  }

  it.each(swaps)('6.2 %s: noticed before anything is read or sent, 100 times of 100', async (_what, swap) => {
    for (let round = 0; round < 100; round += 1) {
      couch = new FakeCouch();
      couch.put(ticket('ticket:01'));
      const client = new Client('a', couch, time);
      client.start();
      await time.until(() => client.isQuiet(), 10_000, 'quiet');
      await time.advance(2_000 + round * 31);
      swap(client);
      const other = client.network.server;
      if (round % 3 > 0) client.network.breakAll();
      client.edit('ticket:02', { subject: 'oma' });
      if (round % 2 > 0) client.engine.syncNow();
      await time.until(() => client.status.phase === 'serverChanged', 10_000, 'noticed');
      expect([...client.store.records.keys()].sort()).toEqual(['ticket:01', 'ticket:02']);
      expect(other?.docs.has('ticket:02')).toBe(false);
      expect(client.status.unsent).toBe(1);
      client.network.server = null;
      await time.until(() => client.isQuiet(), 10_000, 'back again');
      expect(couch.docs.has('ticket:02')).toBe(true);
      await client.engine.stop();
    }
  });

  it('6.2 a swap while the feed waits is noticed before what the new server says is stored', async () => {
    couch.put(ticket('ticket:01'));
    a.start();
    await quiet();
    await time.advance(5_000);
    const other = another('epoch-2');
    a.network.faults = (request) => {
      a.network.server = other;
      return request.path === '/_changes' ? { kind: 'delay', ms: 10 } : undefined;
    };
    couch.put(ticket('ticket:late'));
    await time.until(() => a.status.phase === 'serverChanged', 10_000, 'noticed');
    expect([...a.store.records.keys()]).toEqual(['ticket:01']);
  });

  it("6.2 a database that is not a team's is not filled on the first contact either", async () => {
    couch.docs.delete('team:epoch');
    a.edit('ticket:01', { subject: 'x' });
    a.start();
    await time.until(() => a.status.phase === 'serverChanged', 10_000, 'noticed');
    expect(couch.docs.has('ticket:01')).toBe(false);
  });
});
