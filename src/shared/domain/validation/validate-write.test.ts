import { describe, expect, it } from 'vitest';
import { createTestMachine } from '../record/testing';
import { defaultTeamDocuments } from '../team/defaults';
import { createTicket } from '../tickets/ticket-commands';
import type { TeamDocument } from '../record/documents';
import { createHybridClock } from '@shared/lib/hybrid-clock';
import { shapeProblem } from './shape';
import { validateWrite } from './validate-write';

const as = (name: string | null, role?: string) => ({
  name,
  roles: role ? ['luuri-tuki', `luuri-tuki:${role}`] : [],
});
const machine = createTestMachine('maija', 'K7');
const ticketId = machine.run(createTicket, { ticketType: 'incident', subject: 's' }).id;
const ticket: TeamDocument = machine.get(ticketId);
const event = machine.events[0] as TeamDocument;
const settings = defaultTeamDocuments(
  { name: 'Tuki', language: 'fi' },
  { now: '2026-11-20T07:00:00Z', author: 'maija' },
);
const pipeline = settings.find((document) => document.type === 'pipeline') as TeamDocument;

const card: TeamDocument = {
  ...{
    _id: 'agent:liisa',
    type: 'agent',
    v: 1,
    stamps: {},
    createdAt: '2026-11-20T07:00:00Z',
    createdBy: 'maija',
  },
  ...{ archived: false, user: 'liisa', name: 'Liisa', role: 'agent', email: '', phone: '' },
};

const importedEvent = (importedBy: string): TeamDocument => ({
  ...event,
  author: 'resolver-31',
  device: 'import',
  imported: true,
  importedBy,
});

describe('somebody who works in two teams of one server', () => {
  const both = { name: 'liisa', roles: ['luuri-a', 'luuri-a:lead', 'luuri-b', 'luuri-b:agent'] };

  it.each([
    { db: 'luuri-a', may: true },
    { db: 'luuri-b', may: false },
    { db: 'luuri-c', may: false },
  ])('changes the settings of $db: $may', ({ db, may }) => {
    expect(validateWrite(pipeline, pipeline, { ...both, db }).ok).toBe(may);
  });
});

describe("an agent's own card", () => {
  it.each([
    {
      what: 'the own phone',
      doc: { ...card, phone: '040 1' },
      old: card,
      user: as('liisa', 'agent'),
      ok: true,
    },
    {
      what: 'the own role',
      doc: { ...card, role: 'lead' },
      old: card,
      user: as('liisa', 'agent'),
      ok: false,
    },
    {
      what: 'the own user name',
      doc: { ...card, user: 'maija' },
      old: card,
      user: as('liisa', 'agent'),
      ok: false,
    },
    {
      what: 'coming back after removal',
      doc: card,
      old: { ...card, archived: true },
      user: as('liisa', 'agent'),
      ok: false,
    },
    { what: 'a card that is not there', doc: card, old: null, user: as('liisa', 'agent'), ok: false },
    {
      what: 'a colleague’s phone',
      doc: { ...card, phone: '040 1' },
      old: card,
      user: as('eero', 'agent'),
      ok: false,
    },
    {
      what: 'the own phone as viewer',
      doc: { ...card, phone: '040 1' },
      old: card,
      user: as('liisa', 'viewer'),
      ok: false,
    },
  ])('$what: $ok', ({ doc, old, user, ok }) => {
    expect(validateWrite(doc, old, user).ok).toBe(ok);
  });
});

