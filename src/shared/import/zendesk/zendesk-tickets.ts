import { assertNever } from '@shared/lib/assert-never';
import { compareText } from '@shared/lib/canonical-json';
import type { TeamDocument } from '@shared/domain/record/documents';
import type { RegisterValues } from '@shared/domain/record/write';
import type { Ticket } from '@shared/domain/tickets/ticket';
import type { ImportedStep, KeptColumns, RecordBuilder } from '../imported-records';
import { buildRecord } from '../imported-records';
import { importedTicket } from '../new-records';
import type { SourceRow } from '../source/source-table';
import { channelFor, idList, isSettled, priorityFor, stateFor, typeFor } from './values';
import type { OpenTable, ZendeskContext } from './zendesk-context';
import { idFor, sourceIdOf } from './zendesk-context';
import type { TicketFact, TicketFacts } from './zendesk-timeline';

/** Why a ticket comes in archived. */
export type ArchivedBecause = 'deletedAtSource' | 'mergedAtSource' | 'notInExport';

interface TicketSource {
  id: string;
  facts: TicketFacts;
  /** The ticket's own row, unless it is in none of the files. */
  own: { row: SourceRow; table: OpenTable } | null;
  /** The ticket that this one was merged into, or empty. */
  mergedInto: string;
}

const keptColumns = [
  'status',
  'type',
  'priority',
  'created_at',
  'updated_at',
  'due_at',
  'external_id',
  'recipient',
  'brand_id',
  'ticket_form_id',
  'problem_id',
  'followup_ids',
  'url',
];

/** A ticket with everything the export says of it. */
export function ticketDocuments(context: ZendeskContext, source: TicketSource): TeamDocument[] {
  const { id, facts, own } = source;
  const read = (column: string) => (own ? own.table.read(own.row, column) : '');
  const created = context.moment(read('created_at'));
  const updated = context.moment(read('updated_at'));
  const ordered = [...facts.facts].sort((a, b) => compareText(a.at, b.at) || a.row - b.row);
  // Some history is older than the ticket's own row says: nothing happens to a ticket before it exists.
  const createdAt =
    [created, ordered[0]?.at, updated].filter(isMoment).sort(compareText)[0] ?? context.options.today;
  const target = own ? valuesOf(context, source, own) : { archived: true };
  const told = new Set(ordered.flatMap((fact) => (fact.what === 'field' ? [pathOf(fact.field)] : [])));
  const start = Object.fromEntries(Object.entries(target).filter(([path]) => !told.has(path)));
  const requester = read('requester_id');
  const opener = read('submitter_id') || requester;
  const sourceId = sourceIdOf('ticket', id);
  const builder = buildRecord(
    importedTicket(
      { sourceId, createdAt, author: context.agents.get(opener) ?? context.people.importer },
      { ticketType: 'serviceRequest', number: id, subject: `Zendesk ${id}`, tags: [...facts.tags], ...start },
    ),
    { source: sourceId, latest: context.options.today },
  );
  if (own) {
    builder.step({
      key: 'created',
      at: createdAt,
      author: context.agents.get(opener) ?? context.people.importer,
      kind: 'created',
      ...(context.contact(opener) && context.roles.get(opener) !== 'agent'
        ? { data: { contactId: context.contact(opener) } }
        : {}),
    });
  }
  for (const fact of ordered) builder.step(stepOf(context, builder, fact, requester));
  const end = [updated, ordered.at(-1)?.at, createdAt].filter(isMoment).sort(compareText).at(-1) ?? createdAt;
  finish(context, builder, source, { target, end, updated, read });
  return builder.documents();
}

