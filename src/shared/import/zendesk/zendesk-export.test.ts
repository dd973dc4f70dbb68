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
import { zendeskExport } from './zendesk-export';

const options = { timeZone: 'Europe/Helsinki', today: '2026-11-21T00:00:00.000Z' };

function planOf(files: Record<string, string | Uint8Array>) {
  const tables = Object.entries(files).flatMap(([name, content]) =>
    readSource({ name, bytes: typeof content === 'string' ? new TextEncoder().encode(content) : content }),
  );
  return zendeskExport.plan(tables, options);
}

const ticketHeader =
  'id,created_at,updated_at,subject,description,status,priority,type,requester_id,submitter_id,assignee_id,group_id,organization_id,via_channel,merged_ticket_ids';
const small = {
  'organization.csv': 'id,name,created_at,details\n70,Acme,2020-01-01 10:00:00,VPN only',
  'user.csv':
    'id,name,email,role,organization_id,active,created_at,restricted_agent\n1,Ann Agent,ann@desk.example,agent,,TRUE,2020-01-01 10:00:00,FALSE\n2,Uma User,uma@acme.example,end-user,70,TRUE,2020-01-01 10:00:00,FALSE',
  'group.csv': 'id,name,_fivetran_deleted\n5,Second line,FALSE',
  'ticket.csv': [
    ticketHeader,
    '10,2020-02-01 08:00:00,2020-02-03 08:00:00,Printer,It smokes,solved,urgent,incident,2,2,1,5,70,email,[11]',
    '11,2020-02-01 09:00:00,2020-02-01 10:00:00,Printer again,Still,closed,,,2,2,,,70,web,[]',
    '12,2020-02-01 09:00:00,2020-02-01 10:00:00,Spam,,deleted,,,2,2,,,,api,[]',
    '12,2020-02-01 09:00:00,2020-02-01 10:00:00,Spam,,deleted,,,2,2,,,,api,[]',
    ',2020-02-01 09:00:00,2020-02-01 10:00:00,No id,,open,,,2,2,,,,api,[]',
  ].join('\n'),
  'ticket_comment.csv': [
    'id,ticket_id,body,created,public,user_id',
    '100,10,It smokes,2020-02-01 08:00:00,TRUE,2',
    '101,10,Pull the plug,2020-02-01 08:20:00,TRUE,1',
    '102,10,He pulled the wrong one,2020-02-01 08:30:00,FALSE,1',
    '103,99,For a ticket that is not here,2020-02-01 08:30:00,TRUE,1',
    '104,10,When?,soon,TRUE,2',
  ].join('\n'),
  'ticket_field_history.csv': [
    'field_name,ticket_id,updated,user_id,value',
    'status,10,2020-02-01 08:00:00,,open',
    'status,10,2020-02-02 08:00:00,1,solved',
    'status,10,2020-02-02 12:00:00,2,open',
    'status,10,2020-02-03 08:00:00,1,solved',
    'custom_42,10,2020-02-03 08:00:00,1,blue',
  ].join('\n'),
  'ticket_tag.csv': 'tag,ticket_id\nprinter,10\nprinter,10',
  'schedule.csv': 'id,name,time_zone\n1,Office,UTC',
};

function byNumber(documents: readonly TeamDocument[], number: string) {
  const ticket = documents.find((doc): doc is Ticket => doc.type === 'ticket' && doc['number'] === number);
  const events = documents.filter(isEvent).filter((event: EventDocument) => event.about === ticket?._id);
  return { ticket, events };
}

