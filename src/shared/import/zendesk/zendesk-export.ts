import type { ColumnMapping, ImportPlan, SetAsideReason } from '../plan';
import { setAside } from '../plan';
import type { ImportProfile } from '../profile';
import type { SourceTable } from '../source/source-table';
import { hasColumns } from '../source/source-table';
import { createZendeskContext, idFor, SOURCE, tableKind } from './zendesk-context';
import { columnTargets } from './column-targets';
import { importGroups, importOrganizations, importUsers } from './zendesk-people';
import { ticketDocuments } from './zendesk-tickets';
import type { FactsByTicket } from './zendesk-timeline';
import {
  factsOf,
  mergedTickets,
  readChats,
  readComments,
  readFieldHistory,
  readTags,
} from './zendesk-timeline';

const handled = new Set([
  'organization',
  'group',
  'user',
  'ticket',
  'ticket_comment',
  'comment',
  'ticket_field_history',
  'ticket_tag',
  'ticket_chat',
  'ticket_chat_event',
]);

/** Columns by which a table of Zendesk's is known whatever its file is called. */
const signatures: Record<string, string[]> = {
  ticket: ['requester_id', 'submitter_id', 'via_channel'],
  user: ['role', 'restricted_agent'],
  ticket_comment: ['ticket_id', 'public', 'body'],
  ticket_field_history: ['field_name', 'ticket_id', 'updated'],
  organization: ['shared_tickets', 'shared_comments'],
};

/** The tables of a Zendesk, as warehouse connectors export them. */
export const zendeskExport: ImportProfile = {
  name: SOURCE,
  fits: (tables) => tables.some((table) => isSigned(table)),
  plan(given, options): ImportPlan {
    const tables = given.map((table) => ({ ...table, name: kindOf(table) }));
    const context = createZendeskContext(tables, options);
    importOrganizations(context);
    importGroups(context);
    importUsers(context);

    const facts: FactsByTicket = new Map();
    const ticketTables = context.open('ticket');
    const inExport = new Set(ticketTables.flatMap(({ rows, read }) => rows.map((row) => read(row, 'id'))));
    readComments(context, facts);
    readFieldHistory(context, facts);
    readTags(context, facts);
    readChats(context, facts, inExport);

    const merged = mergedTickets(ticketTables);
    let placeholders = 0;
    for (const table of ticketTables) {
      for (const row of table.rows) {
        const id = table.read(row, 'id');
        if (id === '') table.ledger.reject(row.row, 'missingId');
        else if (context.present.has(idFor('ticket', id))) table.ledger.repeated();
        else {
          context.present.add(idFor('ticket', id));
          table.ledger.imported();
          const own = { row, table };
          const source = { id, own, facts: factsOf(facts, id), mergedInto: merged.get(id) ?? '' };
          context.documents.push(...ticketDocuments(context, source));
        }
      }
    }
    for (const id of new Set([...facts.keys(), ...merged.keys()])) {
      if (context.present.has(idFor('ticket', id))) continue;
      placeholders += 1;
      const source = { id, own: null, facts: factsOf(facts, id), mergedInto: merged.get(id) ?? '' };
      context.documents.push(...ticketDocuments(context, source));
    }

    const standIns = context.placeholders();
    const others = tables.filter(({ name }) => !handled.has(name));
    return {
      profile: SOURCE,
      documents: [...context.people.documents(), ...standIns, ...context.documents],
      tables: [...context.accounts, ...others.map((table) => setAside(table, reasonFor(table.name)))],
      mappings: tables.flatMap(mappingOf),
      placeholders: placeholders + standIns.length,
    };
  },
};

function isSigned(table: SourceTable): boolean {
  return Object.values(signatures).some((columns) => hasColumns(table, ...columns));
}

function kindOf(table: SourceTable): string {
  const byName = tableKind(table.name);
  if (handled.has(byName)) return byName;
  const signed = Object.entries(signatures).find(([, columns]) => hasColumns(table, ...columns));
  return signed?.[0] ?? byName;
}

function reasonFor(name: string): SetAsideReason {
  if (name.startsWith('schedule') || name.includes('holiday')) return 'calendarInSettings';
  return name.startsWith('sla') ? 'serviceLevelInSettings' : 'noHome';
}

function mappingOf(table: SourceTable): ColumnMapping[] {
  const targets = columnTargets(table.name);
  return table.columns.map((column) => ({
    table: table.name,
    column,
    target: Object.hasOwn(targets, column) ? (targets[column] ?? '') : '',
  }));
}
