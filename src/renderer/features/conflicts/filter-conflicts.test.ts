import { describe, expect, it } from 'vitest';
import type { EventDocument } from '@shared/domain/record/documents';
import type { Conflict, ConflictState, FieldWrite } from '@shared/domain/timeline/conflicts';
import { everything, filterConflicts } from './filter-conflicts';

const now = Date.parse('2026-11-21T12:00:00.000Z');

function write(author: string, occurredAt: string, kind = 'changed'): FieldWrite {
  const event: EventDocument = {
    ...{ _id: `event:${author}${occurredAt}`, type: 'event', v: 1, kind, about: 'ticket:1', at: '1' },
    ...{ occurredAt, author, device: 'K7' },
  };
  return { event, change: { path: 'subject', from: 'a', to: author, replaced: null } };
}

function conflict(
  about: string,
  people: [string, string],
  daysAgo: number,
  state: ConflictState = 'open',
): Conflict {
  const at = new Date(now - daysAgo * 86_400_000).toISOString();
  const [lost, stayed] = [write(people[0], at), write(people[1], at)];
  return { id: `${about} ${daysAgo}`, about, path: 'subject', lost, stayed, present: stayed, state };
}

const all = [
  conflict('ticket:1', ['maija', 'liisa'], 0.5),
  conflict('call:1', ['liisa', 'pekka'], 3),
  conflict('pipeline:incident', ['maija', 'pekka'], 20, 'settled'),
  conflict('ticket:2', ['liisa', 'maija'], 100, 'taken'),
];
const found = (filter: Partial<typeof everything>) =>
  filterConflicts(all, { ...everything, state: 'all', ...filter }, 'maija', now).map(({ about }) => about);

describe('filtering conflicts', () => {
  it('shows what nobody has decided at first', () => {
    expect(filterConflicts(all, everything, 'maija', now)).toHaveLength(2);
    expect(found({ state: 'decided' })).toEqual(['pipeline:incident', 'ticket:2']);
  });
  it('by kind, settings together', () => {
    expect(found({ kind: 'ticket' })).toEqual(['ticket:1', 'ticket:2']);
    expect(found({ kind: 'setting' })).toEqual(['pipeline:incident']);
  });
  it('by who wrote either value, and by oneself', () => {
    expect(found({ who: 'pekka' })).toEqual(['call:1', 'pipeline:incident']);
    expect(found({ mine: true })).toEqual(['ticket:1', 'pipeline:incident', 'ticket:2']);
    expect(found({ mine: true, who: 'pekka' })).toEqual(['pipeline:incident']);
  });
  it('by when it happened', () => {
    expect(found({ period: 'day' })).toEqual(['ticket:1']);
    expect(found({ period: 'week' })).toEqual(['ticket:1', 'call:1']);
    expect(found({ period: 'month' })).toHaveLength(3);
  });
  it('never takes who merged for who wrote', () => {
    const merged = {
      ...conflict('ticket:3', ['maija', 'liisa'], 1),
      lost: write('maija', '2026-11-20T12:00:00Z', 'overwritten'),
    };
    const filter = { ...everything, mine: true };
    expect(filterConflicts([merged], filter, 'maija', now)).toEqual([]);
  });
});
