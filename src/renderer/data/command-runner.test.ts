import { getRxStorageMemory } from 'rxdb/plugins/storage-memory';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Journal } from '@shared/journal/journal';
import { journalOn, memoryDisk } from '@shared/journal/testing';
import { createHybridClock } from '@shared/lib/hybrid-clock';
import { createMergeNotes } from '@shared/domain/record/merge-notes';
import type { EventDocument } from '@shared/domain/record/documents';
import { CommandError } from '@shared/domain/record/command';
import { createTestMachine } from '@shared/domain/record/testing';
import { createContact, editContact } from '@shared/domain/customers/customer-commands';
import { erasePerson } from '@shared/domain/customers/erase-person';
import { createTicket, editTicket } from '@shared/domain/tickets/ticket-commands';
import type { Ticket } from '@shared/domain/tickets/ticket';
import { saveSetting } from '@shared/domain/team/team-commands';
import { memoryStorage } from '../../../tests/fixtures/memory-storage';
import { createCommandRunner } from './command-runner';
import type { RunCommand } from './command-runner';
import type { TeamDatabase } from './database';
import { openTeamDatabase } from './database';
import { createDrafts } from './drafts';
import { projectColumns } from './record-families';
import { recoverInterruptedCommands } from './recover-events';
import { takeTicketNumber } from './ticket-numbers';

const open: TeamDatabase[] = [];
const disk = { full: false };
const highest = { given: 0 };
let names = 0;

async function openData(role: 'lead' | 'agent' | 'viewer' = 'agent', journal: Journal | null = null) {
  const database = await openTeamDatabase(`runner-${(names += 1)}`, getRxStorageMemory());
  open.push(database);
  const session = { database: 'luuri-tuki', teamName: 'Tuki', user: 'maija', role, devicePrefix: 'K7' };
  const clock = createHybridClock(Date.now, 'K7test');
  const run: RunCommand = createCommandRunner({
    ...{ database, session, clock, journal, now: Date.now },
    items: localStorage,
    isDiskFull: () => disk.full,
    highestNumber: () => Promise.resolve(highest.given),
  });
  return { database, run };
}

async function ticketRow(database: TeamDatabase, id: string) {
  const row = await database.collections.tickets.findOne(id).exec(true);
  return row.toMutableJSON();
}

async function storeEvent(database: TeamDatabase, event: EventDocument): Promise<void> {
  await database.collections.events.insert({
    id: event._id,
    doc: event,
    rev: '',
    dirty: 1,
    refusal: null,
    ...projectColumns(event),
  });
}

// What a browser gives; the runner keeps its second counter there.
const kept = new Map<string, string>();
vi.stubGlobal('localStorage', memoryStorage(kept));

afterEach(async () => {
  kept.clear();
  highest.given = 0;
  for (const database of open.splice(0)) await database.close();
});

describe('running commands', () => {
  it('stores header and event as unsent, in one go with the data', async () => {
    const { database, run } = await openData();
    const { id, number } = await run(createTicket, { ticketType: 'incident', subject: 'Tulostin' });
    const row = await ticketRow(database, id);
    expect(row).toMatchObject({
      dirty: 1,
      rev: '',
      refusal: null,
      doc: { number, subject: 'Tulostin', createdBy: 'maija' },
    });
    const events = await database.collections.events.find({ selector: { about: id } }).exec();
    expect(events.map((event) => event.dirty)).toEqual([1]);
  });

  it('joins its write with what came meanwhile, instead of writing over it', async () => {
    const { database, run } = await openData();
    const { id } = await run(createTicket, { ticketType: 'incident', subject: 'a' });
    await Promise.all([
      run(editTicket, { id, values: { priority: 'high' } }),
      run(editTicket, { id, values: { subject: 'b' } }),
      run(editTicket, { id, values: { assignee: 'liisa' } }),
    ]);
    expect((await ticketRow(database, id)).doc).toMatchObject({
      priority: 'high',
      subject: 'b',
      assignee: 'liisa',
    });
  });

  it('refuses what the server would refuse, and stores nothing of it', async () => {
    const { database, run } = await openData();
    await expect(
      run(saveSetting, { id: 'group:uusi', values: { name: 'Uusi', members: [] } }),
    ).rejects.toThrow(CommandError);
    const viewer = await openData('viewer');
    await expect(viewer.run(createTicket, { ticketType: 'incident', subject: 'x' })).rejects.toMatchObject({
      code: 'notAllowed',
    });
    expect(await database.collections.settings.count().exec()).toBe(0);
    expect(await viewer.database.collections.tickets.count().exec()).toBe(0);
    expect(await viewer.database.collections.events.count().exec()).toBe(0);
  });

  it('says what is wrong with arguments before anything is read or written', async () => {
    const { run } = await openData();
    await expect(run(createTicket, { ticketType: 'incident', subject: '' })).rejects.toMatchObject({
      code: 'invalid',
    });
    await expect(run(editTicket, { id: 'ticket:none', values: { subject: 'x' } })).rejects.toMatchObject({
      code: 'notFound',
    });
  });
});

