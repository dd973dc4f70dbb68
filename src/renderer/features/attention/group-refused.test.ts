import { describe, expect, it } from 'vitest';
import type { RefusedRecord } from '@renderer/data/queries/refused';
import { groupRefused, isOnlyHere } from './group-refused';

function refused(
  id: string,
  fields: Record<string, unknown> = {},
  rev = '1-a',
  at = '2026-11-20',
): RefusedRecord {
  const doc = { _id: id, type: id.slice(0, id.indexOf(':')), v: 1, ...fields };
  return { id, doc, rev, refusal: { reason: 'forbidden', message: 'no', at } };
}

describe('refused changes', () => {
  it('10.4 of one record are one thing, the record before its events', () => {
    const groups = groupRefused([
      refused('event:2', { about: 'ticket:1' }, '', '2026-11-22'),
      refused('ticket:1'),
      refused('event:1', { about: 'ticket:1' }),
      refused('group:support'),
    ]);
    expect(groups.map(({ id, at, records }) => [id, at, records.map((each) => each.id)])).toEqual([
      ['ticket:1', '2026-11-22', ['ticket:1', 'event:1', 'event:2']],
      ['group:support', '2026-11-20', ['group:support']],
    ]);
  });

  it('says that a record leaves the lists only when the server never had it', () => {
    const [known, onlyHere, noteOfKnown] = groupRefused([
      refused('ticket:1'),
      refused('ticket:2', {}, ''),
      refused('event:3', { about: 'ticket:3' }, ''),
    ]);
    expect([known, onlyHere, noteOfKnown].map((group) => group && isOnlyHere(group))).toEqual([
      false,
      true,
      false,
    ]);
  });
});
