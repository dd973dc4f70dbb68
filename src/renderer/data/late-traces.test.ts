import { getRxStorageMemory } from 'rxdb/plugins/storage-memory';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { editCallback, planCallback } from '@shared/domain/calls/callback-commands';
import { editCall, startCall, wrapUpCall } from '@shared/domain/calls/call-commands';
import { createContact, editContact } from '@shared/domain/customers/customer-commands';
import { erasePerson } from '@shared/domain/customers/erase-person';
import type { TeamDocument } from '@shared/domain/record/documents';
import { isErased } from '@shared/domain/record/erased';
import { merge } from '@shared/domain/record/merge';
import type { TestMachine } from '@shared/domain/record/testing';
import { createTestMachine } from '@shared/domain/record/testing';
import { addEntry, createTicket } from '@shared/domain/tickets/ticket-commands';
import { createHybridClock } from '@shared/lib/hybrid-clock';
import { createCommandRunner } from './command-runner';
import type { TeamDatabase } from './database';
import { collectionFor, openTeamDatabase } from './database';
import { eraseLateTraces } from './late-traces';
import type { LiveTable } from './live-table';
import { createLiveTable } from './live-table';
import { recordsOfPerson } from './person-records';
import { projectColumns } from './record-families';

const PERSON = 'Aino Öystilä';
const open: { close(): unknown }[] = [];
let names = 0;

afterEach(async () => {
  for (const each of open.splice(0).reverse()) await each.close();
});

/** A lead's machine, with time to look in the hands of the test. */
async function openLead(user = 'liisa', leads = true) {
  const database = await openTeamDatabase(`late-${(names += 1)}`, getRxStorageMemory());
  open.push(database);
  const session = {
    ...{ database: 'luuri-tuki', teamName: 'Tuki', user },
    ...{ role: 'lead' as const, devicePrefix: 'AA' },
  };
  const run = createCommandRunner({
    ...{ database, session, journal: null, now: Date.now },
    clock: createHybridClock(Date.now, `AA${user}`),
    items: { getItem: () => null, setItem: () => undefined },
    isDiskFull: () => false,
    highestNumber: () => Promise.resolve(0),
  });
  const { events, calls, customers } = database.collections;
  const tables = [calls, customers].map((each) => createLiveTable(each, Promise.resolve(), setImmediate));
  const [callTable, customerTable] = tables as [LiveTable, LiveTable];
  open.push(callTable, customerTable);
  const waiting: (() => void)[] = [];
  const tellSync = vi.fn<() => void>();
  const standing = { leads };
  open.push(
    eraseLateTraces({
      ...{ events, run, calls: callTable, customers: customerTable },
      wait: (work) => waiting.push(work),
      sync: {
        leads: () => standing.leads,
        subscribe: (listener) => {
          tellSync.mockImplementation(listener);
          return () => undefined;
        },
      },
    }),
  );
  await Promise.all([callTable.ready, customerTable.ready]);
  return {
    ...{ database, run, waiting, standing, tellSync },
    /** Lets it look until nothing is left to be looked at. */
    look: () => waiting.splice(0).forEach((work) => work()),
    erasures: async (id: string) => (await recordsOfPerson(events, callTable, id)).erasures,
  };
}

/** As the sync stores what it pulls: everything that the other machine has. */
async function pull(database: TeamDatabase, from: TestMachine): Promise<void> {
  for (const doc of [...from.headers.values(), ...from.events] as TeamDocument[]) await put(database, doc);
}

async function put(database: TeamDatabase, doc: TeamDocument): Promise<void> {
  const collection = collectionFor(database, doc._id);
  const known = await collection.findOne(doc._id).exec();
  if (known) await known.incrementalModify((row) => ({ ...row, doc: merge(row.doc, doc) }));
  else
    await collection.insert({
      ...{ id: doc._id, doc, rev: '1-a', dirty: 0, refusal: null },
      ...projectColumns(doc),
    });
}

async function everything(database: TeamDatabase): Promise<TeamDocument[]> {
  const { events, calls, customers, tickets } = database.collections;
  const rows = await Promise.all([events, calls, customers, tickets].map((each) => each.find().exec()));
  return rows.flat().map((row) => row.toMutableJSON().doc);
}

/** Waits until nothing of the person is there, letting it look each time. */
async function untilGone(lead: { look(): void; database: TeamDatabase }): Promise<void> {
  const read = async () => {
    lead.look();
    return JSON.stringify(await everything(lead.database));
  };
  await expect.poll(read).not.toContain(PERSON);
}

/** A colleague who has the person and does not know of the erasure. */
function colleague(): { machine: TestMachine; contactId: string; callId: string } {
  const machine = createTestMachine('maija', 'K7');
  const contactId = machine.run(createContact, { name: PERSON }).id;
  const caller = { phone: '0401234567', callerName: PERSON, contactId };
  const callId = machine.run(startCall, { direction: 'in', ...caller }).id;
  machine.run(wrapUpCall, { id: callId, notes: PERSON, reason: 'r', outcome: 'o', reached: true });
  return { machine, contactId, callId };
}

async function erasedOn(lead: Awaited<ReturnType<typeof openLead>>, away: ReturnType<typeof colleague>) {
  await pull(lead.database, away.machine);
  const { contactId, callId, machine } = away;
  const events = machine.events.map(({ _id }) => _id);
  await lead.run(erasePerson, { contactId, records: [callId], events });
}

