import { beforeEach, describe, expect, it } from 'vitest';
import { Client, note, ticket } from './support/client';
import { FakeCouch } from './support/fake-couch';
import { VirtualTime } from './support/virtual-time';

let time: VirtualTime;
let couch: FakeCouch;

beforeEach(() => {
  time = new VirtualTime();
  couch = new FakeCouch();
});

describe('two machines and one server', () => {
  it('1.1, 3.1 what one writes, the other has', async () => {
    const [a, b] = [new Client('a', couch, time), new Client('b', couch, time)];
    a.start();
    b.start();
    a.edit('ticket:01', { subject: 'Näyttö pimeänä' });
    await time.until(() => b.doc('ticket:01')?.['subject'] === 'Näyttö pimeänä', 5_000, 'the ticket at b');
    await time.until(() => a.isQuiet() && b.isQuiet(), 5_000, 'both quiet');
    expect(a.store.records.get('ticket:01')).toEqual(b.store.records.get('ticket:01'));
    expect(couch.get('ticket:01')).toEqual(a.doc('ticket:01'));
  });

  it('3.4 edits of different fields made apart are both kept', async () => {
    couch.put(ticket('ticket:01'));
    const [a, b] = [new Client('a', couch, time), new Client('b', couch, time)];
    a.start();
    b.start();
    await time.until(() => a.isQuiet() && b.isQuiet(), 5_000, 'both quiet');
    a.network.goOffline();
    a.edit('ticket:01', { subject: 'Kirjautuminen ei onnistu', 'tags.vpn': true });
    b.edit('ticket:01', { priority: 'high', 'tags.m365': true });
    await time.until(() => b.isQuiet(), 5_000, 'b quiet');
    await time.advance(60_000);
    a.network.goOnline();
    a.engine.syncNow();
    await time.until(() => a.isQuiet() && b.isQuiet(), 5_000, 'both quiet again');
    const expected = { subject: 'Kirjautuminen ei onnistu', priority: 'high', tags: ['m365', 'vpn'] };
    for (const doc of [a.doc('ticket:01'), b.doc('ticket:01'), couch.get('ticket:01')]) {
      expect(doc).toMatchObject(expected);
    }
  });

  it('2.1 reads what others wrote while it was away, also after a restart', async () => {
    const a = new Client('a', couch, time);
    a.start();
    await time.until(() => a.isQuiet(), 5_000, 'quiet');
    await a.engine.stop();
    for (let index = 0; index < 1200; index += 1) couch.put(note(`n${index}`, 'ticket:01'));
    await a.restart();
    await time.until(() => a.store.records.size === 1200, 5_000, 'all notes');
    expect(a.status.unsent).toBe(0);
  });
});