describe('who may write what', () => {
  it.each([
    { what: 'an agent creates a ticket', doc: ticket, old: null, user: as('maija', 'agent'), ok: true },
    {
      what: 'an agent edits another’s ticket',
      doc: { ...ticket, subject: 'x' },
      old: ticket,
      user: as('liisa', 'agent'),
      ok: true,
    },
    {
      what: 'a viewer edits a ticket',
      doc: { ...ticket, subject: 'x' },
      old: ticket,
      user: as('liisa', 'viewer'),
      ok: false,
    },
    { what: 'somebody without a role edits', doc: ticket, old: ticket, user: as('liisa'), ok: false },
    { what: 'nobody edits', doc: ticket, old: null, user: as(null), ok: false },
    {
      what: 'an agent creates in another’s name',
      doc: ticket,
      old: null,
      user: as('liisa', 'agent'),
      ok: false,
    },
    {
      what: 'an agent changes who created',
      doc: { ...ticket, createdBy: 'liisa' },
      old: ticket,
      user: as('liisa', 'agent'),
      ok: false,
    },
    { what: 'an agent writes an event', doc: event, old: null, user: as('maija', 'agent'), ok: true },
    { what: 'an agent forges an author', doc: event, old: null, user: as('liisa', 'agent'), ok: false },
    {
      what: 'an author changes an event',
      doc: { ...event, occurredAt: '2020-01-01T00:00:00Z' },
      old: event,
      user: as('maija', 'agent'),
      ok: false,
    },
    {
      what: 'an agent changes a pipeline',
      doc: pipeline,
      old: pipeline,
      user: as('maija', 'agent'),
      ok: false,
    },
    { what: 'a lead changes a pipeline', doc: pipeline, old: pipeline, user: as('maija', 'lead'), ok: true },
    {
      what: 'a lead imports what somebody else created in another system',
      doc: { ...ticket, createdBy: 'resolver-31', imported: true, importedBy: 'liisa' },
      old: null,
      user: as('liisa', 'lead'),
      ok: true,
    },
    {
      what: 'a lead imports a setting, such as a group',
      doc: { ...pipeline, createdBy: 'import', imported: true, importedBy: 'liisa' },
      old: null,
      user: as('liisa', 'lead'),
      ok: true,
    },
    {
      what: 'a lead imports in another lead’s name',
      doc: { ...ticket, createdBy: 'resolver-31', imported: true, importedBy: 'maija' },
      old: null,
      user: as('liisa', 'lead'),
      ok: false,
    },
    {
      what: 'a lead creates in another’s name without calling it imported',
      doc: { ...ticket, importedBy: 'liisa' },
      old: null,
      user: as('liisa', 'lead'),
      ok: false,
    },
    {
      what: 'an agent imports',
      doc: { ...ticket, imported: true, importedBy: 'liisa' },
      old: null,
      user: as('liisa', 'agent'),
      ok: false,
    },
    {
      what: 'an agent edits an imported ticket',
      doc: { ...ticket, createdBy: 'resolver-31', imported: true, importedBy: 'liisa', subject: 'x' },
      old: { ...ticket, createdBy: 'resolver-31', imported: true, importedBy: 'liisa' },
      user: as('maija', 'agent'),
      ok: true,
    },
    {
      what: 'somebody says of another that they imported a record',
      doc: { ...ticket, createdBy: 'liisa', imported: true, importedBy: 'maija' },
      old: null,
      user: as('liisa', 'lead'),
      ok: false,
    },
    {
      what: 'an agent changes who imported a record',
      doc: { ...ticket, imported: true, importedBy: 'eero' },
      old: { ...ticket, imported: true, importedBy: 'liisa' },
      user: as('eero', 'agent'),
      ok: false,
    },
    {
      what: 'two leads import one file, and the record of the later one stands',
      doc: { ...ticket, createdBy: 'import', imported: true, importedBy: 'maija' },
      old: { ...ticket, createdBy: 'import', imported: true, importedBy: 'liisa' },
      user: as('maija', 'lead'),
      ok: true,
    },
    {
      what: 'a lead claims to have imported what was typed here',
      doc: { ...ticket, imported: true, importedBy: 'maija' },
      old: ticket,
      user: as('maija', 'lead'),
      ok: false,
    },
    {
      what: 'a lead imports an event of another author',
      doc: importedEvent('liisa'),
      old: null,
      user: as('liisa', 'lead'),
      ok: true,
    },
    {
      what: 'a lead imports an event without saying who imported it',
      doc: { ...importedEvent('liisa'), importedBy: undefined },
      old: null,
      user: as('liisa', 'lead'),
      ok: false,
    },
    {
      what: 'a lead imports an event in another lead’s name',
      doc: importedEvent('eero'),
      old: null,
      user: as('liisa', 'lead'),
      ok: false,
    },
    {
      what: 'a lead calls an event of a device of the team imported',
      doc: { ...importedEvent('liisa'), device: 'K7' },
      old: null,
      user: as('liisa', 'lead'),
      ok: false,
    },
    {
      what: 'an agent imports an event of another author',
      doc: importedEvent('liisa'),
      old: null,
      user: as('liisa', 'agent'),
      ok: false,
    },
    {
      what: 'an agent says that somebody imported an event of their own',
      doc: { ...importedEvent('liisa'), author: 'eero' },
      old: null,
      user: as('eero', 'agent'),
      ok: false,
    },
    {
      what: 'a lead changes an imported event',
      doc: { ...importedEvent('liisa'), body: 'x' },
      old: importedEvent('liisa'),
      user: as('liisa', 'lead'),
      ok: false,
    },
    {
      what: 'two leads import one file, each unaware of the other',
      doc: importedEvent('eero'),
      old: importedEvent('liisa'),
      user: as('eero', 'lead'),
      ok: true,
    },
    {
      what: 'a lead calls an event imported that was written here',
      doc: { ...event, importedBy: 'liisa' },
      old: event,
      user: as('liisa', 'lead'),
      ok: false,
    },
    {
      what: 'a lead deletes',
      doc: { ...ticket, _deleted: true },
      old: ticket,
      user: as('maija', 'lead'),
      ok: false,
    },
    {
      what: 'the administrator deletes',
      doc: { ...ticket, _deleted: true },
      old: ticket,
      user: { name: 'root', roles: ['_admin'] },
      ok: true,
    },
  ])('$what: $ok', ({ doc, old, user, ok }) => {
    expect(validateWrite(doc, old, user).ok).toBe(ok);
  });
});

