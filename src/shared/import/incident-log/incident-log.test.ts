import { describe, expect, it } from 'vitest';
import { canonicalJson } from '@shared/lib/canonical-json';
import { isEvent } from '@shared/domain/record/documents';
import type { EventDocument, TeamDocument } from '@shared/domain/record/documents';
import { applyEvent } from '@shared/domain/record/write';
import type { Ticket } from '@shared/domain/tickets/ticket';
import { overwrittenChanges } from '@shared/domain/timeline/overwritten';
import { shapeProblem } from '@shared/domain/validation/shape';
import { readSharedData, sharedDataMissing } from '../../../../tests/fixtures/shared-data';
import { isBalanced } from '../plan';
import { readSource } from '../source/read-source';
import type { SourceTable } from '../source/source-table';
import { incidentLog } from './incident-log';

const options = { timeZone: 'Europe/Helsinki', today: '2026-11-21T00:00:00.000Z' };

function planOf(text: string | Uint8Array) {
  const bytes = typeof text === 'string' ? new TextEncoder().encode(text) : text;
  const tables = readSource({ name: 'incident-events.csv', bytes });
  return { plan: incidentLog.plan(tables, options), table: tables[0] as SourceTable };
}

const header =
  'number,incident_state,active,reassignment_count,reopen_count,sys_mod_count,opened_at,sys_updated_by,sys_updated_at,caller_id,contact_type,category,impact,urgency,priority,assignment_group,assigned_to,resolved_at';
const log = (...rows: string[]) => [header, ...rows].join('\r\n');

function ticketsOf(documents: readonly TeamDocument[]) {
  const events = documents.filter(isEvent);
  const byTicket = new Map<string, EventDocument[]>();
  for (const event of events) byTicket.set(event.about, [...(byTicket.get(event.about) ?? []), event]);
  return documents
    .filter((doc): doc is Ticket => doc.type === 'ticket')
    .map((ticket) => ({ ticket, events: byTicket.get(ticket._id) ?? [] }));
}

