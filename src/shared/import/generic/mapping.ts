import type { SourceTable } from '../source/source-table';
import type { Entity } from './fields';
import { entities, fieldNames, fieldsOf } from './fields';

/** What the rows of a table are and where its columns go. A column that is not named is kept beside the record. */
export interface TableMapping {
  entity: Entity;
  /** Column to field of the entity; several columns may go to one text field. */
  columns: Readonly<Record<string, string>>;
}

/** Guesses by the names of the columns; a person looks at it before anything is written. */
export function guessMapping(table: SourceTable): TableMapping {
  const guesses = entities.map((entity) => ({ entity, columns: guessColumns(table, entity) }));
  const scored = guesses.map((guess) => ({ guess, score: scoreOf(guess) }));
  const best = scored.reduce((winner, next) => (next.score > winner.score ? next : winner));
  return best.guess;
}

/** The same for an entity that is known. */
export function guessColumns(table: SourceTable, entity: Entity): Record<string, string> {
  const free = new Set(fieldsOf(entity));
  const pairs: [string, string][] = [];
  for (const exact of [true, false]) {
    for (const column of table.columns) {
      if (pairs.some(([taken]) => taken === column)) continue;
      const field = [...free].find((name) => matches(entity, name, column, exact));
      if (field === undefined) continue;
      free.delete(field);
      pairs.push([column, field]);
    }
  }
  return Object.fromEntries(pairs);
}

function matches(entity: Entity, field: string, column: string, exact: boolean): boolean {
  const names: readonly string[] = (fieldNames[entity] as Record<string, readonly string[]>)[field] ?? [];
  const plain = plainName(column);
  return exact
    ? names.includes(plain)
    : names.some((name) => name.length > 3 && (plain.startsWith(name) || plain.endsWith(name)));
}

/** Tickets have a subject and a state; contacts an address; customers a name and no person. */
function scoreOf({ entity, columns }: TableMapping): number {
  const fields = new Set(Object.values(columns));
  const has = (...names: string[]) => names.filter((name) => fields.has(name)).length;
  switch (entity) {
    case 'tickets':
      return (
        4 * has('subject') +
        3 * has('status') +
        2 * has('priority', 'assignee') +
        has('description', 'number')
      );
    case 'contacts':
      return 2 * has('name', 'email', 'lastName') + 2 * has('firstName', 'title') + has('phone', 'customer');
    case 'customers':
      return 2 * has('name') + 5 * has('businessId') + 3 * has('environment', 'contract', 'domain');
  }
}

/** `Sähköposti-osoite` is `sahkopostiosoite`. */
function plainName(column: string): string {
  return column
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '');
}
