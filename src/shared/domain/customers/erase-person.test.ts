import { describe, expect, it } from 'vitest';
import { startCall, wrapUpCall } from '../calls/call-commands';
import { planCallback } from '../calls/callback-commands';
import type { EventDocument, HeaderDocument } from '../record/documents';
import { isErased } from '../record/erased';
import { createTestMachine } from '../record/testing';
import { addEntry, createTicket, editTicket } from '../tickets/ticket-commands';
import { overwrittenChanges } from '../timeline/overwritten';
import { undoEvent } from '../timeline/undo';
import { createContact, editContact } from './customer-commands';
import { erasePerson } from './erase-person';

const PERSON = ['Aino Öystilä', '0401234567', 'aino@oystila.example'] as const;
const [NAME, PHONE, EMAIL] = PERSON;

function world() {
  const machine = createTestMachine('liisa', 'AA');
  const contactId = machine.run(createContact, { name: NAME }).id;
  machine.run(editContact, { id: contactId, values: { phones: [PHONE], emails: [EMAIL] } });
  const caller = { phone: PHONE, callerName: NAME, contactId };
  const callId = machine.run(startCall, { direction: 'in', ...caller }).id;
  machine.run(wrapUpCall, { id: callId, notes: NAME, reason: 'r', outcome: 'o', reached: true });
  const dueAt = '2026-11-23T08:00:00.000Z';
  const callbackId = machine.run(planCallback, { ...caller, dueAt, topic: NAME }).id;
  const ticketId = machine.run(createTicket, { ticketType: 'incident', subject: 's', contactId }).id;
  machine.run(editTicket, { id: ticketId, values: { subject: `${NAME} soitti`, priority: 'high' } });
  machine.run(addEntry, { ticketId, kind: 'note', body: `kysy: ${EMAIL}` });
  machine.run(addEntry, { ticketId, kind: 'note', body: 'reititin vaihdettu' });
  const about = (...ids: string[]) => machine.events.filter((event) => ids.includes(event.about));
  const mentioning = about(ticketId).filter((event) =>
    PERSON.some((text) => JSON.stringify(event).includes(text)),
  );
  const args = {
    contactId,
    records: [callId, callbackId],
    events: [...about(contactId, callId, callbackId), ...mentioning].map(({ _id }) => _id),
    tickets: [{ id: ticketId, subject: '(poistettu)' }],
  };
  return { machine, args, contactId, callId, callbackId, ticketId };
}

describe('erasing a person', () => {
  it('leaves nothing of them on the machine, and the rest as it was', () => {
    const { machine, args, ticketId, contactId } = world();
    const before = machine.events.length;
    expect(machine.run(erasePerson, args)).toEqual({ erased: 3 + args.events.length });
    const everything = JSON.stringify([[...machine.headers.values()], machine.events]);
    for (const text of PERSON) expect(everything).not.toContain(text);
    expect(machine.get(ticketId)).toMatchObject({ subject: '(poistettu)', priority: 'high', contactId });
    expect(machine.events.some(({ body }) => body === 'reititin vaihdettu')).toBe(true);
    expect(machine.events).toHaveLength(before + 2);
  });

  it('tells who erased what, by ids alone', () => {
    const { machine, args, contactId, ticketId } = world();
    machine.run(erasePerson, args);
    const told = machine.events.find(({ kind }) => kind === 'personErased') as EventDocument;
    expect(told).toMatchObject({ about: contactId, author: 'liisa', data: { tickets: [ticketId] } });
    expect((told.data as { records: string[] }).records).toEqual([
      contactId,
      ...args.records,
      ...args.events,
    ]);
  });

  it('a ticket whose text is written anew tells that, and nothing brings the old text back', () => {
    const { machine, args, ticketId } = world();
    machine.run(erasePerson, args);
    const change = machine.events.findLast(
      ({ about, changes }) => about === ticketId && changes,
    ) as EventDocument;
    expect(change.changes).toMatchObject([{ path: 'subject', from: null, to: '(poistettu)' }]);
    expect(() => machine.run(undoEvent, { eventId: change._id })).toThrow();
    expect(overwrittenChanges(machine.events.filter(({ about }) => about === ticketId))).toEqual([]);
  });

  it('run again it erases what has come since, and else does nothing', () => {
    const { machine, args } = world();
    machine.run(erasePerson, args);
    const count = machine.events.length;
    expect(machine.run(erasePerson, args)).toEqual({ erased: 0 });
    expect(machine.events).toHaveLength(count);
    const late: EventDocument = { ...(machine.events[0] as EventDocument), _id: 'event:late', body: NAME };
    delete (late as Record<string, unknown>)['erased'];
    machine.events.push(late);
    expect(machine.run(erasePerson, { ...args, events: ['event:late', 'event:unknown'] })).toEqual({
      erased: 1,
    });
    expect(machine.events.find(({ _id }) => _id === 'event:late')).not.toHaveProperty('body');
  });

  it('a colleague who edited meanwhile, with a later clock, ends up with the same', () => {
    const { machine, args, contactId, callId } = world();
    const away = createTestMachine('maija', 'BB');
    away.pull(machine);
    away.time += 3_600_000;
    away.run(editContact, { id: contactId, values: { notes: 'uusi numero 050' } });
    machine.run(erasePerson, args);
    away.pull(machine);
    machine.pull(away);
    for (const id of [contactId, callId]) {
      expect(isErased(away.get<HeaderDocument>(id))).toBe(true);
      expect(away.get(id)).toEqual(machine.get(id));
    }
  });
});
