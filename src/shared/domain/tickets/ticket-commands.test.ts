import { describe, expect, it } from 'vitest';
import { createTestMachine } from '../record/testing';
import { defaultTeamDocuments } from '../team/defaults';
import type { Ticket } from './ticket';
import { addEntry, createTicket, editTicket, moveTicket, tagTicket } from './ticket-commands';

function machineWithTicket(ticketType = 'incident') {
  const machine = createTestMachine('maija', 'K7');
  const settings = defaultTeamDocuments(
    { name: 'Tuki', language: 'fi' },
    { now: '2026-11-20T07:00:00Z', author: 'maija' },
  );
  for (const document of settings) machine.headers.set(document._id, document);
  const { id } = machine.run(createTicket, { ticketType, subject: 'Tulostus ei toimi' });
  return { machine, id, ticket: () => machine.get<Ticket>(id) };
}

describe('tickets', () => {
  it('start in the first state of their pipeline', () => {
    expect(machineWithTicket('incident').ticket().status).toBe('new');
    expect(machineWithTicket('delivery').ticket().status).toBe('ordered');
  });

  it('tell each change with the value it replaced', () => {
    const { machine, id } = machineWithTicket();
    machine.run(editTicket, { id, values: { priority: 'high', assignee: 'liisa' } });
    expect(machine.events.at(-1)?.changes).toEqual([
      { path: 'priority', from: 'medium', to: 'high', replaced: null },
      { path: 'assignee', from: '', to: 'liisa', replaced: null },
    ]);
  });

  it('tell nothing when nothing changed', () => {
    const { machine, id } = machineWithTicket();
    const before = machine.events.length;
    machine.run(editTicket, { id, values: { priority: 'medium' } });
    expect(machine.events.length).toBe(before);
  });

  it('move only where the pipeline allows', () => {
    const { machine, id, ticket } = machineWithTicket();
    machine.run(moveTicket, { id, status: 'closed' });
    expect(() => machine.run(moveTicket, { id, status: 'resolved' })).toThrow('no move');
    expect(() => machine.run(moveTicket, { id, status: 'nonsense' })).toThrow('no move');
    machine.run(moveTicket, { id, status: 'inProgress' });
    expect(ticket().status).toBe('inProgress');
  });

  it('remember when they were resolved, and forget it when they are opened again', () => {
    const { machine, id, ticket } = machineWithTicket();
    machine.run(moveTicket, { id, status: 'resolved' });
    const resolvedAt = ticket().resolvedAt;
    expect(resolvedAt).toBe(new Date(machine.time).toISOString());
    machine.time += 60_000;
    machine.run(moveTicket, { id, status: 'closed' });
    expect(ticket().resolvedAt).toBe(resolvedAt);
    machine.run(moveTicket, { id, status: 'inProgress' });
    expect(ticket().resolvedAt).toBe('');
  });

  it('start over when their type has another pipeline that does not know the state', () => {
    const { machine, id, ticket } = machineWithTicket();
    machine.run(moveTicket, { id, status: 'workaroundGiven' });
    machine.run(editTicket, { id, values: { ticketType: 'question' } });
    expect(ticket().status).toBe('new');
  });

  it('keep tags that two people change at the same time', () => {
    const { machine, id } = machineWithTicket();
    const other = createTestMachine('liisa', 'BB');
    other.pull(machine);
    machine.run(tagTicket, { id, add: ['lasku', 'v1.2'] });
    other.run(tagTicket, { id, add: ['kiire'] });
    other.run(tagTicket, { id, remove: ['kiire'], add: ['rauha'] });
    machine.pull(other);
    expect(machine.get<Ticket>(id).tags).toEqual(['lasku', 'rauha', 'v1.2']);
  });

  it('are answered by a reply and not by a note', () => {
    const { machine, id, ticket } = machineWithTicket();
    machine.run(addEntry, { ticketId: id, kind: 'note', body: 'sisäinen' });
    expect(ticket().firstRespondedAt).toBeNull();
    machine.run(addEntry, { ticketId: id, kind: 'customerMessage', body: 'edelleen rikki' });
    expect(ticket()).toMatchObject({
      firstRespondedAt: null,
      lastContactAt: new Date(machine.time).toISOString(),
    });
    machine.run(addEntry, { ticketId: id, kind: 'reply', body: 'Hei' });
    expect(ticket().firstRespondedAt).toBe(new Date(machine.time).toISOString());
  });

  it('take the earlier of two first responses, whoever syncs first', () => {
    const { machine, id } = machineWithTicket();
    const other = createTestMachine('liisa', 'BB');
    other.pull(machine);
    other.time += 60_000;
    other.run(addEntry, { ticketId: id, kind: 'reply', body: 'myöhemmin' });
    machine.run(addEntry, { ticketId: id, kind: 'reply', body: 'ensin' });
    const first = machine.get<Ticket>(id).firstRespondedAt;
    other.pull(machine);
    expect(other.get<Ticket>(id).firstRespondedAt).toBe(first);
  });
});
