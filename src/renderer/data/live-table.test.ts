import 'fake-indexeddb/auto';
import { afterEach, describe, expect, it } from 'vitest';
import type { RecordRow, TeamDatabase } from './database';
import { openTeamDatabase } from './database';
import { leanStorage } from './lean-storage';
import type { LiveTable } from './live-table';
import { createLiveTable } from './live-table';
import { withStoredRows } from './stored-row-storage';

let names = 0;
const open: TeamDatabase[] = [];
const atOnce = (work: () => void) => work();

async function openTickets() {
  const storage = withStoredRows(leanStorage());
  const database = await openTeamDatabase(`live-${(names += 1)}`, storage);
  open.push(database);
  return database.collections.tickets;
}

const idsOf = (table: LiveTable) => [...table.rows()].map(({ id }) => id);

function row(id: string, fields: Record<string, unknown> = {}): RecordRow {
  return {
    id,
    doc: { _id: id, type: 'ticket', v: 1, stamps: {}, ...fields },
    rev: '',
    dirty: 0,
    refusal: null,
  };
}

afterEach(async () => {
  for (const database of open.splice(0)) await database.close();
});

describe('live tables', () => {
  it('hold what was stored, byte for byte, odd keys too', async () => {
    const tickets = await openTickets();
    const odd = row('ticket:odd', { 'tags.__vip': 1, __x: { '|y': [{ __z: true }] }, text: '__not a key|' });
    await tickets.bulkInsert([row('ticket:a'), odd, row('ticket:b', { archived: true })]);
    const table = createLiveTable(tickets, Promise.resolve(), atOnce);
    expect(table.isReady()).toBe(false);
    await table.ready;
    expect(idsOf(table).sort()).toEqual(['ticket:a', 'ticket:b', 'ticket:odd']);
    expect(table.get('ticket:odd')?.doc).toEqual(odd.doc);
    expect(table.get('ticket:b')?.doc['archived']).toBe(true);
    table.close();
  });

  it('keep a change that comes while the stored rows are being read', async () => {
    const tickets = await openTickets();
    await tickets.bulkInsert([row('ticket:a', { subject: 'old' })]);
    let letRead: () => void = () => undefined;
    const gate = new Promise<void>((resolve) => {
      letRead = resolve;
    });
    const table = createLiveTable(tickets, gate, atOnce);
    const stored = await tickets.findOne('ticket:a').exec(true);
    await stored.incrementalModify((current) => ({
      ...current,
      doc: { ...current.doc, subject: 'new' },
      dirty: 1,
    }));
    letRead();
    await table.ready;
    expect(table.get('ticket:a')).toMatchObject({ dirty: 1, doc: { subject: 'new' } });
    table.close();
  });

  it('tell each change', async () => {
    const tickets = await openTickets();
    const table = createLiveTable(tickets, Promise.resolve(), atOnce);
    await table.ready;
    let told = 0;
    const stop = table.subscribe(() => (told += 1));
    const before = table.version();
    await tickets.bulkInsert([row('ticket:a'), row('ticket:b')]);
    expect(told).toBe(1);
    expect(table.version()).toBeGreaterThan(before);
    expect(idsOf(table)).toHaveLength(2);
    stop();
    await tickets.bulkInsert([row('ticket:c')]);
    expect(told).toBe(1);
    table.close();
  });

  it('are read whole when there are more rows than are read at a time', async () => {
    const tickets = await openTickets();
    const ids = Array.from({ length: 2_100 }, (_, index) => `ticket:${String(index).padStart(5, '0')}`);
    await tickets.bulkInsert(ids.map((id) => row(id)));
    const table = createLiveTable(tickets, Promise.resolve(), atOnce);
    await table.ready;
    expect(idsOf(table)).toEqual(ids);
    table.close();
  });

  it('show each row to whoever follows: those here, those that come, change and go', async () => {
    const tickets = await openTickets();
    await tickets.bulkInsert([row('ticket:a')]);
    const table = createLiveTable(tickets, Promise.resolve(), atOnce);
    await table.ready;
    const seen: string[] = [];
    table.follow(({ id, doc }, isThere) =>
      seen.push(`${id} ${isThere ? (doc['subject'] ?? 'here') : 'gone'}`),
    );
    await tickets.bulkInsert([row('ticket:b')]);
    const stored = await tickets.findOne('ticket:a').exec(true);
    await stored.incrementalModify((current) => ({ ...current, doc: { ...current.doc, subject: 'new' } }));
    await tickets.bulkRemove(['ticket:b']);
    expect(seen).toEqual(['ticket:a here', 'ticket:b here', 'ticket:a new', 'ticket:b gone']);
    table.close();
  });

  it('tell thousands seldom, and a single change at the next frame with all that came before', async () => {
    const tickets = await openTickets();
    const due: { work: () => void; waitMs: number }[] = [];
    const table = createLiveTable(tickets, Promise.resolve(), (work, waitMs) => due.push({ work, waitMs }));
    await table.ready;
    for (const { work } of due.splice(0)) work();
    let told = 0;
    table.subscribe(() => (told += 1));
    const none = table.version();

    const many = (letter: string) =>
      Array.from({ length: 100 }, (_, index) => row(`ticket:${letter}${index}`));
    await tickets.bulkInsert(many('a'));
    await tickets.bulkInsert(many('b'));
    expect(table.version()).toBe(none);
    expect(table.get('ticket:a1')).toBeDefined();
    expect(due.map(({ waitMs }) => waitMs > 0)).toEqual([true]);

    await tickets.bulkInsert([row('ticket:mine')]);
    expect(table.version()).toBeGreaterThan(none);
    expect(due.map(({ waitMs }) => waitMs > 0)).toEqual([true, false]);
    due[1]?.work();
    due[0]?.work();
    expect(told).toBe(1);
    table.close();
  });
});