describe('incident log', () => {
  const story = log(
    'INC1,New,TRUE,0,0,0,01-03-2016 09:00,Updated by 1,01-03-2016 09:05,Caller 7,Phone,Category 1,2 - Medium,2 - Medium,3 - Moderate,Group 1,?,?',
    'INC1,Active,TRUE,1,0,1,01-03-2016 09:00,Updated by 2,01-03-2016 10:00,Caller 7,Phone,Category 1,1 - High,2 - Medium,?,Group 2,Resolver 3,?',
    'INC1,Resolved,TRUE,1,0,2,01-03-2016 09:00,Updated by 2,01-03-2016 11:00,Caller 7,Phone,Category 1,1 - High,2 - Medium,2 - High,Group 2,Resolver 3,?',
    'INC1,Active,TRUE,2,1,3,01-03-2016 09:00,Updated by 2,01-03-2016 12:00,Caller 7,Phone,Category 2,1 - High,2 - Medium,2 - High,Group 2,Resolver 3,?',
    'INC1,Closed,FALSE,2,1,4,01-03-2016 09:00,?,02-03-2016 12:00,Caller 7,Phone,Category 2,1 - High,2 - Medium,2 - High,Group 2,Resolver 3,01-03-2016 13:30',
  );

  it('tells the history of an incident again', () => {
    const [only] = ticketsOf(planOf(story).plan.documents);
    expect(only?.ticket).toMatchObject({
      number: 'INC1',
      status: 'closed',
      priority: 'high',
      channel: 'phone',
      createdAt: '2016-03-01T07:00:00.000Z',
      resolvedAt: '2016-03-01T11:30:00.000Z',
    });
    const statuses = only?.events.flatMap((event) =>
      (event.changes ?? []).filter(({ path }) => path === 'status').map(({ from, to }) => [from, to]),
    );
    expect(statuses).toEqual([
      ['new', 'inProgress'],
      ['inProgress', 'resolved'],
      ['resolved', 'inProgress'],
      ['inProgress', 'closed'],
    ]);
    expect(only?.events.map((event) => event.data?.['reassigned'] ?? 0)).toEqual([0, 1, 0, 1, 0]);
    expect(only?.events.map((event) => event.data?.['reopened'] ?? 0)).toEqual([0, 0, 0, 1, 0]);
    expect(only?.events[1]?.occurredAt).toBe('2016-03-01T08:00:00.000Z');
    expect(only?.events.at(-1)?.author).toBe('import-incident-log');
  });

  it('shows what a row says although no field changes', () => {
    const { plan } = planOf(
      log(
        'INC1,New,TRUE,0,0,0,01-03-2016 09:00,?,01-03-2016 09:05,Caller 7,Phone,?,?,?,3 - Moderate,?,?,?',
        'INC1,New,TRUE,0,0,1,01-03-2016 09:00,?,01-03-2016 09:06,Caller 8,Phone,?,?,?,3 - Moderate,?,?,?',
        'INC1,New,TRUE,1,0,2,01-03-2016 09:00,?,01-03-2016 09:07,Caller 8,Phone,?,?,?,3 - Moderate,?,?,?',
        'INC1,New,TRUE,1,0,3,01-03-2016 09:00,?,01-03-2016 09:08,Caller 8,Phone,?,?,?,3 - Moderate,?,?,?',
      ),
    );
    const [only] = ticketsOf(plan.documents);
    expect(only?.events.slice(1).map(({ kind, body }) => [kind, body])).toEqual([
      ['importedHistory', 'caller_id: Caller 7 → Caller 8'],
      ['importedHistory', 'reassignment_count: 0 → 1'],
      ['importedHistory', 'sys_mod_count: 3'],
    ]);
  });

  it('takes a log that is newest first', () => {
    const [head, ...rows] = story.split('\r\n');
    const reversed = planOf([head, ...rows.reverse()].join('\n'));
    const [there] = ticketsOf(reversed.plan.documents);
    expect(there?.ticket.status).toBe('closed');
    expect(there?.events[0]?.kind).toBe('created');
  });

  it('rejects rows that cannot be placed, by row and reason', () => {
    const { plan } = planOf(
      log(
        ',New,TRUE,0,0,0,01-03-2016 09:00,?,01-03-2016 09:05,?,Phone,?,?,?,3 - Moderate,?,?,?',
        'INC2,New,TRUE,0,0,0,01-03-2016 09:00,?,31-02-2016 09:05,?,Phone,?,?,?,3 - Moderate,?,?,?',
        'INC3,New,TRUE',
        'INC4,-100,TRUE,0,0,0,01-03-2016 09:00,?,01-03-2016 09:05,?,Phone,?,?,?,?,?,?,?',
        'INC4,-100,TRUE,0,0,0,01-03-2016 09:00,?,01-03-2016 09:05,?,Phone,?,?,?,?,?,?,?',
      ),
    );
    expect(plan.tables[0]).toMatchObject({ rows: 5, imported: 1, repeated: 1 });
    expect(plan.tables[0]?.rejected.map(({ row, reason }) => [row, reason])).toEqual([
      [4, 'cellCount'],
      [2, 'missingId'],
      [3, 'badDate'],
    ]);
    expect(plan.tables[0]?.remarks.map(({ reason }) => reason)).toEqual(['unknownStatus', 'unknownPriority']);
    expect(isBalanced(plan)).toBe(true);
  });

  it('does not let a wrong year drive the stamps into the future', () => {
    const { plan } = planOf(
      log(
        'INC5,New,TRUE,0,0,0,01-03-2016 09:00,?,01-03-2016 09:05,?,Phone,?,?,?,3 - Moderate,?,?,?',
        'INC5,Active,TRUE,0,0,1,01-03-2016 09:00,?,01-03-2216 09:05,?,Phone,?,?,?,3 - Moderate,?,?,?',
      ),
    );
    const [only] = ticketsOf(plan.documents);
    const year = (stamp: string) => new Date(Number.parseInt(stamp.slice(0, 9), 36)).getUTCFullYear();
    expect(Object.values(only?.ticket.stamps ?? {}).map(year)).toEqual(
      Object.values(only?.ticket.stamps ?? {}).map(() => 2016),
    );
    expect(only?.events[1]?.occurredAt).toBe('2216-03-01T07:05:00.000Z');
  });
});

