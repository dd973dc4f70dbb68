import { describe, expect, it } from 'vitest';
import { createTestMachine } from '../record/testing';
import { addEntry, createTicket, linkCallToTicket } from '../tickets/ticket-commands';
import type { Ticket } from '../tickets/ticket';
import type { Call, Callback } from './call';
import { callSeconds } from './call';
import { editCallback, planCallback } from './callback-commands';
import { editCall, endCall, holdCall, keepCallNotes, startCall, wrapUpCall } from './call-commands';

const MINUTE = 60_000;

function machineWithCall() {
  const machine = createTestMachine('maija', 'K7');
  const { id } = machine.run(startCall, { direction: 'in', phone: '040 123 4567' });
  return { machine, id };
}

describe('calls', () => {
  it('measure talk and hold apart, also while they go on', () => {
    const { machine, id } = machineWithCall();
    machine.time += 2 * MINUTE;
    machine.run(holdCall, { id, held: true });
    machine.time += MINUTE;
    const now = new Date(machine.time).toISOString();
    expect(callSeconds(machine.get<Call>(id), now)).toEqual({ total: 180, held: 60, talk: 120 });
    machine.run(holdCall, { id, held: false });
    machine.time += MINUTE;
    machine.run(endCall, { id });
    machine.time += 10 * MINUTE;
    expect(callSeconds(machine.get<Call>(id), new Date(machine.time).toISOString())).toEqual({
      total: 240,
      held: 60,
      talk: 180,
    });
  });

  it('start under the id that was chosen for them, once', () => {
    const machine = createTestMachine('maija', 'K7');
    const id = 'call:01J00000000000000000000000';
    const start = { id, direction: 'in', startedAt: '2026-11-20T07:30:00.000Z' } as const;
    expect(machine.run(startCall, start)).toEqual({ id });
    machine.run(keepCallNotes, { id, notes: 'Tulostin' });
    machine.run(startCall, start);
    expect(machine.get<Call>(id)).toMatchObject({
      notes: 'Tulostin',
      device: 'K7',
      startedAt: start.startedAt,
    });
    expect(machine.events.filter((event) => event.kind === 'callStarted')).toHaveLength(1);
  });

  it('can turn out to go the other way, on every machine', () => {
    const machine = createTestMachine('maija', 'K7');
    const other = createTestMachine('liisa', 'L2');
    const { id } = machine.run(startCall, { direction: 'in' });
    other.pull(machine);
    machine.run(editCall, { id, values: { direction: 'out' } });
    other.pull(machine);
    expect(other.get<Call>(id).direction).toBe('out');
    expect(machine.events.at(-1)?.changes).toMatchObject([{ path: 'direction', from: 'in', to: 'out' }]);
  });

  it('end a hold that was open when the call ended', () => {
    const { machine, id } = machineWithCall();
    machine.run(holdCall, { id, held: true });
    machine.time += MINUTE;
    machine.run(wrapUpCall, { id, reason: 'advice', outcome: 'solved', reached: true });
    expect(callSeconds(machine.get<Call>(id), '2030-01-01T00:00:00Z')).toEqual({
      total: 60,
      held: 60,
      talk: 0,
    });
  });

  it('keep notes without telling an event, and never change a call to something else by it', () => {
    const { machine, id } = machineWithCall();
    const before = machine.events.length;
    machine.run(keepCallNotes, { id, notes: 'Tulostin ei' });
    machine.run(keepCallNotes, { id, notes: 'Tulostin ei vastaa' });
    expect(machine.events.length).toBe(before);
    expect(machine.get<Call>(id).notes).toBe('Tulostin ei vastaa');
  });

  it('tell an event when notes change after wrap-up', () => {
    const { machine, id } = machineWithCall();
    machine.run(keepCallNotes, { id, notes: 'first' });
    machine.run(wrapUpCall, { id, reason: 'advice', outcome: 'solved', reached: true });
    machine.run(keepCallNotes, { id, notes: 'second' });
    expect(machine.events.at(-1)?.changes).toMatchObject([{ path: 'notes', from: 'first', to: 'second' }]);
  });

  it('owe a wrap-up until it is done, and cannot be wrapped up twice', () => {
    const { machine, id } = machineWithCall();
    machine.run(endCall, { id });
    expect(machine.get<Call>(id).status).toBe('wrapUp');
    machine.run(wrapUpCall, { id, reason: 'advice', outcome: 'solved', reached: true });
    expect(() => machine.run(wrapUpCall, { id, reason: 'other', outcome: 'solved', reached: true })).toThrow(
      'already',
    );
  });

  it.each([
    { reached: true, answers: true },
    { reached: false, answers: false },
  ])('answer their tickets when they reached the customer: $reached', ({ reached, answers }) => {
    const { machine, id } = machineWithCall();
    machine.time += MINUTE;
    const ticket = machine.run(createTicket, { ticketType: 'incident', subject: 'Tulostus ei toimi' });
    machine.run(linkCallToTicket, { callId: id, ticketId: ticket.id, linked: true });
    machine.time += MINUTE;
    machine.run(wrapUpCall, { id, reason: 'incident', outcome: 'ticket', reached });
    expect(machine.get<Ticket>(ticket.id).firstRespondedAt !== null).toBe(answers);
    expect(machine.events.filter((event) => event.about === ticket.id).map((event) => event.kind)).toContain(
      'callLogged',
    );
  });

  it('leave the first response where an earlier reply put it', () => {
    const { machine, id } = machineWithCall();
    const ticket = machine.run(createTicket, { ticketType: 'incident', subject: 's', callId: id });
    machine.time += MINUTE;
    machine.run(addEntry, { ticketId: ticket.id, kind: 'reply', body: 'Hei' });
    const answered = machine.get<Ticket>(ticket.id).firstRespondedAt;
    machine.time += MINUTE;
    machine.run(wrapUpCall, { id, reason: 'incident', outcome: 'ticket', reached: true });
    expect(machine.get<Ticket>(ticket.id).firstRespondedAt).toBe(answered);
  });
});

