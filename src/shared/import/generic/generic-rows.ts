import type { TeamDocument } from '@shared/domain/record/documents';
import { buildRecord, UNDATED } from '../imported-records';
import { readMoment } from '../moments';
import { importedTicket } from '../new-records';
import type { KeptColumns } from '../imported-records';
import type { ImportedPeople } from '../people';
import type { Ledger, PlanOptions } from '../plan';
import type { SourceRow, SourceTable } from '../source/source-table';
import { stableId } from '@shared/lib/stable-id';
import type { TableMapping } from './mapping';
import type { Registry } from './registry';
import { SOURCE } from './registry';
import { channelFor, priorityFor, statusFor, stateIn, typeFor } from './words';

/** What reading the rows of one table needs. */
export interface GenericReading {
  table: SourceTable;
  mapping: TableMapping;
  ledger: Ledger;
  registry: Registry;
  people: ImportedPeople;
  options: PlanOptions;
  /** Ids of tickets that rows before have made. */
  taken: Map<string, string>;
}

/** The text of a field: of several columns that go to it, one below the other. */
function fieldText({ table, mapping }: GenericReading, row: SourceRow, field: string): string {
  return table.columns
    .flatMap((column, index) =>
      ownField(mapping, column) === field ? [(row.cells[index] ?? '').trim()] : [],
    )
    .filter((text) => text !== '')
    .join('\n');
}

function ownField({ columns }: TableMapping, column: string): string {
  return Object.hasOwn(columns, column) ? (columns[column] ?? '') : '';
}

function keptColumns({ table, mapping }: GenericReading, row: SourceRow): KeptColumns {
  return table.columns
    .map((column, index) => [column, row.cells[index] ?? ''] as const)
    .filter(([column, text]) => ownField(mapping, column) === '' && text !== '');
}

function momentOf(reading: GenericReading, row: SourceRow, field: string): string | null {
  const text = fieldText(reading, row, field);
  if (text === '') return null;
  const moment = readMoment(text, reading.options.timeZone);
  if (moment === null) reading.ledger.remark(row.row, 'badDate', text);
  return moment;
}

function listOf(text: string): string[] {
  return [...new Set(text.split(/[,;\n]/).map((item) => item.trim()))].filter((item) => item !== '');
}

export function readCustomerRow(reading: GenericReading, row: SourceRow): void {
  const text = (field: string) => fieldText(reading, row, field);
  const name = text('name');
  if (name === '') return reading.ledger.reject(row.row, 'missingName');
  if (reading.registry.isFilled(reading.registry.customerId(name))) {
    return reading.ledger.reject(row.row, 'repeatedId', name);
  }
  reading.ledger.imported();
  const own = { createdAt: momentOf(reading, row, 'createdAt') ?? UNDATED, kept: keptColumns(reading, row) };
  const fields = {
    name,
    businessId: text('businessId'),
    phones: listOf(text('phone')),
    domains: listOf(text('domain')),
    environment: text('environment'),
    contract: text('contract'),
    tags: listOf(text('tags')),
  };
  reading.registry.customer(fields, own);
}

export function readContactRow(reading: GenericReading, row: SourceRow): void {
  const { registry, ledger } = reading;
  const text = (field: string) => fieldText(reading, row, field);
  const whole = [text('firstName'), text('lastName')].filter((part) => part !== '').join(' ');
  const name = text('name') || whole || text('email');
  if (name === '') return ledger.reject(row.row, 'missingName');
  const company = text('customer');
  const customerId = company === '' ? '' : registry.customer({ name: company });
  const emails = listOf(text('email'));
  const id = registry.contactId({ name, email: emails[0] ?? '', customerId });
  if (registry.isFilled(id)) return ledger.reject(row.row, 'repeatedId', emails[0] ?? name);
  ledger.imported();
  const createdAt = momentOf(reading, row, 'createdAt') ?? UNDATED;
  const fields = {
    name,
    title: text('title'),
    emails,
    phones: listOf(text('phone')),
    customerIds: customerId === '' ? [] : [customerId],
    language: text('language').slice(0, 2).toLowerCase(),
    notes: text('notes'),
  };
  registry.contact(fields, { createdAt, kept: keptColumns(reading, row), customerId });
}