describe('erasing a person', () => {
  async function withPerson(role: 'lead' | 'agent') {
    const { database, run } = await openData(role);
    const { id } = await run(createContact, { name: 'Aino' });
    await run(editContact, { id, values: { phones: ['0401'] } });
    const rows = await database.collections.events.find({ selector: { about: id } }).exec();
    const args = { contactId: id, records: [], events: rows.map((row) => row.id) };
    return { database, run, id, args };
  }

  it('writes over records and events what is left of them, unsent', async () => {
    const { database, run, id, args } = await withPerson('lead');
    await database.collections.events
      .findOne(args.events[0] ?? '')
      .incrementalPatch({ dirty: 0, rev: '1-a' });
    expect(await run(erasePerson, args)).toEqual({ erased: 3 });
    const contact = await database.collections.customers.findOne(id).exec(true);
    expect(contact.toMutableJSON()).toMatchObject({ dirty: 1, doc: { erased: true, name: '', phones: [] } });
    const event = await database.collections.events.findOne(args.events[0] ?? '').exec(true);
    expect(event.toMutableJSON()).toMatchObject({ dirty: 1, rev: '1-a', doc: { erased: true } });
    expect(await database.collections.events.count().exec()).toBe(3);
    expect(await recoverInterruptedCommands(database)).toBe(0);
  });

  it('is a lead’s', async () => {
    const { database, run, id, args } = await withPerson('agent');
    await expect(run(erasePerson, args)).rejects.toMatchObject({ code: 'notAllowed' });
    const contact = await database.collections.customers.findOne(id).exec(true);
    expect(contact.toMutableJSON().doc).toMatchObject({ name: 'Aino' });
    expect(await database.collections.events.count().exec()).toBe(2);
  });
});

describe('a command with a journal', () => {
  it('is in it before it is in the database, with everything it stores and the draft it was made of', async () => {
    const disk = memoryDisk();
    const journal = journalOn(disk.disk);
    const { database, run } = await openData('agent', journal);
    const seen: number[] = [];
    database.collections.tickets.eventBulks$.subscribe(() => seen.push(disk.lines()[0]?.entries.length ?? 0));
    const draft = { key: 'new-ticket/', text: 'a' };
    const { id } = await run(createTicket, { ticketType: 'incident', subject: 'a' }, draft);
    expect(seen).toEqual([1]);
    const { doc } = await ticketRow(database, id);
    expect(disk.lines()[0]?.entries[0]).toMatchObject({
      docs: [{ kind: 'created', about: id }, doc],
      settles: { key: 'draft:new-ticket/', text: 'a' },
    });
  });

  it('is stored all the same when the journal cannot be written', async () => {
    const disk = memoryDisk(0);
    const { database, run } = await openData('agent', journalOn(disk.disk));
    const { id } = await run(createTicket, { ticketType: 'incident', subject: 'a' });
    expect((await ticketRow(database, id)).dirty).toBe(1);
  });
});

describe('on a full disk', () => {
  afterEach(() => void (disk.full = false));

  it('a command is refused before it takes a number or writes anything', async () => {
    const journalled = memoryDisk();
    const { database, run } = await openData('agent', journalOn(journalled.disk));
    disk.full = true;
    const made = () => run(createTicket, { ticketType: 'incident', subject: 'a' });
    await expect(made()).rejects.toThrow('the disk is full');
    expect(await database.collections.events.find().exec()).toEqual([]);
    expect(journalled.lines()).toEqual([]);
    disk.full = false;
    expect((await made()).number.slice(0, 7)).toBe('K7-0001');
  });
});