/** The ticket's own row, as fields. */
function valuesOf(
  context: ZendeskContext,
  { id }: TicketSource,
  { row, table }: NonNullable<TicketSource['own']>,
) {
  const { read, ledger } = table;
  const cell = (column: string) => read(row, column);
  const ticketType = typeFor(cell('type'));
  if (ticketType === null) ledger.remark(row.row, 'unknownType', cell('type'));
  const status = stateFor(cell('status'), ticketType ?? 'serviceRequest');
  if (status === null) ledger.remark(row.row, 'unknownStatus', cell('status'));
  const priority = priorityFor(cell('priority'));
  if (priority === null) ledger.remark(row.row, 'unknownPriority', cell('priority'));
  return {
    ticketType: ticketType ?? 'serviceRequest',
    status: status ?? 'new',
    priority: priority ?? 'medium',
    subject: cell('subject') || cell('raw_subject') || `Zendesk ${id}`,
    description: cell('description'),
    assignee: assignee(context, cell('assignee_id')),
    group: cell('group_id') ? groupOf(context, cell('group_id')) : '',
    customerId: context.customer(cell('organization_id')),
    contactId: context.contact(cell('requester_id')),
    channel: channelFor(cell('via_channel')),
  };
}

function assignee(context: ZendeskContext, id: string): string {
  if (id === '') return '';
  const user = context.agents.get(id) ?? context.people.user(id, `Zendesk ${id}`);
  context.agents.set(id, user);
  return user;
}

function groupOf(context: ZendeskContext, id: string): string {
  return context.people.group(id, `Zendesk ${id}`);
}

/** The header field that a field of the history is; empty for one that Luuri has none for. */
function pathOf(field: string): string {
  const paths: Record<string, string> = {
    status: 'status',
    priority: 'priority',
    type: 'ticketType',
    subject: 'subject',
    assignee_id: 'assignee',
    group_id: 'group',
    organization_id: 'customerId',
    requester_id: 'contactId',
  };
  return Object.hasOwn(paths, field) ? (paths[field] ?? '') : '';
}

function fieldValue(context: ZendeskContext, path: string, value: string, ticket: Ticket): string | null {
  switch (path) {
    case 'status':
      return stateFor(value, ticket.ticketType);
    case 'priority':
      return priorityFor(value);
    case 'ticketType':
      return typeFor(value);
    case 'assignee':
      return assignee(context, value);
    case 'group':
      return value === '' ? '' : groupOf(context, value);
    case 'customerId':
      return context.customer(value);
    case 'contactId':
      return context.contact(value);
    default:
      return value === '' ? null : value;
  }
}

function stepOf(
  context: ZendeskContext,
  builder: RecordBuilder<Ticket>,
  fact: TicketFact,
  requester: string,
): ImportedStep {
  const { key, at } = fact;
  const { importer } = context.people;
  switch (fact.what) {
    case 'chat':
      return {
        key,
        at,
        author: importer,
        kind: 'importedHistory',
        body: `chat: ${fact.channel}`,
        data: fact.data,
      };
    case 'chatMessage': {
      const agent = context.agents.get(fact.actor.replace(/^agent:/, ''));
      const isCustomer = !agent && context.roles.get(fact.actor) === 'endUser';
      const kind =
        fact.body === '' ? 'importedHistory' : agent ? 'reply' : isCustomer ? 'customerMessage' : 'note';
      const values = kind === 'reply' || kind === 'customerMessage' ? contactValues(kind, at) : {};
      const data = { ...fact.data, actor: fact.actor };
      return { key, at, author: agent ?? importer, kind, values, body: fact.body || fact.type, data };
    }
    case 'comment': {
      const role = context.roles.get(fact.userId);
      const agent = role === 'agent' ? context.agents.get(fact.userId) : undefined;
      const kind = !fact.isPublic ? 'note' : agent ? 'reply' : 'customerMessage';
      // Whoever wrote in public and is no agent we know of wrote as a customer, but answered nobody.
      const data = agent ? undefined : { contactId: context.contact(fact.userId || requester) };
      const values = kind === 'note' ? { lastActivityAt: at } : contactValues(kind, at);
      return { key, at, author: agent ?? importer, kind, values, body: fact.body, ...(data ? { data } : {}) };
    }
    case 'field': {
      const path = pathOf(fact.field);
      const value = path === '' ? null : fieldValue(context, path, fact.value, builder.header());
      const author = fact.userId ? assignee(context, fact.userId) : importer;
      const data = { field: fact.field, value: fact.value };
      const isChange = value !== null && value !== builder.header()[path];
      const body = `${fact.field}: ${fact.value}`;
      if (!isChange) return { key, at, author, kind: 'importedHistory', body, data };
      return { key, at, author, kind: 'changed', values: statusValues(builder, path, value, at), data };
    }
    default:
      return assertNever(fact);
  }
}

