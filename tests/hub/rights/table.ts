import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

export const ACTORS = ['anonymous', 'viewer', 'agent', 'lead', 'administrator'] as const;
export type Actor = (typeof ACTORS)[number];
export const PLACES = ['embedded', 'hub', 'couchdb'] as const;
/** Where the protocol is spoken: the hub's own database, a hub before a CouchDB, that CouchDB itself. */
export type Place = (typeof PLACES)[number];

/** One line of docs/rights.md. */
export interface Right {
  number: number;
  what: string;
  ways: string[];
  places: readonly Place[];
  may: Record<Actor, 'yes' | 'no'>;
}

/** Reads docs/rights.md. Throws where it says something that no test could hold it to. */
export function readRights(): Right[] {
  const text = readFileSync(resolve(import.meta.dirname, '../../../docs/rights.md'), 'utf8');
  const lines = text.split('\n').filter((line) => /^\|\s*\d+\s*\|/.test(line));
  return lines.map(readLine);
}

function readLine(line: string): Right {
  const cells = line
    .split('|')
    .slice(1, -1)
    .map((cell) => cell.trim().replaceAll('\\_', '_'));
  if (cells.length !== 10) throw new Error(`not 10 cells: ${line}`);
  const [number, what = '', ways = '', where = '', ...rest] = cells;
  const may = Object.fromEntries(
    ACTORS.map((actor, at) => {
      const cell = rest[at];
      if (cell !== 'yes' && cell !== 'no') throw new Error(`neither yes nor no for ${actor}: ${line}`);
      return [actor, cell];
    }),
  ) as Right['may'];
  const named = PLACES.filter((place) => list(where).includes(place));
  if (named.length !== list(where).length) throw new Error(`an unknown place: ${line}`);
  return { number: Number(number), what, ways: list(ways), places: named.length > 0 ? named : PLACES, may };
}

function list(cell: string): string[] {
  return cell
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '');
}