describe('Zendesk export', () => {
  const plan = planOf(small);
  const names = new Map(plan.documents.map((doc) => [doc._id, String(doc['name'] ?? '')]));

  it('makes a ticket with its people, and tells comments by who wrote them and who may read them', () => {
    const { ticket, events } = byNumber(plan.documents, '10');
    expect(ticket).toMatchObject({
      subject: 'Printer',
      status: 'resolved',
      priority: 'high',
      channel: 'mail',
      tags: ['printer'],
      firstRespondedAt: '2020-02-01T08:20:00.000Z',
      resolvedAt: '2020-02-03T08:00:00.000Z',
    });
    expect([ticket?.customerId, ticket?.contactId, ticket?.group].map((id) => names.get(id ?? ''))).toEqual([
      'Acme',
      'Uma User',
      'Second line',
    ]);
    expect(names.get(`agent:${ticket?.assignee}`)).toBe('Ann Agent');
    const entries = events.filter((event) => event.body !== undefined && event.kind !== 'importedHistory');
    expect(entries.map((event) => [event.kind, event.body, names.get(`agent:${event.author}`)])).toEqual([
      ['customerMessage', 'It smokes', 'Zendesk'],
      ['reply', 'Pull the plug', 'Ann Agent'],
      ['note', 'He pulled the wrong one', 'Ann Agent'],
    ]);
    expect(names.get(String(entries[0]?.data?.['contactId']))).toBe('Uma User');
  });

  it('tells the field history with old values, and keeps fields that Luuri has none for', () => {
    const { events } = byNumber(plan.documents, '10');
    const statuses = events.flatMap((event) =>
      (event.changes ?? []).filter(({ path }) => path === 'status').map(({ from, to }) => `${from}>${to}`),
    );
    expect(statuses).toEqual([
      'new>inProgress',
      'inProgress>resolved',
      'resolved>inProgress',
      'inProgress>resolved',
    ]);
    expect(events.find((event) => event.data?.['field'] === 'custom_42')).toMatchObject({
      kind: 'importedHistory',
      body: 'custom_42: blue',
    });
  });

  it('archives deleted and merged tickets with the reason', () => {
    expect(byNumber(plan.documents, '12').ticket).toMatchObject({
      archived: true,
      archivedBecause: 'deletedAtSource',
    });
    const merged = byNumber(plan.documents, '11');
    expect(merged.ticket).toMatchObject({ archived: true, archivedBecause: 'mergedAtSource' });
    expect(merged.events.at(-1)?.data).toMatchObject({ mergedIntoNumber: '10' });
  });

  it('keeps what belongs to a ticket that is in none of the files', () => {
    const { ticket, events } = byNumber(plan.documents, '99');
    expect(ticket).toMatchObject({ archived: true, placeholder: true, archivedBecause: 'notInExport' });
    expect(events.map((event) => event.body)).toContain('For a ticket that is not here');
  });

  it('joins parts of an export that come one after the other', () => {
    const { 'ticket_comment.csv': comments, ...others } = small;
    const late = byNumber(planOf({ 'ticket_comment.csv': comments }).documents, '10');
    const first = byNumber(planOf(others).documents, '10');
    expect(late.ticket?._id).toBe(first.ticket?._id);
    expect(late.ticket?._id).toBe(byNumber(plan.documents, '10').ticket?._id);
  });

  it('accounts for every row', () => {
    const accounts = plan.tables.map((table) => [
      table.table,
      table.rows,
      table.imported,
      table.repeated,
      table.setAside,
      table.rejected.map(({ row, reason }) => `${row} ${reason}`),
    ]);
    expect(accounts).toEqual([
      ['organization', 1, 1, 0, 0, []],
      ['group', 1, 1, 0, 0, []],
      ['user', 2, 2, 0, 0, []],
      ['ticket', 5, 3, 1, 0, ['6 missingId']],
      ['ticket_comment', 5, 4, 0, 0, ['6 badDate']],
      ['ticket_field_history', 5, 5, 0, 0, []],
      ['ticket_tag', 2, 1, 1, 0, []],
      ['schedule', 1, 0, 0, 1, []],
    ]);
    expect(isBalanced(plan)).toBe(true);
  });

  it('knows its tables by their columns when files have other names', () => {
    const renamed = planOf({
      'a.csv': small['ticket.csv'],
      'b.csv': small['user.csv'],
      'c.csv': small['ticket_comment.csv'],
    });
    expect(renamed.tables.map(({ table }) => table)).toEqual(['user', 'ticket', 'ticket_comment']);
  });
});

describe.skipIf(sharedDataMissing('Zendesk export, whole'))('Zendesk export, whole', () => {
  const tables = [
    'group',
    'organization',
    'schedule',
    'schedule_holiday',
    'sla_policy_metric_history',
    'ticket',
    'ticket_chat',
    'ticket_chat_event',
    'ticket_comment',
    'ticket_field_history',
    'ticket_tag',
    'user',
  ];
  const files = () =>
    Object.fromEntries(tables.map((name) => [`${name}.csv`, readSharedData(`zendesk-export/${name}.csv`)]));

  it('accounts for every row of every table', () => {
    const plan = planOf(files());
    const accounts = Object.fromEntries(
      plan.tables.map(({ table, rows, imported, repeated, setAside, rejected }) => [
        table,
        [rows, imported, repeated, setAside, rejected.length],
      ]),
    );
    expect(accounts).toEqual({
      organization: [10, 10, 0, 0, 0],
      group: [8, 8, 0, 0, 0],
      user: [10, 10, 0, 0, 0],
      ticket: [10, 10, 0, 0, 0],
      ticket_comment: [20, 20, 0, 0, 0],
      ticket_field_history: [38, 35, 3, 0, 0],
      ticket_tag: [10, 7, 3, 0, 0],
      ticket_chat: [10, 10, 0, 0, 0],
      ticket_chat_event: [12, 10, 0, 0, 2],
      schedule: [5, 0, 0, 5, 0],
      schedule_holiday: [2, 0, 0, 2, 0],
      sla_policy_metric_history: [22, 0, 0, 22, 0],
    });
    expect(isBalanced(plan)).toBe(true);
    expect(plan.documents.map((doc) => shapeProblem(doc)).filter((problem) => problem !== null)).toEqual([]);
    expect(new Set(plan.documents.map((doc) => doc._id)).size).toBe(plan.documents.length);
    const merged = byNumber(plan.documents, '1967');
    expect(merged.ticket).toMatchObject({ archived: true, archivedBecause: 'mergedAtSource' });
    const deleted = plan.documents.filter((doc) => doc['archivedBecause'] === 'deletedAtSource');
    expect(deleted.map((doc) => doc['number'])).toEqual(['1595', '11013']);
  });

  it('is the same in a second run, and without conflicts', () => {
    const plan = planOf(files());
    expect(canonicalJson(planOf(files()).documents)).toBe(canonicalJson(plan.documents));
    for (const ticket of plan.documents.filter((doc): doc is Ticket => doc.type === 'ticket')) {
      const { events } = byNumber(plan.documents, ticket.number);
      expect(overwrittenChanges(events)).toEqual([]);
      for (const event of events) expect(applyEvent(ticket, event)).toBe(ticket);
    }
  });
});
