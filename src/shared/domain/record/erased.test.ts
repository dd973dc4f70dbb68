import { describe, expect, it } from 'vitest';
import { createContact, createCustomer, editContact } from '../customers/customer-commands';
import { startCall, wrapUpCall } from '../calls/call-commands';
import { planCallback } from '../calls/callback-commands';
import { addEntry, createTicket } from '../tickets/ticket-commands';
import { containsLeaf } from '../validation/contains';
import { shapeProblem } from '../validation/shape';
import type { EventDocument, HeaderDocument, TeamDocument } from './documents';
import { eraseDocument, isErased } from './erased';
import { merge } from './merge';
import { createMergeNotes } from './merge-notes';
import { createTestMachine } from './testing';
import { applyEvent, changeHeader } from './write';

const PERSON = ['Aino Öystilä', '0401234567', 'aino@oystila.example', 'kertoi voinnistaan'];

function world() {
  const machine = createTestMachine('maija', 'AA');
  const [name, phone, email, note] = PERSON as [string, string, string, string];
  const customerId = machine.run(createCustomer, { name, phones: [phone], environment: note }).id;
  const contactId = machine.run(createContact, { name, customerIds: [customerId] }).id;
  machine.run(editContact, { id: contactId, values: { phones: [phone], emails: [email], notes: note } });
  const caller = { phone, callerName: name, contactId };
  const callId = machine.run(startCall, { direction: 'in', ...caller }).id;
  machine.run(wrapUpCall, { id: callId, notes: note, reason: 'advice', outcome: 'solved', reached: true });
  const dueAt = '2026-11-23T08:00:00.000Z';
  const callbackId = machine.run(planCallback, { ...caller, dueAt, topic: note }).id;
  const ticketId = machine.run(createTicket, { ticketType: 'incident', subject: 's', contactId }).id;
  machine.run(addEntry, { ticketId, kind: 'customerMessage', body: `${name} ${note}` });
  return { machine, contactId, callId, callbackId, customerId, ticketId };
}

const file: TeamDocument = {
  ...{ _id: 'event:01ARZ3NDEKTSV4RRFFQ69G5FAV', type: 'event', v: 1, kind: 'fileAdded', about: 'ticket:1' },
  ...{ at: '0mjuohs00-000-a', occurredAt: '2026-11-20T08:00:00.000Z', author: 'maija', device: 'AA' },
  data: {
    fileId: '01ARZ3NDEKTSV4RRFFQ69G5FAV',
    name: `${PERSON[0]}.pdf`,
    size: 3,
    mediaType: 'text/plain',
    sha256: 'a'.repeat(64),
    stepId: 's1',
  },
};

describe('what is left of an erased record', () => {
  const { machine, callId, callbackId } = world();
  const erasable = [...machine.headers.values()].filter((doc) => doc.type !== 'ticket');
  const documents: [string, TeamDocument][] = [...erasable, ...machine.events, file].map((doc) => [
    `${doc.type} ${String(doc['kind'] ?? '')}`,
    doc,
  ]);

  it.each(documents)('%s: no name, number or text, and a shape that every version reads', (_what, doc) => {
    const left = eraseDocument(doc);
    const text = JSON.stringify(left);
    for (const secret of PERSON) expect(text).not.toContain(secret);
    expect(shapeProblem(left)).toBeNull();
    expect(isErased(left)).toBe(true);
    expect(eraseDocument(left)).toEqual(left);
    expect(left).toMatchObject({ _id: doc._id, type: doc.type });
  });

  it('counts of calls stay: who answered, when, for how long, how it ended', () => {
    const call = machine.get(callId);
    const { agent, startedAt, endedAt, direction, reason, outcome, reached } = call;
    expect(eraseDocument(call)).toMatchObject({
      ...{ agent, startedAt, endedAt, direction, reason, outcome, reached },
      ...{ status: 'done', archived: true, contactId: '', notes: '', holds: {} },
    });
    expect(eraseDocument(machine.get(callbackId))).toMatchObject({
      status: 'cancelled',
      owner: '',
      topic: '',
    });
  });

  it('an imported message does not name its sender', () => {
    const message = machine.events.find(({ kind }) => kind === 'customerMessage') as EventDocument;
    expect(eraseDocument({ ...message, imported: true })['author']).toBe('');
    expect(eraseDocument(message)['author']).toBe('maija');
  });
});

describe('what meets an erased record', () => {
  const { machine, contactId } = world();
  const contact = machine.get<HeaderDocument>(contactId);
  const edited = changeHeader(contact, { name: 'Aino Uusi', 'phones.050': true }, '1zzzzzzzz-000-a').header;
  const erased = eraseDocument(contact) as HeaderDocument;
  const message = machine.events.find(({ kind }) => kind === 'customerMessage') as EventDocument;

  it('an edit of any time, an archiving, an event: nothing of them stays', () => {
    expect(merge(erased, edited)).toEqual(erased);
    expect(merge(eraseDocument(message), { ...message, body: 'a' })).toEqual(eraseDocument(message));
    expect(changeHeader(erased, { name: 'Aino' }, '1zzzzzzzz-000-a')).toEqual({
      header: erased,
      changes: [],
    });
    const change = machine.events.find(({ changes }) => changes) as EventDocument;
    expect(applyEvent(erased, change)).toEqual(erased);
  });

  it('a conflict leaf: it is contained, and no event tells of it', () => {
    const notes = createMergeNotes({ author: 'maija', device: 'AA' });
    expect(notes.settle(erased, edited, merge(erased, edited))).toEqual({ doc: erased, events: [] });
    expect(notes.lost(erased, edited)).toEqual([]);
    expect(notes.lost(edited, erased)).toEqual([]);
    expect(containsLeaf(erased, edited)).toBe(true);
    expect(containsLeaf(edited, erased)).toBe(false);
    expect(containsLeaf(eraseDocument(message), message)).toBe(true);
    expect(containsLeaf(message, eraseDocument(message))).toBe(false);
  });
});
