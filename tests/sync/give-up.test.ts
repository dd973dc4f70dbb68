import { beforeEach, describe, expect, it } from 'vitest';
import { Client, note, ticket } from './support/client';
import { FakeCouch } from './support/fake-couch';
import { VirtualTime } from './support/virtual-time';

let time: VirtualTime;
let couch: FakeCouch;
let a: Client;

beforeEach(async () => {
  time = new VirtualTime();
  couch = new FakeCouch();
  a = new Client('a', couch, time);
  couch.put(ticket('ticket:01', { subject: 'palvelimella' }));
  a.start();
  await time.until(() => a.isQuiet(), 10_000, 'quiet');
  couch.validate = () => ({ error: 'forbidden', reason: 'viewers read only' });
});

async function refused(...ids: string[]): Promise<void> {
  const all = () => ids.every((id) => a.store.records.get(id)?.refusal);
  await time.until(all, 10_000, 'refused');
}

async function giveUp(ids: string[]) {
  const answer = a.engine.giveUp(ids);
  await time.advance(1_000);
  return answer;
}

describe('giving up', () => {
  it('10.1 a refused edit makes way for the copy of the server, and stays that way', async () => {
    a.edit('ticket:01', { subject: 'oma' });
    await refused('ticket:01');
    expect(await giveUp(['ticket:01'])).toEqual({ connected: true, givenUp: ['ticket:01'] });
    expect(a.store.records.get('ticket:01')).toMatchObject({
      doc: { subject: 'palvelimella' },
      rev: couch.docs.get('ticket:01')?.rev,
      dirty: 0,
      refusal: null,
    });
    expect(a.status).toMatchObject({ unsent: 0, needsAttention: 0 });
    await a.restart();
    await time.until(() => a.isQuiet(), 10_000, 'quiet');
    expect(a.doc('ticket:01')?.['subject']).toBe('palvelimella');
  });

  it('10.2 what the server never had leaves the replica; all that is given up is kept aside', async () => {
    a.store.edit('event:01', () => note('01', 'ticket:01', 'Vain tällä koneella'));
    a.edit('ticket:01', { subject: 'oma' });
    await refused('event:01', 'ticket:01');
    expect((await giveUp(['event:01', 'ticket:01'])).givenUp.sort()).toEqual(['event:01', 'ticket:01']);
    expect(a.store.records.has('event:01')).toBe(false);
    expect(
      a.store.givenUp.map(({ id, doc, refusal }) => [id, doc['body'] ?? doc['subject'], refusal?.reason]),
    ).toEqual([
      ['event:01', 'Vain tällä koneella', 'forbidden'],
      ['ticket:01', 'oma', 'forbidden'],
    ]);
    expect(couch.docs.has('event:01')).toBe(false);
  });

  it('10.3 only what was refused can be given up: an unsent edit and a sent one stay', async () => {
    couch.validate = () => null;
    a.network.goOffline();
    await time.until(() => a.status.phase === 'offline', 60_000, 'offline');
    a.edit('ticket:01', { subject: 'oma' });
    expect(await giveUp(['ticket:01'])).toEqual({ connected: false, givenUp: [] });
    a.network.goOnline();
    a.engine.networkReturned();
    await time.until(() => a.isQuiet(), 10_000, 'quiet');
    expect(await giveUp(['ticket:01', 'ticket:99'])).toEqual({ connected: true, givenUp: [] });
    expect(a.doc('ticket:01')?.['subject']).toBe('oma');
    expect(a.store.givenUp).toEqual([]);
  });

  it('10.3 an edit made while it is being given up is not given up', async () => {
    a.edit('ticket:01', { subject: 'ensimmäinen' });
    await refused('ticket:01');
    couch.validate = () => null;
    a.network.faults = (request) =>
      request.path === '/_all_docs' && request.method === 'POST' ? { kind: 'delay', ms: 500 } : undefined;
    const answer = a.engine.giveUp(['ticket:01']);
    await time.advance(100);
    a.edit('ticket:01', { subject: 'toinen' });
    await time.until(() => a.isQuiet(), 10_000, 'quiet');
    await time.advance(1_000);
    expect(await answer).toEqual({ connected: true, givenUp: [] });
    expect(couch.get('ticket:01')).toMatchObject({ subject: 'toinen' });
  });
});
