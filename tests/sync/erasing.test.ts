import { beforeEach, describe, expect, it } from 'vitest';
import type { Contact } from '@shared/domain/customers/customer';
import type { TeamDocument } from '@shared/domain/record/documents';
import { eraseDocument, isErased } from '@shared/domain/record/erased';
import { newHeader } from '@shared/domain/record/write';
import { progressOf } from '@shared/domain/team/erasures';
import type { Device } from '@shared/domain/team/team';
import { sameJson } from '@shared/lib/canonical-json';
import { validateWrite } from '@shared/domain/validation/validate-write';
import { Client } from './support/client';
import { FakeCouch } from './support/fake-couch';
import { burst, to } from './support/faults';
import { VirtualTime } from './support/virtual-time';

const DAY = 86_400_000;
const ID = 'contact:1';
const contact = newHeader<Contact>(
  'contact',
  '1',
  {
    ...{ name: 'Aino Öystilä', title: '', phones: ['0401234567'], customerIds: [], emails: [] },
    ...{ language: '', notes: '', sourceId: '' },
  },
  { now: '2026-11-20T08:00:00.000Z', author: 'liisa' },
);
const note: TeamDocument = {
  ...{ _id: 'event:1', type: 'event', v: 1, kind: 'note', about: 'ticket:1', at: '0mjuohs00-000-a' },
  ...{ occurredAt: '2026-11-20T08:00:00.000Z', author: 'maija', device: 'AA', body: 'Aino Öystilä soitti' },
};

let time: VirtualTime;
let couch: FakeCouch;
let lead: Client;
let away: Client;

/** Nothing is unsent, and all hold what the server holds. */
const quiet = (...all: Client[]) =>
  time.until(
    () => all.every((each) => each.isQuiet() && sameJson(sorted(each.docs()), sorted(couch.teamDocs()))),
    30_000,
    'all alike',
  );
const sorted = (docs: ReadonlyMap<string, unknown>) => Object.fromEntries(docs);
const erase = (id: string) => lead.write(id, eraseDocument(lead.doc(id) as TeamDocument));

/** A team of a lead and an agent, who both have the person; the server takes erasures from leads only. */
beforeEach(async () => {
  time = new VirtualTime();
  couch = new FakeCouch();
  couch.put(contact);
  couch.put(note);
  [lead, away] = [new Client('lead', couch, time), new Client('away', couch, time)];
  couch.validate = (doc, old) => {
    const role = isErased(doc) ? 'lead' : 'agent';
    const user = { name: 'liisa', roles: ['luuri-test', `luuri-test:${role}`] };
    const verdict = validateWrite(doc as TeamDocument, old as TeamDocument | null, user);
    return verdict.ok ? null : { error: 'forbidden', reason: verdict.reason };
  };
  lead.start();
  away.start();
  await quiet(lead, away);
});

function expectErased(): void {
  for (const { docs } of [
    { docs: lead.docs() },
    { docs: away.docs() },
    { docs: couch.teamDocs() as Map<string, TeamDocument> },
  ]) {
    expect(JSON.stringify([...docs.values()])).not.toMatch(/Öystilä|0401234567/);
    expect(docs.get(ID)).toMatchObject({ erased: true, name: '' });
  }
  for (const { status } of [lead, away]) expect(status).toMatchObject({ unsent: 0, needsAttention: 0 });
}

describe('3.9 what is erased stays erased', () => {
  it('3.9 a contact and a note are erased on every machine and on the server', async () => {
    erase(ID);
    erase('event:1');
    await quiet(lead, away);
    expectErased();
  });

  it('3.9 a machine that was away, with edits of its own and a clock a year ahead, gives in when it is back', async () => {
    away.network.goOffline();
    away.skewMs = 365 * DAY;
    erase(ID);
    erase('event:1');
    await quiet(lead);
    away.edit(ID, { notes: 'Aino Öystilä muutti', 'phones.0507654321': true });
    away.network.goOnline();
    away.engine.networkReturned();
    await quiet(lead, away);
    expectErased();
  });

  it('3.9 an edit that arrives while the erasure is under way, and answers that are lost', async () => {
    lead.network.faults = burst(2, to('/_bulk_docs'), { kind: 'answerLost' });
    erase(ID);
    erase('event:1');
    away.edit(ID, { name: 'Aino Öystilä-Uusi' });
    await quiet(lead, away);
    expectErased();
  });

  it('3.9 the server refuses what follows, and a machine that does not know of it reads it', async () => {
    erase(ID);
    erase('event:1');
    await quiet(lead, away);
    const fresh = new Client('fresh', couch, time);
    fresh.store.edit(ID, () => contact);
    fresh.start();
    await quiet(fresh);
    expectErased();
    expect(fresh.doc(ID)).toEqual(lead.doc(ID));
    expect(fresh.status).toMatchObject({ unsent: 0, needsAttention: 0 });
  });

  it('3.9 two erase at once: one record comes of it', async () => {
    away.network.goOffline();
    const call = {
      ...contact,
      _id: 'call:1',
      type: 'call',
      endedAt: '',
      startedAt: 'x',
      status: 'live',
      agent: 'm',
    };
    const whole = { ...call, direction: 'in', ticketIds: [], holds: {} } as unknown as TeamDocument;
    lead.write('call:1', eraseDocument(whole));
    away.write('call:1', eraseDocument({ ...whole, endedAt: 'y', extra: 'z' }));
    await quiet(lead);
    away.network.goOnline();
    away.engine.networkReturned();
    await quiet(lead, away);
    expect(away.doc('call:1')).toEqual(lead.doc('call:1'));
    expect(lead.doc('call:1')).toMatchObject({ endedAt: '', erased: true });
    erase(ID);
    erase('event:1');
    await quiet(lead, away);
    expectErased();
  });

  it('3.9 a machine that is away has not confirmed, and is told apart until it has', async () => {
    const cards = ['AA', 'BB'].map((prefix) =>
      newHeader<Device>(
        'device',
        prefix,
        { prefix, name: 'Linux, Chrome', user: 'liisa' },
        { now: contact.createdAt, author: 'liisa' },
      ),
    );
    for (const card of cards) couch.put(card);
    await quiet(lead, away);
    away.network.goOffline();
    erase(ID);
    lead.edit('device:AA', { 'erasures.event:2.at': '2026-11-22T10:00:00.000Z' });
    await quiet(lead);
    const progress = () =>
      progressOf(
        ['event:2'],
        cards.map(({ _id }) => lead.doc(_id) as Device),
      );
    const prefixes = (devices: Device[]) => devices.map(({ prefix }) => prefix);
    expect(prefixes(progress().waiting)).toEqual(['BB']);
    // Somebody takes it for lost meanwhile: what both wrote on the card stays.
    lead.edit('device:BB', { outOfUse: { how: 'lost', at: '2026-11-22T11:00:00.000Z', by: 'liisa' } });
    away.network.goOnline();
    away.engine.networkReturned();
    away.edit('device:BB', { 'erasures.event:2.at': '2026-11-23T10:00:00.000Z' });
    await quiet(lead, away);
    expect(progress()).toMatchObject({
      waiting: [],
      outOfUse: [],
      done: [{}, { at: '2026-11-23T10:00:00.000Z' }],
    });
    expect(lead.doc('device:BB')).toMatchObject({ outOfUse: { how: 'lost' } });
  });
});
