import type { TeamDocument } from '@shared/domain/record/documents';
import type { RegisterValues } from '@shared/domain/record/write';
import { compareText } from '@shared/lib/canonical-json';
import type { KeptColumns } from '../imported-records';
import { buildRecord, UNDATED } from '../imported-records';
import { readMoment } from '../moments';
import { importedContact, importedTicket } from '../new-records';
import type { ImportedPeople } from '../people';
import { importedPeople, importerOf } from '../people';
import type { ColumnMapping, ImportPlan, Ledger, PlanOptions } from '../plan';
import { openLedger } from '../plan';
import type { ImportProfile } from '../profile';
import type { SourceRow, SourceTable } from '../source/source-table';
import { cellReader, hasColumns } from '../source/source-table';
import { channelFor, priorityFor, stateFor } from './values';

const SOURCE = 'incident-log';

const targets: Record<string, string> = {
  number: 'ticket.number',
  incident_state: 'ticket.status',
  reassignment_count: 'event.reassigned',
  reopen_count: 'event.reopened',
  caller_id: 'contact.name',
  opened_by: 'ticket.createdBy',
  opened_at: 'ticket.createdAt',
  sys_updated_by: 'event.author',
  sys_updated_at: 'event.occurredAt',
  contact_type: 'ticket.channel',
  category: 'ticket.subject',
  subcategory: 'ticket.subject',
  u_symptom: 'ticket.subject',
  impact: 'ticket.priority',
  urgency: 'ticket.priority',
  priority: 'ticket.priority',
  assignment_group: 'ticket.group',
  assigned_to: 'ticket.assignee',
  resolved_at: 'ticket.resolvedAt',
};
/** Columns that each row has anew, or that are told otherwise. Changes of all others are kept in the events. */
const perRow = new Set(['number', 'sys_mod_count', 'sys_updated_by', 'sys_updated_at', 'active']);

type Read = (row: SourceRow, column: string) => string;

/** What the rows of all incidents need. */
interface Reading {
  table: SourceTable;
  read: Read;
  ledger: Ledger;
  people: ImportedPeople;
  options: PlanOptions;
}

/** A row that can be used, with its time. */
interface LogRow {
  row: SourceRow;
  /** ISO 8601. */
  at: string;
}

/** The log of an incident system with one row for each change, from which the history is told again. */
export const incidentLog: ImportProfile = {
  name: SOURCE,
  fits: (tables) =>
    tables.length > 0 &&
    tables.every((table) => hasColumns(table, 'number', 'incident_state', 'sys_mod_count', 'sys_updated_at')),
  plan(tables, options): ImportPlan {
    const people = importedPeople(SOURCE, 'Incident log', options.today);
    const contacts = new Map<string, TeamDocument[]>();
    const documents: TeamDocument[] = [];
    const accounts = tables.map((table) => {
      const read = cellReader(table);
      const known: Read = (row, column) => unknownIsEmpty(read(row, column));
      const reading: Reading = { table, read: known, ledger: openLedger(table), people, options };
      for (const rows of incidentsOf(reading).values()) {
        documents.push(...incidentDocuments(reading, rows, contacts));
      }
      return reading.ledger.account;
    });
    return {
      profile: SOURCE,
      documents: [...people.documents(), ...[...contacts.values()].flat(), ...documents],
      tables: accounts,
      mappings: tables.flatMap(mappingOf),
      placeholders: 0,
    };
  },
};

function mappingOf(table: SourceTable): ColumnMapping[] {
  return table.columns.map((column) => {
    const target = Object.hasOwn(targets, column) ? targets[column] : undefined;
    return { table: table.name, column, target: target ?? 'kept' };
  });
}

function unknownIsEmpty(text: string): string {
  const trimmed = text.trim();
  return trimmed === '?' ? '' : trimmed;
}

