import { expect, it } from 'vitest';
import { documentAttempts } from './attempts';
import { serverAttempts } from './server-attempts';
import { ACTORS, readRights } from './table';
import type { Place } from './table';
import type { World } from './world';

const attempts = { ...documentAttempts, ...serverAttempts };

/** One test a line and way of docs/rights.md: what each person may do there. */
export function checkRights(place: Place, world: () => World): void {
  for (const { number, what, ways, places, may } of readRights()) {
    if (!places.includes(place)) continue;
    for (const way of ways) {
      it(`${number}. ${what}, by ${way}`, async () => {
        const found: Record<string, string> = {};
        for (const actor of ACTORS) {
          const id = `${place[0]}${number}-${ways.indexOf(way)}-${actor.slice(0, 2)}`;
          const attempt = attempts[number];
          if (!attempt) throw new Error(`nothing tries ${number}`);
          found[actor] = (await attempt({
            world: world(),
            actor,
            way: way.replace(/^(GET|PUT|POST) _\w+$/, '$1'),
            id,
          }))
            ? 'yes'
            : 'no';
        }
        expect(found).toEqual(may);
      });
    }
  }
}

/** The numbers that can be tried. */
export const tried = Object.keys(attempts).map(Number);
