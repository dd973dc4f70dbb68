import { describe, expect, it } from 'vitest';
import { createTestMachine } from '@shared/domain/record/testing';
import { keepCallNotes, startCall } from '@shared/domain/calls/call-commands';
import type { Call } from '@shared/domain/calls/call';
import { lastTouched } from './last-touched';

describe('the end of a call nobody ended', () => {
  it('is when the notes were last typed', () => {
    const machine = createTestMachine('maija', 'K7');
    const { id } = machine.run(startCall, { direction: 'in' });
    machine.time += 90_000;
    machine.run(keepCallNotes, { id, notes: 'x' });
    const call = machine.get<Call>(id);
    expect(lastTouched(call, machine.time + 3_600_000)).toBe(new Date(machine.time).toISOString());
  });

  it('is its start when nothing was typed, and never later than now', () => {
    const machine = createTestMachine('maija', 'K7');
    const { id } = machine.run(startCall, { direction: 'in' });
    const call = machine.get<Call>(id);
    expect(lastTouched(call, machine.time + 5_000)).toBe(call.startedAt);
    machine.time += 90_000;
    machine.run(keepCallNotes, { id, notes: 'x' });
    const now = machine.time - 30_000;
    expect(lastTouched(machine.get<Call>(id), now)).toBe(new Date(now).toISOString());
  });
});