describe('callbacks', () => {
  it('are promised at wrap-up with the party and the tickets of the call', () => {
    const { machine, id } = machineWithCall();
    const ticket = machine.run(createTicket, { ticketType: 'incident', subject: 's', callId: id });
    const { callbackId } = machine.run(wrapUpCall, {
      id,
      reason: 'incident',
      outcome: 'callback',
      reached: true,
      callback: { dueAt: '2026-11-21T09:00:00Z', topic: 'Kerrotaan tilanne' },
    });
    expect(machine.get<Callback>(callbackId)).toMatchObject({
      phone: '040 123 4567',
      ticketIds: [ticket.id],
      callId: id,
      status: 'open',
    });
  });

  it('stay open with one attempt more when nobody answered, and close when somebody did', () => {
    const machine = createTestMachine('maija', 'K7');
    const { id } = machine.run(planCallback, { dueAt: '2026-11-21T09:00:00Z', phone: '09 123' });
    const missed = machine.run(startCall, { direction: 'out', callbackId: id });
    machine.run(wrapUpCall, { id: missed.id, reason: 'other', outcome: 'notReached', reached: false });
    expect(machine.get<Callback>(id).status).toBe('open');
    const met = machine.run(startCall, { direction: 'out', callbackId: id });
    machine.run(wrapUpCall, { id: met.id, reason: 'other', outcome: 'solved', reached: true });
    const callback = machine.get<Callback>(id);
    expect(callback.status).toBe('done');
    expect(Object.values(callback.attempts).map((attempt) => attempt.reached)).toEqual([false, true]);
  });

  it('keep both attempts when two agents rang offline', () => {
    const a = createTestMachine('maija', 'AA');
    const b = createTestMachine('liisa', 'BB');
    const { id } = a.run(planCallback, { dueAt: '2026-11-21T09:00:00Z' });
    b.pull(a);
    for (const machine of [a, b]) {
      const call = machine.run(startCall, { direction: 'out', callbackId: id });
      machine.run(wrapUpCall, { id: call.id, reason: 'other', outcome: 'solved', reached: true });
    }
    a.pull(b);
    b.pull(a);
    expect(Object.keys(a.get<Callback>(id).attempts)).toHaveLength(2);
    expect(a.get(id)).toEqual(b.get(id));
  });

  it('change only what is given', () => {
    const machine = createTestMachine('maija', 'K7');
    const { id } = machine.run(planCallback, {
      dueAt: '2026-11-21T09:00:00Z',
      owner: 'liisa',
      topic: 'lasku',
    });
    machine.run(editCallback, { id, values: { status: 'cancelled' } });
    expect(machine.get<Callback>(id)).toMatchObject({ status: 'cancelled', owner: 'liisa', topic: 'lasku' });
  });
});