describe('what a document must look like', () => {
  it('accepts every default setting, template and fresh record', () => {
    expect([...settings, ticket, event].map(shapeProblem)).toEqual(
      [...settings, ticket, event].map(() => null),
    );
  });

  it('accepts types and fields of newer versions', () => {
    const newer = {
      _id: 'hologram:1',
      type: 'hologram',
      v: 9,
      stamps: {},
      createdAt: '',
      createdBy: 'x',
      colour: 'red',
    };
    expect(shapeProblem(newer)).toBeNull();
    expect(shapeProblem({ ...ticket, mood: 'sunny' })).toBeNull();
  });

  it.each([
    ['no object', 'text'],
    ['null', null],
    ['an array', []],
    ['no id', { type: 'ticket' }],
    ['another type in the id', { ...ticket, _id: 'call:1' }],
    ['no stamps', { ...ticket, stamps: undefined }],
    ['a stamp that is a number', { ...ticket, stamps: { subject: 5 } }],
    ['a stamp that merely sorts last', { ...ticket, stamps: { subject: 'zzzz' } }],
    ['a stamp of the year 5188', { ...ticket, stamps: { subject: 'zzzzzzzzz-zzz-z' } }],
    ['a stamp with capital digits', { ...ticket, stamps: { subject: '0MJUOHS00-000-a' } }],
    ['a stamp with a long name', { ...ticket, stamps: { subject: `0mjuohs00-000-${'a'.repeat(17)}` } }],
    ['an event with such a stamp', { ...event, at: 'zzzz' }],
    ['a setting with such a stamp', { ...settings[0], stamps: { name: 'zzzz' } }],
    ['an event whose changes are no list', { ...event, changes: 5 }],
    ['an event with a change of nothing', { ...event, changes: [null] }],
    ['an event with a number as text', { ...event, body: 5 }],
    ['a number as subject', { ...ticket, subject: 5 }],
    ['tags that are text', { ...ticket, tags: 'a,b' }],
    ['an event without author', { ...event, author: undefined }],
    ['a giant', { ...ticket, description: 'x'.repeat(1_000_001) }],
  ])('refuses %s', (_what, doc) => {
    expect(shapeProblem(doc)).not.toBeNull();
  });
});

describe('a stamp from far ahead', () => {
  const now = Date.parse('2026-11-22T10:00:00Z');
  const year = 365.25 * 24 * 3_600_000;
  const stampAt = (time: number, ...seen: string[]) => createHybridClock(() => time, 'a').next(...seen);
  const exact = (time: number) => `${time.toString(36).padStart(9, '0')}-zzz-z`;
  const write = (stamp: string, old: TeamDocument | null = null, time = now) =>
    validateWrite({ ...ticket, stamps: { subject: stamp } }, old ?? ticket, as('liisa', 'agent'), time).ok;

  it.each([
    ['ten years ahead', now + 10 * year],
    ['eighty years ahead', now + 80 * year],
    ['thousands of years ahead', now + 4_000 * year],
    ['not set, at 1970', 0],
  ])('is taken from a machine whose clock is %s', (_what, clock) => {
    expect(write(stampAt(clock))).toBe(true);
    expect(write(stampAt(clock), null, 0)).toBe(true);
  });

  it('is refused by a server when no clock makes it, and never by the own machine', () => {
    const beyond = exact(now + 101 * year);
    expect(write(beyond)).toBe(false);
    expect(validateWrite({ ...event, at: beyond }, null, as('maija', 'agent'), now).ok).toBe(false);
    const doc = { ...ticket, stamps: { subject: beyond } };
    expect(validateWrite(doc, ticket, as('liisa', 'agent')).ok).toBe(true);
  });

  it('at the very bound does not win for ever: the next one to edit is later and is taken', () => {
    const bound = exact(now + 36_525 * 24 * 3_600_000);
    expect(write(bound)).toBe(true);
    const next = stampAt(now, bound);
    expect(next > bound).toBe(true);
    expect(write(next, null, now + 1)).toBe(true);
  });

  it('that is on the server already holds up no edit of another field', () => {
    const beyond = exact(now + 101 * year);
    const old = { ...ticket, stamps: { subject: beyond } };
    const doc = { ...ticket, stamps: { subject: beyond, priority: stampAt(now) } };
    expect(validateWrite(doc, old, as('liisa', 'agent'), now).ok).toBe(true);
  });
});