describe('ticket numbers', () => {
  it('are given out once, also to many at the same time', async () => {
    const { run } = await openData();
    const tickets = await Promise.all(
      Array.from({ length: 25 }, () => run(createTicket, { ticketType: 'incident', subject: 's' })),
    );
    expect(new Set(tickets.map(({ number }) => number)).size).toBe(25);
  });

  it('go on where they were when the database was lost', async () => {
    const first = await openData();
    await first.run(createTicket, { ticketType: 'incident', subject: 's' });
    const { number } = await first.run(createTicket, { ticketType: 'incident', subject: 's' });
    const afterLoss = await openData();
    const { local } = afterLoss.database.collections;
    const next = await takeTicketNumber(local, 'K7', localStorage, () => Promise.resolve(0));
    expect(next.slice(0, 7)).toBe('K7-0003');
    expect(number.slice(0, 7)).toBe('K7-0002');
  });

  it('go on above the tickets that are here when the copy was lost, with the database or without it', async () => {
    const made = async (run: RunCommand) =>
      (await run(createTicket, { ticketType: 'incident', subject: 's' })).number.slice(0, 7);
    const { run } = await openData();
    expect(await made(run)).toBe('K7-0001');
    highest.given = 41;
    expect(await made(run)).toBe('K7-0002');
    kept.clear();
    expect(await made(run)).toBe('K7-0042');
    expect(await made(run)).toBe('K7-0043');
    kept.clear();
    highest.given = 43;
    expect(await made((await openData()).run)).toBe('K7-0044');
  });
});

describe('interrupted commands', () => {
  it('are finished at the next start: the event was stored, the header was not', async () => {
    const { database, run } = await openData();
    const { id } = await run(createTicket, { ticketType: 'incident', subject: 'old' });
    const before = (await ticketRow(database, id)).doc as Ticket;
    const machine = createTestMachine('maija', 'K7', '2030-01-01T00:00:00.000Z');
    machine.headers.set(id, before);
    machine.run(editTicket, { id, values: { subject: 'new', priority: 'high' } });
    const [event] = machine.events as [EventDocument];
    await storeEvent(database, event);

    expect(await recoverInterruptedCommands(database)).toBe(1);
    expect((await ticketRow(database, id)).doc).toMatchObject({ subject: 'new', priority: 'high' });
    expect(await recoverInterruptedCommands(database)).toBe(0);
  });

  it('are not what a merge found: that comes by the merge', async () => {
    const { database, run } = await openData();
    const { id } = await run(createTicket, { ticketType: 'incident', subject: 'old' });
    const ours = (await ticketRow(database, id)).doc as Ticket;
    const notes = createMergeNotes({ author: 'maija', device: 'K7' });
    for (const event of notes.lost(ours, { ...ours, subject: 'a' })) await storeEvent(database, event);
    expect(await recoverInterruptedCommands(database)).toBe(0);
    expect((await ticketRow(database, id)).doc).toEqual(ours);
  });

  it('leave a header alone that has moved on', async () => {
    const { database, run } = await openData();
    const { id } = await run(createTicket, { ticketType: 'incident', subject: 'old' });
    await run(editTicket, { id, values: { subject: 'new' } });
    expect(await recoverInterruptedCommands(database)).toBe(0);
    expect((await ticketRow(database, id)).doc['subject']).toBe('new');
  });
});

describe('drafts', () => {
  it('are read back as typed, at once and after they were flushed', async () => {
    const { database } = await openData();
    const drafts = createDrafts(database.collections.local, null);
    drafts.write('ticket:1/reply', 'Hei');
    drafts.write('ticket:1/reply', 'Hei, ');
    expect(await drafts.read('ticket:1/reply')).toBe('Hei, ');
    await drafts.flush();
    expect(await createDrafts(database.collections.local, null).read('ticket:1/reply')).toBe('Hei, ');
    drafts.write('ticket:1/reply', '');
    await drafts.flush();
    expect(await drafts.read('ticket:1/reply')).toBe('');
  });
});
