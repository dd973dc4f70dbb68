import { describe, expect, it } from 'vitest';
import { createTicket, editTicket } from '../tickets/ticket-commands';
import { overwrittenChanges } from '../timeline/overwritten';
import { shapeProblem } from '../validation/shape';
import { validateWrite } from '../validation/validate-write';
import type { EventDocument, HeaderDocument } from './documents';
import { merge } from './merge';
import { createMergeNotes, EDITED_MEANWHILE } from './merge-notes';
import { createTestMachine, type TestMachine } from './testing';
import { changeHeader } from './write';

const notes = createMergeNotes({ author: 'maija', device: 'AA' });
const others = createMergeNotes({ author: 'liisa', device: 'BB' });
const MAIJA = { name: 'maija', roles: ['luuri-x', 'luuri-x:agent'] };

function twoMachines() {
  const a = createTestMachine('maija', 'AA');
  const b = createTestMachine('liisa', 'BB');
  const { id } = a.run(createTicket, { ticketType: 'incident', subject: 'first' });
  b.pull(a);
  return { a, b, id, settled: (by = notes) => settle(a, b, id, by) };
}

function settle(a: TestMachine, b: TestMachine, id: string, by: typeof notes) {
  const [ours, theirs] = [a.get<HeaderDocument>(id), b.get<HeaderDocument>(id)];
  return by.settle(ours, theirs, merge(ours, theirs));
}

describe('3.8 an archiving and an edit that did not know of each other', () => {
  it('the edit wins whichever was later, and an event says why', () => {
    for (const [early, late] of [
      ['a', 'b'],
      ['b', 'a'],
    ] as const) {
      const { id, settled, ...machines } = twoMachines();
      machines[late].time += 60_000;
      machines[early].run(editTicket, { id, values: { archived: true } });
      machines[late].run(editTicket, { id, values: { subject: 'still broken' } });
      const { doc, events } = settled();
      expect(doc).toMatchObject({ archived: false, subject: 'still broken' });
      expect(events).toHaveLength(1);
      expect(events[0]).toMatchObject({
        kind: 'changed',
        author: 'maija',
        changes: [{ path: 'archived', from: true, to: false }],
        data: { because: EDITED_MEANWHILE },
      });
      expect(events.map(shapeProblem)).toEqual([null]);
      expect(validateWrite(events[0] as EventDocument, null, MAIJA)).toEqual({ ok: true });
      expect(overwrittenChanges([...machines.a.events, ...machines.b.events, ...events])).toEqual([]);
    }
  });

  it('everybody who meets them makes the same of them, but for the name of who did', () => {
    const { a, b, id, settled } = twoMachines();
    a.run(editTicket, { id, values: { archived: true } });
    b.run(editTicket, { id, values: { priority: 'high' } });
    const [mine, theirs] = [settled(notes), settled(others)];
    expect(theirs.doc).toEqual(mine.doc);
    expect(theirs.events).toEqual(mine.events.map((event) => ({ ...event, author: 'liisa', device: 'BB' })));
    expect(merge(mine.doc, a.get(id))).toEqual(mine.doc);
    expect(notes.isDerived(mine.events[0]?._id ?? '')).toBe(true);
  });

  it.each([
    ['both archive', { archived: true }, { archived: true }],
    ['nobody archives', { subject: 'x' }, { priority: 'high' }],
    ['the other has nothing new', { archived: true }, {}],
  ] as const)('%s: nothing is settled', (_what, first, second) => {
    const { a, b, id, settled } = twoMachines();
    a.run(editTicket, { id, values: first });
    b.run(editTicket, { id, values: second });
    expect(settled().events).toEqual([]);
    expect(settled().doc).toEqual(merge(a.get(id), b.get(id)));
  });

  it('what was edited before the archiving, or after it, changes nothing', () => {
    const { a, b, id, settled } = twoMachines();
    b.run(editTicket, { id, values: { subject: 'before' } });
    a.pull(b);
    a.run(editTicket, { id, values: { archived: true } });
    expect(settled().doc).toMatchObject({ archived: true, subject: 'before' });
    b.pull(a);
    b.run(editTicket, { id, values: { subject: 'a correction in the archive' } });
    expect(settled()).toMatchObject({ doc: { archived: true }, events: [] });
  });
});

