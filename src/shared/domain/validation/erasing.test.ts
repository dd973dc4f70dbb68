import { describe, expect, it } from 'vitest';
import { createContact } from '../customers/customer-commands';
import type { TeamDocument } from '../record/documents';
import { eraseDocument } from '../record/erased';
import { createTestMachine } from '../record/testing';
import { addEntry, createTicket } from '../tickets/ticket-commands';
import { validateWrite } from './validate-write';

const as = (role: string) => ({ name: `a-${role}`, roles: ['luuri-tuki', `luuri-tuki:${role}`] });
const [agent, lead, viewer] = [as('agent'), as('lead'), as('viewer')];

const machine = createTestMachine('maija', 'K7');
const contact: TeamDocument = machine.get(machine.run(createContact, { name: 'Aino', notes: 'x' }).id);
const ticketId = machine.run(createTicket, { ticketType: 'incident', subject: 's' }).id;
machine.run(addEntry, { ticketId, kind: 'note', body: 'Aino soitti' });
const ticket: TeamDocument = machine.get(ticketId);
const note = machine.events.find(({ kind }) => kind === 'note') as TeamDocument;
const [contactLeft, noteLeft] = [eraseDocument(contact), eraseDocument(note)];
const rev = (doc: TeamDocument, at: string) => ({ ...doc, _rev: at });

describe('who erases', () => {
  it.each([
    { what: 'a lead a contact', doc: contactLeft, old: contact, user: lead, ok: true },
    { what: 'an agent a contact', doc: contactLeft, old: contact, user: agent, ok: false },
    { what: 'a viewer a contact', doc: contactLeft, old: contact, user: viewer, ok: false },
    { what: 'a lead a note', doc: noteLeft, old: note, user: lead, ok: true },
    {
      what: 'the author, no lead, a note',
      doc: noteLeft,
      old: note,
      user: { ...agent, name: 'maija' },
      ok: false,
    },
    { what: 'a lead a ticket', doc: eraseDocument(ticket), old: ticket, user: lead, ok: false },
    {
      what: 'a lead a type of no rules',
      doc: { ...ticket, _id: 'constructor:1', type: 'constructor', erased: true },
      old: null,
      user: lead,
      ok: false,
    },
  ])('$what: $ok', ({ doc, old, user, ok }) => {
    expect(validateWrite(rev(doc, '1-a'), old && rev(old, '1-a'), user).ok).toBe(ok);
  });
});

describe('what an erasure may not do', () => {
  it.each([
    { what: 'keep a name', doc: { ...contactLeft, name: 'Aino' }, old: contact },
    {
      what: 'keep a number as a stamp',
      doc: { ...contactLeft, stamps: { 'phones.040': '0mjuohs00-000-a' } },
      old: contact,
    },
    { what: 'leave it out of the archive', doc: { ...contactLeft, archived: false }, old: contact },
    { what: 'change who created it', doc: { ...contactLeft, createdBy: 'liisa' }, old: contact },
    { what: 'keep the text of a note', doc: { ...noteLeft, body: 'Aino' }, old: note },
    { what: 'change who wrote a note', doc: { ...noteLeft, author: 'liisa' }, old: note },
    { what: 'change when it was', doc: { ...noteLeft, occurredAt: '2020-01-01T00:00:00.000Z' }, old: note },
    { what: 'move it to another record', doc: { ...noteLeft, about: 'ticket:2' }, old: note },
  ])('$what', ({ doc, old }) => {
    expect(validateWrite(doc, old, lead).ok).toBe(false);
  });
});

describe('what follows an erasure', () => {
  it.each([
    {
      what: 'the same again, by an agent',
      doc: rev(contactLeft, '3-c'),
      old: rev(contactLeft, '2-b'),
      user: agent,
      ok: true,
    },
    {
      what: 'the same event again, by an agent',
      doc: rev(noteLeft, '3-c'),
      old: rev(noteLeft, '2-b'),
      user: agent,
      ok: true,
    },
    { what: 'what was there before, by a lead', doc: contact, old: contactLeft, user: lead, ok: false },
    { what: 'what was there before, by an agent', doc: contact, old: contactLeft, user: agent, ok: false },
    {
      what: 'the event of before, by its author',
      doc: note,
      old: noteLeft,
      user: { ...agent, name: 'maija' },
      ok: false,
    },
    {
      what: 'something that says it is not erased',
      doc: { ...contactLeft, erased: false },
      old: contactLeft,
      user: lead,
      ok: false,
    },
  ])('$what: $ok', ({ doc, old, user, ok }) => {
    expect(validateWrite(doc, old, user).ok).toBe(ok);
  });
});
