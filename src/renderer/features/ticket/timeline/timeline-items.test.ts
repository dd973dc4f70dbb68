import { describe, expect, it } from 'vitest';
import type { Change, EventDocument } from '@shared/domain/record/documents';
import { conflictsByEvent, timelineDays, toldChanges } from './timeline-items';

function event(id: string, at: string, values: Partial<EventDocument> = {}): EventDocument {
  return {
    _id: `event:${id}`,
    type: 'event',
    v: 1,
    kind: 'changed',
    about: 'ticket:1',
    at,
    occurredAt: '2026-11-20T08:00:00.000Z',
    author: 'liisa',
    device: 'K7',
    ...values,
  };
}
const change = (path: string, from: unknown, to: unknown, replaced: string | null): Change => ({
  path,
  from,
  to,
  replaced,
});
const dayOf = (iso: string) => (Number.isNaN(Date.parse(iso)) ? '' : iso.slice(0, 10));

describe('timelineDays', () => {
  it('puts events into the order people acted, by day', () => {
    const days = timelineDays(
      [
        event('late', 'z', { occurredAt: '2026-11-19T10:00:00.000Z' }),
        event('b', 'b', { occurredAt: '2026-11-20T09:00:00.000Z' }),
        event('a', 'a', { occurredAt: '2026-11-20T08:00:00.000Z' }),
      ],
      dayOf,
    );
    expect(days.map(({ events }) => events.map(({ _id }) => _id))).toEqual([
      ['event:late'],
      ['event:a', 'event:b'],
    ]);
  });

  it('orders events of one moment by stamp', () => {
    const [day] = timelineDays([event('2', '2'), event('1', '1')], dayOf);
    expect(day?.events.map(({ _id }) => _id)).toEqual(['event:1', 'event:2']);
  });

  it('keeps events whose moment cannot be read', () => {
    const days = timelineDays([event('x', 'x', { occurredAt: 'eilen' }), event('a', 'a')], dayOf);
    expect(days.map(({ at }) => at)).toContain('');
    expect(days.flatMap(({ events }) => events)).toHaveLength(2);
  });
});

describe('calls', () => {
  const linked = (linkedNow: boolean) =>
    event('l', '1', { kind: 'callLinked', data: { callId: 'call:1', linked: linkedNow } });
  const logged = event('g', '2', { kind: 'callLogged', data: { callId: 'call:1' } });
  const shown = (events: EventDocument[]) => timelineDays(events, dayOf).flatMap((day) => day.events);

  it('are told once: by the log when there is one', () => {
    expect(shown([linked(true), logged])).toEqual([logged]);
    expect(shown([linked(true)])).toHaveLength(1);
  });

  it('tell that a link was taken away', () => {
    expect(shown([logged, linked(false)])).toHaveLength(2);
  });
});

describe('conflictsByEvent', () => {
  const base = event('0', '0', { changes: [change('status', 'new', 'inProgress', null)] });
  const lost = event('1', '1', { changes: [change('status', 'inProgress', 'resolved', '0')] });
  const won = event('2', '2', { changes: [change('status', 'inProgress', 'waitingCustomer', '0')] });

  it('finds the value that did not stay, under the event that wrote it', () => {
    const found = conflictsByEvent([won, lost, base]);
    expect([...found.keys()]).toEqual(['event:1']);
    expect(found.get('event:1')?.[0]?.stayed.event._id).toBe('event:2');
  });

  it('finds none where one followed the other', () => {
    const after = event('2', '2', { changes: [change('status', 'resolved', 'closed', '1')] });
    expect(conflictsByEvent([base, lost, after]).size).toBe(0);
  });
});

describe('toldChanges', () => {
  it('leaves out what follows from the status', () => {
    const changes = [change('status', 'new', 'resolved', null), change('resolvedAt', '', '2026', null)];
    expect(toldChanges(event('1', '1', { changes })).map(({ path }) => path)).toEqual(['status']);
  });

  it('tells a time of solution that was set by itself', () => {
    const changes = [change('resolvedAt', '', '2026', null)];
    expect(toldChanges(event('1', '1', { changes }))).toHaveLength(1);
  });

  it('stands malformed events of other versions', () => {
    expect(toldChanges(event('1', '1', { changes: 'kaikki' as unknown as Change[] }))).toEqual([]);
  });
});
