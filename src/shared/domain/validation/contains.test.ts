import { describe, expect, it } from 'vitest';
import { createTestMachine } from '../record/testing';
import { createTicket } from '../tickets/ticket-commands';
import type { TeamDocument } from '../record/documents';
import { containsLeaf, withoutServerFields } from './contains';

const machine = createTestMachine('maija', 'K7');
const ticket: TeamDocument = machine.get(
  machine.run(createTicket, { ticketType: 'incident', subject: 's' }).id,
);
const event = machine.events[0] as TeamDocument;
const stamped = (subject: string, stamp: string) => ({ ...ticket, subject, stamps: { subject: stamp } });
const [early, late] = [stamped('vanha', '0mjuohs00-000-a'), stamped('uusi', '0mjuohs01-000-a')];

describe('a winner contains a leaf', () => {
  it.each([
    ['the same', late, late, true],
    ['an older value of a register', late, early, true],
    ['a newer value of a register', early, late, false],
    ['a tag that the winner lacks', late, { ...early, tags: ['vip'] }, false],
    ['a tag that the winner has', { ...late, tags: ['b', 'a'] }, { ...early, tags: ['a'] }, true],
    ['a field of a newer version', late, { ...early, mood: 'sunny' }, false],
    ['something that is no document', late, { ...early, stamps: 5 }, false],
    ['the same event', event, event, true],
    ['another version of an event', event, { ...event, body: 'a' }, false],
    ['another version of an event, the other way', { ...event, body: 'a' }, event, false],
  ])('that holds %s', (_what, winner, leaf, contains) => {
    expect(containsLeaf(winner, leaf)).toBe(contains);
  });

  it('whatever the server wrote beside it', () => {
    expect(withoutServerFields({ ...late, _rev: '2-a', _conflicts: ['1-b'], _revisions: {} })).toEqual(late);
    const withFile = { ...late, _attachments: { a: { stub: true } } };
    expect(containsLeaf(late, withoutServerFields(withFile))).toBe(false);
  });
});
