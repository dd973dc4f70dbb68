import { describe, expect, it } from 'vitest';
import { createTestMachine } from '../record/testing';
import { createTicket, editTicket } from '../tickets/ticket-commands';
import { overwrittenChanges } from './overwritten';

function twoMachinesWithOneTicket() {
  const a = createTestMachine('maija', 'AA');
  const b = createTestMachine('liisa', 'BB');
  const { id } = a.run(createTicket, { ticketType: 'incident', subject: 'first' });
  b.pull(a);
  return { a, b, id };
}

describe('overwrittenChanges', () => {
  it('finds nothing when people write one after the other', () => {
    const { a, b, id } = twoMachinesWithOneTicket();
    a.run(editTicket, { id, values: { subject: 'second' } });
    b.pull(a);
    b.run(editTicket, { id, values: { subject: 'third' } });
    expect(overwrittenChanges(b.events)).toEqual([]);
  });

  it('finds the value that lost when both wrote without knowing of each other, on both machines the same', () => {
    const { a, b, id } = twoMachinesWithOneTicket();
    a.run(editTicket, { id, values: { subject: 'from maija' } });
    b.time += 60_000;
    b.run(editTicket, { id, values: { subject: 'from liisa' } });
    a.pull(b);
    b.pull(a);
    for (const machine of [a, b]) {
      const [lost, ...more] = overwrittenChanges(machine.events);
      expect(more).toEqual([]);
      expect(lost?.change).toMatchObject({ path: 'subject', from: 'first', to: 'from maija' });
      expect(lost?.event.author).toBe('maija');
      expect(lost?.winner.author).toBe('liisa');
      expect(machine.get(id)['subject']).toBe('from liisa');
    }
  });

  it('finds every value of a chain that lost', () => {
    const { a, b, id } = twoMachinesWithOneTicket();
    a.run(editTicket, { id, values: { priority: 'high' } });
    a.run(editTicket, { id, values: { priority: 'low' } });
    b.time += 60_000;
    b.run(editTicket, { id, values: { priority: 'medium', subject: 'b' } });
    b.run(editTicket, { id, values: { priority: 'high' } });
    a.pull(b);
    expect(overwrittenChanges(a.events).map(({ change }) => change.to)).toEqual(['high', 'low']);
  });

  it('does not call different fields a conflict', () => {
    const { a, b, id } = twoMachinesWithOneTicket();
    a.run(editTicket, { id, values: { subject: 'x' } });
    b.run(editTicket, { id, values: { priority: 'high' } });
    a.pull(b);
    expect(overwrittenChanges(a.events)).toEqual([]);
  });

  it('lets a later edit win over a machine whose clock is ten years ahead, once it has been seen', () => {
    const { a, b, id } = twoMachinesWithOneTicket();
    b.time += 10 * 365 * 86_400_000;
    b.run(editTicket, { id, values: { subject: 'from the future' } });
    a.pull(b);
    a.run(editTicket, { id, values: { subject: 'after that' } });
    b.pull(a);
    expect(b.get(id)['subject']).toBe('after that');
    expect(overwrittenChanges(b.events)).toEqual([]);
  });
});