/** The usable rows of each incident, oldest first. */
function incidentsOf({ table, read, ledger, options }: Reading): Map<string, LogRow[]> {
  const incidents = new Map<string, LogRow[]>();
  const seen = new Set<string>();
  for (const row of table.rows) {
    const number = read(row, 'number');
    const at = readMoment(read(row, 'sys_updated_at'), options.timeZone);
    const content = JSON.stringify(row.cells);
    if (number === '') ledger.reject(row.row, 'missingId');
    else if (at === null) ledger.reject(row.row, 'badDate', read(row, 'sys_updated_at'));
    else if (seen.has(content)) ledger.repeated();
    else {
      seen.add(content);
      ledger.imported();
      const rows = incidents.get(number);
      if (rows) rows.push({ row, at });
      else incidents.set(number, [{ row, at }]);
    }
  }
  // The log's order decides, not its times: a row's time can be wrong. An export may be newest first.
  for (const rows of incidents.values()) {
    if ((rows[0]?.at ?? '') > (rows.at(-1)?.at ?? '')) rows.reverse();
  }
  return incidents;
}

function incidentDocuments(
  reading: Reading,
  rows: LogRow[],
  contacts: Map<string, TeamDocument[]>,
): TeamDocument[] {
  const { read, options } = reading;
  const [first, ...rest] = rows;
  if (!first) return [];
  const number = read(first.row, 'number');
  const sourceId = `${SOURCE}:ticket:${number}`;
  // Some rows are older than the incident's own opening: nothing happens to a ticket before it exists.
  const begin = [read(first.row, 'opened_at'), read(first.row, 'sys_created_at')]
    .map((text) => readMoment(text, options.timeZone))
    .filter((moment) => moment !== null);
  const createdAt = [first.at, ...begin].sort(compareText)[0] ?? first.at;
  const fields = fieldsOf(reading, first.row, { status: 'new', priority: 'medium' });
  const settled = fields.status === 'resolved' || fields.status === 'closed';
  const resolution =
    rest.length > 0 ? first.at : (readMoment(read(first.row, 'resolved_at'), options.timeZone) ?? first.at);
  const builder = buildRecord(
    importedTicket(
      { sourceId, createdAt, author: author(reading, first.row, 'opened_by') },
      {
        number,
        subject: subjectOf(read, first.row) || number,
        ticketType: 'incident',
        channel: channelFor(read(first.row, 'contact_type')),
        ...fields,
        resolvedAt: settled ? resolution : '',
        contactId: contactOf(read(first.row, 'caller_id'), options, contacts),
      },
    ),
    { source: sourceId, latest: options.today },
  );
  const keys = new Map<string, number>();
  builder.step({
    key: rowKey(first.row, keys),
    at: first.at,
    author: author(reading, first.row, 'sys_updated_by'),
    kind: 'created',
    data: {
      row: first.row.row,
      ...risen(Number(read(first.row, 'reassignment_count')), 'reassigned'),
      ...risen(Number(read(first.row, 'reopen_count')), 'reopened'),
    },
  });
  let previous = first;
  for (const next of rest) {
    const { values, data } = changesOf(reading, previous.row, next, builder.header(), next === rest.at(-1));
    builder.step({
      key: rowKey(next.row, keys),
      at: next.at,
      author: author(reading, next.row, 'sys_updated_by'),
      ...(isSeen(values, builder.header())
        ? { kind: 'changed' }
        : { kind: 'importedHistory', body: bodyOf(reading, next.row, data.columns) }),
      values,
      data,
    });
    previous = next;
  }
  builder.keep({ source: { profile: SOURCE, columns: keptColumns(reading, previous.row) } });
  return builder.documents();
}

/** What a row says of a ticket's fields; a word nobody knows leaves the field as it was. */
function fieldsOf(
  { read, ledger, people }: Reading,
  row: SourceRow,
  before: { status: string; priority: string },
) {
  const status = stateFor(read(row, 'incident_state'));
  const priority = priorityFor(read(row, 'priority'), read(row, 'impact'), read(row, 'urgency'));
  if (status === null) ledger.remark(row.row, 'unknownStatus', read(row, 'incident_state'));
  if (priority === null) ledger.remark(row.row, 'unknownPriority', read(row, 'priority'));
  const group = read(row, 'assignment_group');
  const assignee = read(row, 'assigned_to');
  return {
    status: status ?? before.status,
    priority: priority ?? before.priority,
    group: group ? people.group(group, group) : '',
    assignee: assignee ? people.user(assignee, assignee) : '',
  };
}

