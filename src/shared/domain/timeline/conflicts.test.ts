import { describe, expect, it } from 'vitest';
import { createTestMachine } from '../record/testing';
import { createTicket, editTicket, tagTicket } from '../tickets/ticket-commands';
import { conflictsOf, followsFromOther, writerOf } from './conflicts';

function collided(machines = createPair()) {
  const { a, b, id } = machines;
  a.run(editTicket, { id, values: { subject: 'maijan' } });
  b.time += 60_000;
  b.run(editTicket, { id, values: { subject: 'liisan' } });
  a.pull(b);
  b.pull(a);
  a.time = b.time;
  return machines;
}

function createPair() {
  const a = createTestMachine('maija', 'AA');
  const b = createTestMachine('liisa', 'BB');
  const { id } = a.run(createTicket, { ticketType: 'incident', subject: 'alku' });
  b.pull(a);
  return { a, b, id };
}

describe('conflictsOf', () => {
  it('names both values, who wrote them, and that nobody has decided yet', () => {
    const { a, b, id } = collided();
    for (const machine of [a, b]) {
      const [conflict, ...more] = conflictsOf(machine.events);
      expect(more).toEqual([]);
      expect(conflict).toMatchObject({ about: id, path: 'subject', state: 'open' });
      expect(conflict && [conflict.lost, conflict.stayed].map(writerOf)).toEqual(['maija', 'liisa']);
      expect(conflict?.stayed.change.to).toBe('liisan');
      expect(conflict?.present).toBe(conflict?.stayed);
    }
    expect(conflictsOf(a.events)[0]?.id).toBe(conflictsOf(b.events)[0]?.id);
  });

  it('is taken once somebody wrote the other value, also when the field changed again after that', () => {
    const { a, id } = collided();
    a.run(editTicket, { id, values: { subject: 'maijan' } });
    expect(conflictsOf(a.events)[0]).toMatchObject({ state: 'taken', stayed: { change: { to: 'liisan' } } });
    a.run(editTicket, { id, values: { subject: 'kolmas' } });
    expect(conflictsOf(a.events)[0]).toMatchObject({
      state: 'taken',
      stayed: { change: { to: 'liisan' } },
      present: { change: { to: 'kolmas' } },
    });
  });

  it('is settled once somebody who knew both wrote something else', () => {
    const { a, id } = collided();
    a.run(editTicket, { id, values: { subject: 'kolmas' } });
    expect(conflictsOf(a.events)[0]).toMatchObject({
      state: 'settled',
      stayed: { change: { to: 'liisan' } },
    });
  });

  it('finds the write that it collided with, not an earlier one of the same chain', () => {
    const { a, b, id } = createPair();
    b.run(editTicket, { id, values: { subject: 'liisan ensimmäinen' } });
    a.time += 60_000;
    a.run(editTicket, { id, values: { subject: 'maijan' } });
    b.time += 120_000;
    b.run(editTicket, { id, values: { subject: 'liisan toinen' } });
    a.pull(b);
    expect(conflictsOf(a.events)[0]).toMatchObject({
      state: 'open',
      lost: { change: { to: 'maijan' } },
      stayed: { change: { to: 'liisan toinen' } },
    });
  });

  it('leaves out equal values and what follows from another field', () => {
    const { a, b, id } = createPair();
    a.run(tagTicket, { id, add: ['vip'] });
    b.time += 60_000;
    b.run(tagTicket, { id, add: ['vip'] });
    a.pull(b);
    expect(conflictsOf(a.events)).toEqual([]);
    expect(followsFromOther('run:1', 'steps.s1.by')).toBe(true);
    expect(followsFromOther('run:1', 'steps.s1.state')).toBe(false);
    expect(followsFromOther('ticket:1', 'steps.s1.by')).toBe(false);
  });
});