function contactValues(kind: string, at: string): RegisterValues {
  return { lastActivityAt: at, lastContactAt: at, ...(kind === 'reply' ? { firstRespondedAt: at } : {}) };
}

function statusValues(
  builder: RecordBuilder<Ticket>,
  path: string,
  value: string,
  at: string,
): RegisterValues {
  const values: RegisterValues = { [path]: value, lastActivityAt: at };
  if (path !== 'status') return values;
  if (!isSettled(value)) return { ...values, resolvedAt: '' };
  return isSettled(builder.header().status) ? values : { ...values, resolvedAt: at };
}

/** Brings the ticket to what its own row says, and says why it is archived if it is. */
function finish(
  context: ZendeskContext,
  builder: RecordBuilder<Ticket>,
  { own, mergedInto }: TicketSource,
  {
    target,
    end,
    updated,
    read,
  }: {
    target: Record<string, unknown>;
    end: string;
    updated: string | null;
    read: (column: string) => string;
  },
): void {
  const ticket = builder.header();
  const values: RegisterValues = { ...target, lastActivityAt: end };
  const status = String(target['status'] ?? ticket.status);
  if (isSettled(status) && ticket.resolvedAt === '') values['resolvedAt'] = updated ?? end;
  const because = archivedBecause(own !== null, mergedInto, read('status'));
  const merged = idList(read('merged_ticket_ids')).map((id) => ({ id: idFor('ticket', id), number: id }));
  if (because) values['archived'] = true;
  const differs = Object.entries(values).some(
    ([path, value]) => path !== 'lastActivityAt' && ticket[path] !== value,
  );
  if (differs || because || merged.length > 0) {
    builder.step({
      key: `end:${read('updated_at')}:${because ?? ''}`,
      at: end,
      author: context.people.importer,
      kind: 'importedHistory',
      values,
      body: [
        read('status') ? `status: ${read('status')}` : '',
        mergedInto ? `merged into: ${mergedInto}` : '',
        merged.length > 0 ? `merged_ticket_ids: ${merged.map(({ number }) => number).join(', ')}` : '',
        because === 'notInExport' ? 'ticket: not in the export' : '',
      ]
        .filter((line) => line !== '')
        .join('\n'),
      data: {
        ...(because ? { archivedBecause: because } : {}),
        ...(mergedInto ? { mergedInto: idFor('ticket', mergedInto), mergedIntoNumber: mergedInto } : {}),
        ...(merged.length > 0 ? { mergedFrom: merged } : {}),
      },
    });
  }
  const columns: KeptColumns = keptColumns
    .map((column) => [column, read(column)] as const)
    .filter(([, text]) => text !== '');
  builder.keep({
    source: { profile: 'zendesk-export', columns },
    ...(because ? { archivedBecause: because } : {}),
    ...(own ? {} : { placeholder: true }),
    ...(builder.header().createdAt === context.options.today ? { undated: true } : {}),
  });
}

function isMoment(text: string | null | undefined): text is string {
  return typeof text === 'string';
}

function archivedBecause(hasRow: boolean, mergedInto: string, status: string): ArchivedBecause | null {
  if (mergedInto !== '') return 'mergedAtSource';
  if (!hasRow) return 'notInExport';
  return status.toLowerCase() === 'deleted' ? 'deletedAtSource' : null;
}
