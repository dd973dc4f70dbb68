import { describe, expect, it } from 'vitest';
import type { Callback } from '@shared/domain/calls/call';
import { editCallback, planCallback } from '@shared/domain/calls/callback-commands';
import { startCall, wrapUpCall } from '@shared/domain/calls/call-commands';
import { createTestMachine } from '@shared/domain/record/testing';
import { attemptsOf, countCallbacks, dueOf, selectCallbacks } from './callback-queue';

const machine = createTestMachine('maija', 'K7');
const at = (day: number, hour: number) => new Date(2026, 10, day, hour).toISOString();
const add = (dueAt: string, owner = '') => machine.run(planCallback, { dueAt, owner }).id;
const later = add(at(21, 9), 'maija');
const overdue = add(at(19, 9));
const today = add(at(20, 15), 'liisa');
const done = add(at(18, 9), 'maija');
const cancelled = add(at(17, 9));
machine.run(editCallback, { id: done, values: { status: 'done' } });
machine.run(editCallback, { id: cancelled, values: { status: 'cancelled' } });
const all = () => [later, overdue, today, done, cancelled].map((id) => machine.get<Callback>(id));
const now = at(20, 12);

describe('the queue of callbacks', () => {
  it('is due first, without those that are done', () => {
    expect(selectCallbacks(all(), 'open', 'maija').map((callback) => callback._id)).toEqual([
      overdue,
      today,
      later,
    ]);
  });

  it.each([
    ['mine', [later]],
    ['unclaimed', [overdue]],
    ['closed', [done, cancelled]],
  ] as const)('shows %s', (shown, ids) => {
    expect(selectCallbacks(all(), shown, 'maija').map((callback) => callback._id)).toEqual(ids);
  });

  it('counts what each choice shows', () => {
    expect(countCallbacks(all(), 'maija')).toEqual({ open: 3, mine: 1, unclaimed: 1, closed: 2 });
  });

  it.each([
    [overdue, 'overdue'],
    [today, 'today'],
    [later, 'later'],
    [done, 'done'],
    [cancelled, 'cancelled'],
  ])('%s is %s', (id, due) => {
    expect(dueOf(machine.get<Callback>(id), now)).toBe(due);
  });

  it('tells the attempts in order', () => {
    for (const reached of [false, true]) {
      machine.time += 60_000;
      const call = machine.run(startCall, { direction: 'out', callbackId: today });
      machine.run(wrapUpCall, { id: call.id, reason: 'other', outcome: 'solved', reached });
    }
    expect(attemptsOf(machine.get<Callback>(today)).map((attempt) => attempt.reached)).toEqual([false, true]);
  });
});
