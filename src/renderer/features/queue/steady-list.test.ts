import { describe, expect, it } from 'vitest';
import { steadyList } from './steady-list';

interface Row {
  id: string;
  text: string;
}
const row = (id: string, text = id): Row => ({ id, text });
const idOf = ({ id }: Row) => id;
const nothing = () => undefined;

describe('steadyList', () => {
  it('shows the newest result while nothing is held', () => {
    const newest = [row('b'), row('a')];
    expect(steadyList(null, newest, idOf, nothing)).toEqual({
      items: newest,
      arrived: 0,
      departed: new Set(),
    });
  });

  it('keeps the order on the screen and shows the newest content', () => {
    const { items } = steadyList(['a', 'b'], [row('b', 'muuttunut'), row('a')], idOf, nothing);
    expect(items).toEqual([row('a'), row('b', 'muuttunut')]);
  });

  it('collects new rows behind the list', () => {
    const { items, arrived } = steadyList(['a'], [row('n1'), row('n2'), row('a')], idOf, nothing);
    expect(items.map(idOf)).toEqual(['a']);
    expect(arrived).toBe(2);
  });

  it('keeps a row that no longer belongs here, and says so', () => {
    const list = steadyList(['a', 'b'], [row('b'), row('n')], idOf, (id) => row(id, 'suljettu'));
    expect(list.items).toEqual([row('a', 'suljettu'), row('b')]);
    expect(list.departed).toEqual(new Set(['a']));
    expect(list.arrived).toBe(1);
  });

  it('drops a row that is gone altogether', () => {
    const list = steadyList(['a', 'b'], [row('b')], idOf, nothing);
    expect(list.items).toEqual([row('b')]);
    expect(list.arrived).toBe(0);
  });
});