describe('7.4 the values that two leaves do not agree on', () => {
  const header = (fields: object): HeaderDocument =>
    ({
      _id: 'run:1',
      type: 'run',
      v: 1,
      stamps: {},
      createdAt: '2026-11-21T08:00:00.000Z',
      createdBy: 'x',
      archived: false,
      steps: {},
      ...fields,
    }) as HeaderDocument;
  const stamp = (number: number) => `00000000${number}-000-a`;
  const byId = (events: EventDocument[]) => [...events].sort((x, y) => (x._id < y._id ? -1 : 1));

  it('both writes are told, and the one that does not stay is found by the timeline', () => {
    const base = header({ subject: 'old', steps: { s1: { state: 'notStarted' } } });
    const a = changeHeader(base, { subject: 'from a', 'steps.s1.state': 'done' }, stamp(2)).header;
    const b = changeHeader(base, { subject: 'from b', 'steps.s1.state': 'failed' }, stamp(1)).header;
    const events = notes.lost(a, b);
    expect(byId(notes.lost(b, a))).toEqual(byId(events));
    expect(events.map(({ changes }) => changes?.[0]).map((change) => [change?.path, change?.to])).toEqual([
      ['steps.s1.state', 'done'],
      ['steps.s1.state', 'failed'],
      ['subject', 'from a'],
      ['subject', 'from b'],
    ]);
    expect(events.map(shapeProblem)).toEqual([null, null, null, null]);
    expect(events.every((event) => validateWrite(event, null, MAIJA).ok)).toBe(true);
    const shown = overwrittenChanges(events);
    expect(shown.map(({ change, winningChange }) => [change.path, change.to, winningChange.to])).toEqual([
      ['steps.s1.state', 'failed', 'done'],
      ['subject', 'from b', 'from a'],
    ]);
  });

  it('two values from the beginning, with no stamp at all', () => {
    const events = notes.lost(header({ subject: 'x' }), header({ subject: 'y' }));
    expect(
      overwrittenChanges(events).map(({ change, winningChange }) => [change.to, winningChange.to]),
    ).toEqual([['x', 'y']]);
    expect(events.map(shapeProblem)).toEqual([null, null]);
    expect(notes.lost(header({ subject: 'x' }), header({}))).toEqual([]);
    expect(notes.lost(header({ pinned: false }), header({ pinned: true }))).toEqual([]);
  });

  it('each write makes the same event beside whatever other it is met, so that none of several is missed', () => {
    const [one, two, three] = [1, 2, 3].map(
      (number) => changeHeader(header({ subject: 'old' }), { subject: `v${number}` }, stamp(number)).header,
    ) as [HeaderDocument, HeaderDocument, HeaderDocument];
    const told = [...notes.lost(two, one), ...notes.lost(three, two), ...others.lost(three, one)];
    const distinct = new Map(told.map((event) => [event._id, event]));
    expect([...distinct.values()].map(({ changes }) => changes?.[0]?.to).sort()).toEqual(['v1', 'v2', 'v3']);
    const anonymous = ({ author: _author, device: _device, ...rest }: EventDocument) => rest;
    for (const event of told)
      expect(anonymous(event)).toEqual(anonymous(distinct.get(event._id) as EventDocument));
    expect(
      overwrittenChanges([...distinct.values()])
        .map(({ change }) => change.to)
        .sort(),
    ).toEqual(['v1', 'v2']);
  });

  it('two who wrote the same value are both told of: a third may drive both out', () => {
    const base = header({ subject: 'old' });
    const same = [1, 2].map((number) => changeHeader(base, { subject: 'new' }, stamp(number)).header);
    const told = notes.lost(same[0] as HeaderDocument, same[1] as HeaderDocument);
    expect(told.map(({ at }) => at).sort()).toEqual([stamp(1), stamp(2)]);
  });

  it('what was overwritten knowingly is no loss, and a value with an event of its own is told once', () => {
    const { a, b, id } = twoMachines();
    b.run(editTicket, { id, values: { subject: 'second' } });
    const older = b.get<HeaderDocument>(id);
    a.pull(b);
    a.run(editTicket, { id, values: { subject: 'third' } });
    expect(overwrittenChanges([...a.events, ...notes.lost(a.get(id), older)])).toEqual([]);
    b.run(editTicket, { id, values: { subject: 'meanwhile' } });
    a.time += 60_000;
    a.run(editTicket, { id, values: { subject: 'fourth' } });
    const all = [...a.events, ...b.events.filter((event) => !a.events.some(({ _id }) => _id === event._id))];
    const shown = overwrittenChanges([...all, ...notes.lost(a.get(id), b.get(id))]);
    expect(shown.map(({ event, change }) => [event.kind, event.author, change.to])).toEqual([
      ['changed', 'liisa', 'meanwhile'],
    ]);
  });

  it('a value that came with a leaf and no event is found also when it is driven out later', () => {
    const { a, b, id } = twoMachines();
    const leaf = changeHeader(a.get<HeaderDocument>(id), { subject: 'from elsewhere' }, stamp(5)).header;
    const found = notes.lost(a.get(id), leaf);
    b.run(editTicket, { id, values: { subject: 'without knowing it' } });
    const shown = overwrittenChanges([...b.events, ...found]);
    expect(shown.map(({ change }) => change.to)).toEqual(['from elsewhere']);
  });

  it('a field that nobody changed on one side, and equal ones, are no loss', () => {
    const base = header({ subject: 'old', tags: [] });
    const edited = changeHeader(base, { subject: 'new' }, stamp(1)).header;
    expect(overwrittenChanges(notes.lost(base, edited))).toEqual([]);
    expect(notes.lost(edited, edited)).toEqual([]);
  });
});
