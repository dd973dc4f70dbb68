import { describe, expect, it } from 'vitest';
import type { TestMachine } from '../record/testing';
import { createTestMachine } from '../record/testing';
import { defaultTeamDocuments } from '../team/defaults';
import type { Ticket } from '../tickets/ticket';
import { addEntry, createTicket, editTicket, moveTicket, tagTicket } from '../tickets/ticket-commands';
import { conflictsOf } from './conflicts';
import { canUndo, undoEvent, undoableChanges, writtenSince } from './undo';

function createPair() {
  const [a, b] = [createTestMachine('maija', 'AA'), createTestMachine('liisa', 'BB')];
  const settings = defaultTeamDocuments(
    { name: 'Tuki', language: 'fi' },
    { now: '2026-11-20T07:00:00Z', author: 'maija' },
  );
  for (const document of settings) a.headers.set(document._id, document);
  const { id } = a.run(createTicket, { ticketType: 'incident', subject: 'alku', tags: ['vip'] });
  b.pull(a);
  return { a, b, id };
}

function latest({ events }: TestMachine) {
  const event = events.at(-1);
  if (!event) throw new Error('nothing happened');
  return event;
}

describe('undoEvent', () => {
  it('brings back what was archived, and names what it undid', () => {
    const { a, id } = createPair();
    const { eventId } = a.run(editTicket, { id, values: { archived: true } });
    expect(a.run(undoEvent, { eventId: eventId ?? '' })).toBe('undone');
    expect(a.get<Ticket>(id).archived).toBe(false);
    expect(latest(a)).toMatchObject({ kind: 'changed', data: { undoes: eventId } });
  });

  it('brings back every field of one act together, also where the pipeline has no such move', () => {
    const { a, id } = createPair();
    a.run(moveTicket, { id, status: 'inProgress' });
    a.run(moveTicket, { id, status: 'closed' });
    expect(a.get<Ticket>(id).resolvedAt).not.toBe('');
    a.run(undoEvent, { eventId: latest(a)._id });
    expect(a.get<Ticket>(id)).toMatchObject({ status: 'inProgress', resolvedAt: '' });
  });

  it('puts a removed tag back and takes an added one away', () => {
    const { a, id } = createPair();
    a.run(tagTicket, { id, add: ['uusi'], remove: ['vip'] });
    a.run(undoEvent, { eventId: latest(a)._id });
    expect(a.get<Ticket>(id).tags).toEqual(['vip']);
  });

  it('writes nothing over what somebody wrote since, unless it is wanted', () => {
    const { a, b, id } = createPair();
    a.run(editTicket, { id, values: { priority: 'high', assignee: 'maija' } });
    const event = latest(a);
    b.pull(a);
    b.run(editTicket, { id, values: { priority: 'low' } });
    a.pull(b);
    expect(writtenSince(a.get(id), event).map(({ path }) => path)).toEqual(['priority']);
    const before = a.events.length;
    expect(a.run(undoEvent, { eventId: event._id })).toBe('changedSince');
    expect(a.events).toHaveLength(before);
    expect(a.run(undoEvent, { eventId: event._id, anyway: true })).toBe('undone');
    expect(a.get<Ticket>(id)).toMatchObject({ priority: 'medium', assignee: '' });
  });

  it('on two machines that do not know of each other is one undo and no conflict', () => {
    const { a, b, id } = createPair();
    a.run(editTicket, { id, values: { subject: 'vahinko' } });
    const { _id: eventId } = latest(a);
    b.pull(a);
    a.run(undoEvent, { eventId });
    b.time += 60_000;
    b.run(undoEvent, { eventId });
    a.pull(b);
    b.pull(a);
    for (const machine of [a, b]) {
      expect(machine.get<Ticket>(id).subject).toBe('alku');
      expect(conflictsOf(machine.events)).toEqual([]);
    }
  });

  it('says that the other wrote at the same time: both values stay in sight', () => {
    const { a, b, id } = createPair();
    a.run(editTicket, { id, values: { subject: 'vahinko' } });
    b.pull(a);
    a.run(undoEvent, { eventId: latest(a)._id });
    b.time += 60_000;
    b.run(editTicket, { id, values: { subject: 'liisan' } });
    a.pull(b);
    expect(a.get<Ticket>(id).subject).toBe('liisan');
    expect(conflictsOf(a.events).map(({ lost }) => lost.change.to)).toEqual(['alku']);
  });

  it('can be undone itself', () => {
    const { a, id } = createPair();
    a.run(editTicket, { id, values: { subject: 'parempi' } });
    const first = latest(a);
    a.run(undoEvent, { eventId: first._id });
    expect(canUndo(a.get(id), first)).toBe(false);
    a.run(undoEvent, { eventId: latest(a)._id });
    expect(a.get<Ticket>(id).subject).toBe('parempi');
    expect(canUndo(a.get(id), first)).toBe(true);
  });

  it('twice is once', () => {
    const { a, id } = createPair();
    a.run(editTicket, { id, values: { subject: 'vahinko' } });
    const { _id: eventId } = latest(a);
    a.run(undoEvent, { eventId });
    const before = a.events.length;
    a.run(undoEvent, { eventId, anyway: true });
    expect(a.events).toHaveLength(before);
  });

  it('does not touch what was written, the past of a call, or what a merge found', () => {
    const { a, id } = createPair();
    const { id: noteId } = a.run(addEntry, { ticketId: id, kind: 'note', body: 'tärkeää' });
    expect(() => a.run(undoEvent, { eventId: noteId })).toThrow('stays');
    const change = { path: 'status', from: 'live', to: 'done', replaced: null };
    const ended = { ...latest(a), kind: 'changed', about: 'call:1', changes: [change] };
    expect(undoableChanges(ended)).toEqual([]);
    const merged = { ...ended, about: id, data: { because: 'editedMeanwhile' } };
    expect(undoableChanges(merged)).toEqual([]);
  });
});