interface ColumnChange {
  column: string;
  from: string;
  to: string;
}

/** Whether a timeline has something to show of a row's values. */
function isSeen(values: RegisterValues, ticket: Record<string, unknown>): boolean {
  const silent = new Set(['lastActivityAt', 'resolvedAt']);
  return Object.entries(values).some(([path, value]) => !silent.has(path) && ticket[path] !== value);
}

/** What a row says that no field shows, in the log's own words. */
function bodyOf({ read }: Reading, row: SourceRow, columns: ColumnChange[] = []): string {
  if (columns.length === 0) return `sys_mod_count: ${read(row, 'sys_mod_count')}`;
  return columns.map(({ column, from, to }) => `${column}: ${from || '?'} → ${to || '?'}`).join('\n');
}

/** What a row changes, and what else it tells: counters that rose, columns that Luuri has no field for. */
function changesOf(
  reading: Reading,
  previous: SourceRow,
  { row, at }: LogRow,
  ticket: { status: string; priority: string; resolvedAt: string },
  isLast: boolean,
): { values: RegisterValues; data: Record<string, unknown> & { columns?: ColumnChange[] } } {
  const { read, table, options } = reading;
  const values: RegisterValues = { ...fieldsOf(reading, row, ticket), lastActivityAt: at };
  const subject = subjectOf(read, row);
  if (subject !== '' && subject !== subjectOf(read, previous)) values['subject'] = subject;
  const isSettled = values['status'] === 'resolved' || values['status'] === 'closed';
  if (!isSettled) values['resolvedAt'] = '';
  else if (ticket.resolvedAt === '') values['resolvedAt'] = at;
  if (isSettled && isLast) {
    values['resolvedAt'] =
      readMoment(read(row, 'resolved_at'), options.timeZone) ?? (ticket.resolvedAt || at);
  }
  const columns = table.columns
    .filter((column) => !perRow.has(column))
    .map((column) => ({ column, from: read(previous, column), to: read(row, column) }))
    .filter(({ from, to }) => from !== to);
  const rise = (column: string) => Number(read(row, column)) - Number(read(previous, column));
  return {
    values,
    data: {
      row: row.row,
      ...risen(rise('reassignment_count'), 'reassigned'),
      ...risen(rise('reopen_count'), 'reopened'),
      ...(columns.length > 0 ? { columns } : {}),
    },
  };
}

/** The log counts reassignments and reopenings itself, and not every one can be seen in another column. */
function risen(times: number, name: string) {
  return times > 0 ? { [name]: times } : {};
}

function subjectOf(read: Read, row: SourceRow): string {
  return [read(row, 'category'), read(row, 'subcategory'), read(row, 'u_symptom')]
    .filter((text) => text !== '')
    .join(' · ');
}

function contactOf(caller: string, { today }: PlanOptions, contacts: Map<string, TeamDocument[]>): string {
  if (caller === '') return '';
  const sourceId = `${SOURCE}:contact:${caller}`;
  const origin = { sourceId, createdAt: UNDATED, author: importerOf(SOURCE) };
  const contact = importedContact(origin, { name: caller });
  if (!contacts.has(sourceId)) {
    contacts.set(sourceId, buildRecord(contact, { source: sourceId, latest: today }).documents());
  }
  return contact._id;
}

function author({ read, people }: Reading, row: SourceRow, column: string): string {
  const name = read(row, column).replaceAll(/\s+/g, ' ');
  return name === '' ? people.importer : people.user(name, name);
}

/** The same row has the same key in every export, wherever it stands in the file. */
function rowKey(row: SourceRow, seen: Map<string, number>): string {
  const content = JSON.stringify(row.cells);
  const times = (seen.get(content) ?? 0) + 1;
  seen.set(content, times);
  return `${content}:${times}`;
}

function keptColumns({ table, read }: Reading, row: SourceRow): KeptColumns {
  return table.columns
    .filter((column) => !perRow.has(column) && read(row, column) !== '')
    .map((column) => [column, read(row, column)]);
}