describe.skipIf(sharedDataMissing('incident log, whole'))('incident log, whole', () => {
  const bytes = readSharedDataOrNothing();
  const { plan, table } = planOf(bytes);
  const column = (name: string) => table.columns.indexOf(name);
  const rowsOf = new Map<string, readonly (readonly string[])[]>();
  for (const { cells } of table.rows) {
    const number = cells[column('number')] ?? '';
    rowsOf.set(number, [...(rowsOf.get(number) ?? []), cells]);
  }
  const tickets = ticketsOf(plan.documents);

  it('loses no row of 2 040 and no incident of 300', () => {
    expect(plan.tables).toMatchObject([
      { rows: 2040, imported: 2040, repeated: 0, rejected: [], remarks: [] },
    ]);
    expect(tickets).toHaveLength(300);
    expect(tickets.reduce((sum, { events }) => sum + events.length, 0)).toBe(2040);
    expect(plan.documents.map((doc) => shapeProblem(doc)).filter((problem) => problem !== null)).toEqual([]);
    expect(new Set(plan.documents.map((doc) => doc._id)).size).toBe(plan.documents.length);
  });

  it('has the states, reopenings and reassignments of the log for each incident', () => {
    const states: Record<string, string> = {
      New: 'new',
      Active: 'inProgress',
      'Awaiting User Info': 'waitingCustomer',
      'Awaiting Problem': 'waitingThirdParty',
      Resolved: 'resolved',
      Closed: 'closed',
    };
    const settled = new Set<unknown>(['resolved', 'closed']);
    const told = tickets.map(({ ticket, events }) => {
      let status = (
        events.find((event) => event.changes?.some(({ path }) => path === 'status'))?.changes ?? []
      )
        .filter(({ path }) => path === 'status')
        .map(({ from }) => from)[0];
      status ??= ticket.status;
      const passed = [status];
      let reopened = 0;
      for (const event of events.slice(1)) {
        const change = event.changes?.find(({ path }) => path === 'status');
        if (change && settled.has(change.from) && !settled.has(change.to)) reopened += 1;
        status = change?.to ?? status;
        passed.push(status);
      }
      const reassigned = events.reduce((sum, event) => sum + Number(event.data?.['reassigned'] ?? 0), 0);
      return { number: ticket.number, passed, final: ticket.status, reopened, reassigned };
    });
    const logged = [...rowsOf].map(([number, rows]) => ({
      number,
      passed: rows.map((cells) => states[cells[column('incident_state')] ?? '']),
      final: states[rows.at(-1)?.[column('incident_state')] ?? ''],
      reopened: Number(rows.at(-1)?.[column('reopen_count')]),
      reassigned: Number(rows.at(-1)?.[column('reassignment_count')]),
    }));
    expect(told).toEqual(logged);
  });

  it('has the groups and people of the log, row by row', () => {
    const names = new Map(plan.documents.map((doc) => [doc._id, String(doc['name'] ?? '')]));
    for (const { ticket, events } of tickets) {
      const rows = rowsOf.get(ticket.number) ?? [];
      const cell = (index: number, name: string) => String(rows[index]?.[column(name)]).replace('?', '');
      expect(names.get(ticket.group) ?? '').toBe(cell(rows.length - 1, 'assignment_group'));
      expect(names.get(`agent:${ticket.assignee}`) ?? '').toBe(cell(rows.length - 1, 'assigned_to'));
      expect(events.map((event) => names.get(`agent:${event.author}`))).toEqual(
        rows.map((_, index) => cell(index, 'sys_updated_by')),
      );
    }
  });

  it('has one reassignment that no group shows, and tells it all the same', () => {
    const quirk = tickets.find(({ ticket }) => ticket.number === 'INC0000173');
    const silent = (quirk?.events ?? []).filter((event) => event.data?.['reassigned']);
    expect(silent).toHaveLength(1);
    expect(silent[0]?.changes?.some(({ path }) => path === 'group') ?? false).toBe(false);
  });

  it('is the same in a second run, stamped in the past, and without conflicts', () => {
    expect(canonicalJson(planOf(bytes).plan.documents)).toBe(canonicalJson(plan.documents));
    for (const { ticket, events } of tickets) {
      expect(overwrittenChanges(events)).toEqual([]);
      for (const event of events) expect(applyEvent(ticket, event)).toBe(ticket);
    }
  });
});

function readSharedDataOrNothing(): Uint8Array | string {
  try {
    return readSharedData('incident-log/incident-events.csv');
  } catch {
    return header;
  }
}
