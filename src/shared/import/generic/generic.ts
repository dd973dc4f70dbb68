import { importedPeople } from '../people';
import type { ImportPlan, PlanOptions } from '../plan';
import { openLedger } from '../plan';
import { ImportError } from '../import-error';
import type { SourceTable } from '../source/source-table';
import type { Entity } from './fields';
import type { GenericReading } from './generic-rows';
import { readContactRow, readCustomerRow, readTicketRow } from './generic-rows';
import type { TableMapping } from './mapping';
import { guessMapping } from './mapping';
import { createRegistry, SOURCE } from './registry';

/** Customers first, then their people, so that what refers to them finds them filled. */
const order: readonly Entity[] = ['customers', 'contacts', 'tickets'];

/**
 * Any other table, by a mapping of its columns.
 *
 * @param mappings by table name; tables without one are guessed
 * @throws ImportError `nothingMapped` for a table without the column that its records need
 */
export function planGeneric(
  tables: readonly SourceTable[],
  options: PlanOptions,
  mappings: Readonly<Record<string, TableMapping>> = {},
): ImportPlan {
  const people = importedPeople(SOURCE, 'CSV', options.today);
  const registry = createRegistry(options.today);
  const taken = new Map<string, string>();
  const readings = tables.map((table): GenericReading => {
    const mapping =
      (Object.hasOwn(mappings, table.name) ? mappings[table.name] : undefined) ?? guessMapping(table);
    checkMapping(table, mapping);
    return { table, mapping, ledger: openLedger(table), registry, people, options, taken };
  });
  const tickets = [];
  for (const entity of order) {
    for (const reading of readings.filter(({ mapping }) => mapping.entity === entity)) {
      for (const row of reading.table.rows) {
        if (entity === 'customers') readCustomerRow(reading, row);
        else if (entity === 'contacts') readContactRow(reading, row);
        else tickets.push(...readTicketRow(reading, row));
      }
    }
  }
  return {
    profile: SOURCE,
    documents: [...people.documents(), ...registry.documents(), ...tickets],
    tables: readings.map(({ ledger }) => ledger.account),
    mappings: readings.flatMap(({ table, mapping }) =>
      table.columns.map((column) => {
        const field = Object.hasOwn(mapping.columns, column) ? mapping.columns[column] : undefined;
        return { table: table.name, column, target: field ? `${singular[mapping.entity]}.${field}` : 'kept' };
      }),
    ),
    placeholders: 0,
  };
}

const singular: Record<Entity, string> = { tickets: 'ticket', customers: 'customer', contacts: 'contact' };

function checkMapping({ name, file }: SourceTable, { entity, columns }: TableMapping): void {
  const fields = new Set(Object.values(columns));
  const needed =
    entity === 'tickets' ? ['subject', 'description'] : ['name', 'firstName', 'lastName', 'email'];
  if (!needed.some((field) => fields.has(field))) {
    throw new ImportError('nothingMapped', file, { table: name, entity, field: needed[0] ?? '' });
  }
}
