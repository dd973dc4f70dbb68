import type { TeamDocument } from '@shared/domain/record/documents';
import { buildRecord, UNDATED } from '../imported-records';
import { readMoment } from '../moments';
import { importedContact, importedCustomer } from '../new-records';
import type { ImportedPeople } from '../people';
import { importedPeople } from '../people';
import type { Ledger, PlanOptions, TableAccount } from '../plan';
import { openLedger } from '../plan';
import type { SourceRow, SourceTable } from '../source/source-table';
import { cellReader } from '../source/source-table';
import { stableId } from '@shared/lib/stable-id';

export const SOURCE = 'zendesk-export';

export interface OpenTable {
  table: SourceTable;
  rows: readonly SourceRow[];
  read: (row: SourceRow, column: string) => string;
  ledger: Ledger;
}

export type ZendeskRole = 'agent' | 'endUser' | 'unknown';

/** What the tables of one export share while they are read. */
export interface ZendeskContext {
  options: PlanOptions;
  people: ImportedPeople;
  accounts: TableAccount[];
  documents: TeamDocument[];
  /** Tables of one kind, each with its account opened. */
  open(...names: string[]): OpenTable[];
  /** ISO 8601 or null; Zendesk's times are UTC. */
  moment(text: string): string | null;
  /** Ids of records whose own rows were read. */
  present: Set<string>;
  roles: Map<string, ZendeskRole>;
  /** User names of agents by their id there. */
  agents: Map<string, string>;
  customer(id: string): string;
  contact(id: string): string;
  /** Stand-ins for customers and contacts that were referred to and never read. */
  placeholders(): TeamDocument[];
}

export function idFor(kind: string, id: string): string {
  return `${kind}:${stableId(sourceIdOf(kind, id))}`;
}

export function sourceIdOf(kind: string, id: string): string {
  return `${SOURCE}:${kind}:${id}`;
}

export function createZendeskContext(tables: readonly SourceTable[], options: PlanOptions): ZendeskContext {
  const people = importedPeople(SOURCE, 'Zendesk', options.today);
  const accounts: TableAccount[] = [];
  const referred = new Map<string, { kind: 'customer' | 'contact'; id: string }>();
  const present = new Set<string>();

  function refer(kind: 'customer' | 'contact', id: string): string {
    if (id === '') return '';
    const documentId = idFor(kind, id);
    referred.set(documentId, { kind, id });
    return documentId;
  }

  return {
    options,
    people,
    accounts,
    documents: [],
    open: (...names) =>
      tables
        .filter(({ name }) => names.some((wanted) => tableKind(name) === wanted))
        .map((table) => {
          const ledger = openLedger(table);
          accounts.push(ledger.account);
          return { table, rows: table.rows, read: cellReader(table), ledger };
        }),
    moment: (text) => readMoment(text, 'UTC'),
    present,
    roles: new Map(),
    agents: new Map(),
    customer: (id) => refer('customer', id),
    contact: (id) => refer('contact', id),
    placeholders: () =>
      [...referred]
        .filter(([documentId]) => !present.has(documentId))
        .flatMap(([, { kind, id }]) => placeholder(kind, id, people.importer, options.today)),
  };
}

/** Archived, so that it is in no list, and named by its id until its own row is imported. */
function placeholder(
  kind: 'customer' | 'contact',
  id: string,
  author: string,
  latest: string,
): TeamDocument[] {
  const source = sourceIdOf(kind, id);
  const origin = { sourceId: source, createdAt: UNDATED, author };
  const name = `Zendesk ${id}`;
  const header = kind === 'customer' ? importedCustomer(origin, { name }) : importedContact(origin, { name });
  return buildRecord({ ...header, archived: true, placeholder: true }, { source, latest }).documents();
}

/** `zendesk_tickets_data` and `tickets` are `ticket`. */
export function tableKind(name: string): string {
  return name
    .replace(/^(zendesk|zd)[_-]/, '')
    .replace(/[_-]data$/, '')
    .replace(/ies$/, 'y')
    .replace(/s$/, '');
}