describe('what is written about an erased person', () => {
  it('is erased when it arrives: about the contact, an old call, a new call and a callback', async () => {
    const [lead, away] = [await openLead(), colleague()];
    await erasedOn(lead, away);
    await untilGone(lead);
    expect(await lead.erasures(away.contactId)).toHaveLength(1);
    const { machine, contactId, callId } = away;
    machine.run(editContact, { id: contactId, values: { notes: `${PERSON} muutti` } });
    machine.run(editCall, { id: callId, values: { notes: `${PERSON} soitti taas` } });
    const caller = { phone: '0401234567', callerName: PERSON, contactId };
    const second = machine.run(startCall, { direction: 'out', ...caller }).id;
    machine.run(wrapUpCall, { id: second, notes: PERSON, reason: 'r', outcome: 'o', reached: true });
    machine.run(planCallback, { ...caller, dueAt: '2026-11-23T08:00:00.000Z', topic: PERSON });
    await pull(lead.database, machine);
    await untilGone(lead);
    const told = await lead.erasures(contactId);
    expect(told.slice(1).every(({ author, data }) => author === 'liisa' && data?.['late'] === true)).toBe(
      true,
    );
    expect(told.slice(1).flatMap(({ data }) => data?.['records'])).toContain(second);
    // Nothing is left to be done: its own traces start no second round.
    expect(lead.waiting).toEqual([]);
  });

  it('is found at the start, and in the order in which a first sync brings it', async () => {
    const [lead, away] = [await openLead(), colleague()];
    await erasedOn(lead, away);
    away.machine.run(editContact, { id: away.contactId, values: { notes: PERSON } });
    const fresh = await openLead('pekka');
    for (const event of away.machine.events.slice(-1)) await put(fresh.database, event);
    for (const doc of await everything(lead.database)) await put(fresh.database, doc);
    await untilGone(fresh);
  });

  it('two leads who do it at once end with the same', async () => {
    const [one, two, away] = [await openLead(), await openLead('pekka'), colleague()];
    await erasedOn(one, away);
    for (const doc of await everything(one.database)) await put(two.database, doc);
    away.machine.run(editContact, { id: away.contactId, values: { notes: PERSON } });
    await pull(one.database, away.machine);
    await pull(two.database, away.machine);
    await Promise.all([untilGone(one), untilGone(two)]);
    const [left, right] = [await everything(one.database), await everything(two.database)];
    for (const doc of right) await put(one.database, doc);
    for (const doc of left) await put(two.database, doc);
    const byId = (docs: TeamDocument[]) => new Map(docs.map((doc) => [doc._id, doc]));
    expect(byId(await everything(one.database))).toEqual(byId(await everything(two.database)));
    one.look();
    expect(one.waiting).toEqual([]);
  });
});

describe('what is left alone', () => {
  it('a call that is going on, until it is wrapped up', async () => {
    const [lead, away] = [await openLead(), colleague()];
    await erasedOn(lead, away);
    await untilGone(lead);
    const { machine, contactId } = away;
    const caller = { phone: '0401234567', callerName: PERSON, contactId };
    const id = machine.run(startCall, { direction: 'in', ...caller }).id;
    machine.run(editContact, { id: contactId, values: { notes: 'muutti' } });
    await pull(lead.database, machine);
    const erasures = () => {
      lead.look();
      return lead.erasures(contactId);
    };
    await expect.poll(erasures).toHaveLength(2);
    const call = async () => (await lead.database.collections.calls.findOne(id).exec(true)).toMutableJSON();
    expect(isErased((await call()).doc)).toBe(false);
    machine.run(wrapUpCall, { id, notes: PERSON, reason: 'r', outcome: 'o', reached: true });
    await pull(lead.database, machine);
    await untilGone(lead);
    expect(isErased((await call()).doc)).toBe(true);
  });

  it('texts of tickets, other persons, and everything in a window that does not lead', async () => {
    const [lead, away] = [await openLead('liisa', false), colleague()];
    await erasedOn(lead, away);
    const { machine, contactId } = away;
    const ticketId = machine.run(createTicket, { ticketType: 'incident', subject: 's', contactId }).id;
    machine.run(addEntry, { ticketId, kind: 'note', body: 'huomio' });
    const other = machine.run(createContact, { name: 'Veikko' }).id;
    const callbackId = machine.run(planCallback, {
      ...{ phone: '1', callerName: 'Veikko', contactId: other, topic: 't' },
      dueAt: '2026-11-23T08:00:00.000Z',
    }).id;
    machine.run(editCallback, { id: callbackId, values: { topic: 'uusi' } });
    machine.run(editContact, { id: contactId, values: { notes: PERSON } });
    await pull(lead.database, machine);
    expect(lead.waiting).toEqual([]);
    lead.standing.leads = true;
    lead.tellSync();
    await untilGone(lead);
    const about = (id: string) => machine.events.filter((event) => event.about === id).map(({ _id }) => _id);
    const whole = (await everything(lead.database)).filter((doc) => !isErased(doc)).map(({ _id }) => _id);
    expect(whole).toEqual(
      expect.arrayContaining([ticketId, other, callbackId, ...[ticketId, other, callbackId].flatMap(about)]),
    );
  });

  it('a person whom nobody has erased is not erased as late', async () => {
    const [lead, away] = [await openLead(), colleague()];
    await pull(lead.database, away.machine);
    const late = lead.run(erasePerson, {
      contactId: away.contactId,
      records: [],
      events: [],
      late: true,
    });
    await expect(late).rejects.toMatchObject({ code: 'notAllowed' });
    expect(lead.waiting).toEqual([]);
  });
});
