import { describe, expect, it } from 'vitest';
import { seededRandom } from '@shared/lib/seeded-random';
import { followedTable } from '../../../../tests/fixtures/followed-table';
import { createHeaderList, keptUp } from './header-list';

interface Header {
  _id: string;
  value: number;
}

const idsOf = (headers: readonly Header[]) => headers.map(({ _id }) => _id).sort();

describe('header lists', () => {
  it('hold what is of the type and not archived, and are the same array until that changes', () => {
    const table = followedTable();
    const read = createHeaderList<Header>(table, 'ticket');
    table.put({ _id: 'ticket:a', value: 1 });
    table.put({ _id: 'ticket:b', value: 1, archived: true });
    table.put({ _id: 'call:a', value: 1 });
    table.tell();
    const list = read();
    expect(idsOf(list)).toEqual(['ticket:a']);
    table.put({ _id: 'call:b', value: 1 });
    table.tell();
    expect(read()).toBe(list);
    table.put({ _id: 'ticket:b', value: 1 });
    expect(read()).toBe(list);
    table.tell();
    expect(idsOf(read())).toEqual(['ticket:a', 'ticket:b']);
    table.put({ _id: 'ticket:a', value: 1, archived: true });
    table.remove('ticket:b');
    table.tell();
    expect(read()).toEqual([]);
    expect(idsOf(list)).toEqual(['ticket:a']);
  });
});

describe('what is kept up', () => {
  const sum = (headers: readonly Header[]) => headers.reduce((total, { value }) => total + value, 0);

  function sums() {
    const asked = { whole: 0, next: 0 };
    const ask = keptUp(
      (headers: readonly Header[]) => {
        asked.whole += 1;
        return sum(headers);
      },
      (last, changes) => {
        asked.next += 1;
        return changes.reduce(
          (total, { before, after }) => total - (before?.value ?? 0) + (after?.value ?? 0),
          last,
        );
      },
    );
    return { ask, asked };
  }

  it('equals what is made anew, whatever changes and however many lists are missed', () => {
    for (let seed = 1; seed <= 50; seed += 1) {
      const random = seededRandom(seed);
      const below = (limit: number) => Math.floor(random() * limit);
      const table = followedTable();
      const read = createHeaderList<Header>(table, 'ticket');
      for (let id = 0; id < 40; id += 1) table.put({ _id: `ticket:${id}`, value: below(100) });
      table.tell();
      const { ask, asked } = sums();
      for (let step = 0; step < 60; step += 1) {
        const _id = `ticket:${below(60)}`;
        if (below(10) < 8) table.put({ _id, value: below(100), archived: below(4) === 0 });
        else table.remove(_id);
        if (below(3) > 0) table.tell();
        const list = read();
        if (below(4) > 0) expect(ask(list)).toBe(sum(list));
      }
      expect(asked.next).toBeGreaterThan(asked.whole);
    }
  });

  it('is made anew of an older list, and of one whose changes are no longer known', () => {
    const table = followedTable();
    const read = createHeaderList<Header>(table, 'ticket');
    const next = (id: string) => {
      table.put({ _id: `ticket:${id}`, value: 1 });
      table.tell();
      return read();
    };
    for (const id of 'abcdefgh') table.put({ _id: `ticket:${id}`, value: 1 });
    const first = next('i');
    const { ask, asked } = sums();
    expect(ask(first)).toBe(9);
    const second = next('j');
    expect(ask(second)).toBe(10);
    expect(asked).toEqual({ whole: 1, next: 1 });
    expect(ask(first)).toBe(9);
    expect(asked).toEqual({ whole: 2, next: 1 });
    for (const id of 'klmnop') next(id);
    expect(ask(read())).toBe(16);
    expect(asked).toEqual({ whole: 3, next: 1 });
  });
});