export function readTicketRow(reading: GenericReading, row: SourceRow): TeamDocument[] {
  const { ledger, people, options, taken } = reading;
  const text = (field: string) => fieldText(reading, row, field);
  const content = JSON.stringify(row.cells);
  const description = text('description');
  const subject = text('subject') || (description.split('\n')[0] ?? '');
  // Without an id of its own, a row is what stands in it: a row that is edited in the file is another ticket.
  const id = text('sourceId') || text('number') || content;
  if (subject === '') {
    ledger.reject(row.row, 'missingName');
    return [];
  }
  const before = taken.get(id);
  if (before !== undefined) {
    if (before === content) ledger.repeated();
    else ledger.reject(row.row, 'repeatedId', id);
    return [];
  }
  taken.set(id, content);
  ledger.imported();
  const sourceId = `${SOURCE}:ticket:${id.length > 100 ? stableId(id) : id}`;
  const created = momentOf(reading, row, 'createdAt');
  const updated = momentOf(reading, row, 'updatedAt');
  const resolved = momentOf(reading, row, 'resolvedAt');
  const createdAt = created ?? resolved ?? updated ?? options.today;
  const ticketType = known(reading, row, 'type', typeFor, 'unknownType') ?? 'serviceRequest';
  const status = stateIn(ticketType, known(reading, row, 'status', statusFor, 'unknownStatus') ?? 'new');
  const isSettled = ['resolved', 'closed', 'delivered', 'accepted', 'compensated'].includes(status);
  const assignee = text('assignee');
  const group = text('group');
  const ticket = importedTicket(
    { sourceId, createdAt, author: people.importer },
    {
      number: text('number') || text('sourceId') || `X-${stableId(sourceId).slice(-6)}`,
      subject,
      description,
      ticketType,
      status,
      priority: known(reading, row, 'priority', priorityFor, 'unknownPriority') ?? 'medium',
      assignee: assignee ? people.user(assignee, assignee) : '',
      group: group ? people.group(group, group) : '',
      ...partyOf(reading, text),
      channel: channelFor(text('channel')),
      tags: listOf(text('tags')).map((tag) => tag.slice(0, 100)),
      resolvedAt: isSettled ? (resolved ?? updated ?? createdAt) : '',
      lastActivityAt: updated ?? resolved ?? createdAt,
    },
  );
  const builder = buildRecord(ticket, { source: sourceId, latest: options.today });
  builder.step({
    key: 'created',
    at: createdAt,
    author: people.importer,
    kind: 'created',
    data: { row: row.row },
  });
  builder.keep({
    source: { profile: SOURCE, columns: keptColumns(reading, row) },
    ...(createdAt === options.today ? { undated: true } : {}),
  });
  return builder.documents();
}

function partyOf({ registry }: GenericReading, text: (field: string) => string) {
  const company = text('customer');
  const customerId = company === '' ? '' : registry.customer({ name: company });
  const emails = listOf(text('contactEmail'));
  const name = text('contact') || emails[0] || '';
  if (name === '') return { customerId, contactId: '' };
  const phones = listOf(text('contactPhone'));
  const customerIds = customerId === '' ? [] : [customerId];
  return { customerId, contactId: registry.contact({ name, emails, phones, customerIds }) };
}

/** The value that a word of a list stands for; a word nobody knows is remarked upon. */
function known(
  reading: GenericReading,
  row: SourceRow,
  field: string,
  look: (text: string) => string | null,
  reason: 'unknownType' | 'unknownStatus' | 'unknownPriority',
): string | null {
  const text = fieldText(reading, row, field);
  if (text === '') return null;
  const value = look(text);
  if (value === null) reading.ledger.remark(row.row, reason, text);
  return value;
}
