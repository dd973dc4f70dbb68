import { beforeEach, describe, expect, it } from 'vitest';
import { Client, ticket } from './support/client';
import { FakeCouch } from './support/fake-couch';
import { VirtualTime } from './support/virtual-time';

/** Short waits, so that each millisecond of a turn of the feed can be tried. */
const OPTIONS = { feedPauseMs: 25, pushDelayMs: 8, pageSize: 3, auditPauseMs: 700, typeOrder: ['ticket'] };

let time: VirtualTime;
let couch: FakeCouch;

beforeEach(() => {
  time = new VirtualTime();
  couch = new FakeCouch();
  for (let index = 0; index < 6; index += 1) couch.put(ticket(`ticket:${100 + index}`));
});

function machine(): Client {
  const a = new Client('a', couch, time, OPTIONS);
  a.network.latencyMs = 3;
  a.network.random = () => 1;
  // A disk takes its time, and nothing is on the line meanwhile.
  a.store.before = (method) => (method === 'record' ? Promise.resolve() : time.sleep(1));
  return a;
}

const quiet = (a: Client) => time.until(() => a.isQuiet(), 30_000, 'quiet');

/** Another team's server, or an older copy of this one; others have worked there. */
function otherServer(older: FakeCouch | null): FakeCouch {
  const other = older ? older.copy() : new FakeCouch('epoch-2');
  other.put(ticket('ticket:theirs'));
  other.put(ticket('ticket:100', { subject: 'vieras' }));
  return other;
}

/** As the world does it: what stood there goes away with all its connections, and another answers from now on. */
function swap(a: Client, other: FakeCouch | null): void {
  a.network.server = other;
  a.network.breakAll();
}

async function expectUntouched(a: Client, other: FakeCouch, seq: number, what: string): Promise<void> {
  await time.until(() => a.status.phase === 'serverChanged', 5_000, `${what}: noticed`);
  expect(other.seq, `${what}: sent`).toBe(seq);
  expect(a.store.records.has('ticket:theirs'), `${what}: stored`).toBe(false);
  expect(a.doc('ticket:100')?.['subject'], `${what}: stored`).not.toBe('vieras');
}

describe('6.2 a server swapped for another, all its connections cut', () => {
  it('at every millisecond around a push: nothing is sent to the other, or stored from it', async () => {
    const a = machine();
    a.start();
    await quiet(a);
    let older = couch.copy();
    const turn = Array.from({ length: 60 }, (_, index) => index);
    // A check holds for a second at most.
    for (const at of [...turn, 100, 500, 990, 1010]) {
      const before = couch.copy();
      couch.put(ticket('ticket:busy', { subject: `kollegan ${at}` }));
      // It is sent 8 ms later: from 12 ms before the swap to 12 ms after it.
      const editAt = Math.max(0, at - 20 + ((at * 7) % 25));
      time.after(editAt, () => a.edit('ticket:mine', { subject: `oma ${at}` }));
      await time.advance(at);
      const other = otherServer(at % 2 === 0 ? null : older);
      const { seq } = other;
      swap(a, other);
      await time.advance(Math.max(0, editAt - at));
      await expectUntouched(a, other, seq, `swapped after ${at} ms`);
      swap(a, null);
      a.engine.networkReturned();
      await quiet(a);
      // It lacks what this machine has sent in this round.
      older = before;
    }
    expect(a.docs()).toEqual(couch.teamDocs());
  });

  it('at every millisecond of a first sync and of what is sent beside it', async () => {
    let over = false;
    for (let at = 10; at < 150 && !over; at += 1) {
      const a = machine();
      a.edit('ticket:mine', { subject: 'oma' });
      a.start();
      await time.advance(at);
      over = a.isQuiet();
      const other = otherServer(null);
      const { seq } = other;
      const known = a.store.position();
      swap(a, other);
      // Before it knows any server, the first one is the right one.
      if (known) await expectUntouched(a, other, seq, `swapped after ${at} ms`);
      a.abandon();
    }
    expect(over).toBe(true);
  });

  it('a change is not given up for the copy of a server that is not known yet', async () => {
    const a = machine();
    a.start();
    await quiet(a);
    couch.validate = () => ({ error: 'forbidden', reason: 'viewers read only' });
    a.edit('ticket:100', { subject: 'oma' });
    await time.until(() => a.status.needsAttention === 1, 10_000, 'refused');
    swap(a, otherServer(null));
    a.engine.networkReturned();
    const asked = [0, 1, 2, 3, 4, 5].map(async (ms) => {
      await time.sleep(ms);
      return a.engine.giveUp(['ticket:100']);
    });
    await time.advance(1_000);
    for (const { givenUp } of await Promise.all(asked)) expect(givenUp).toEqual([]);
    expect(a.doc('ticket:100')).toMatchObject({ subject: 'oma' });
  });
});
