import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { useTeam } from '@renderer/data/queries/team-context';
import { keepCallNotes } from '@shared/domain/calls/call-commands';
import { recoverCopies } from './recover-copies';
import type { SafetyCopies, SafetyCopy } from './safety-copy';

const ID = 'call:01JD0000000000000000000001';

function setUp(notes: string, at: number) {
  const kept = new Map<string, SafetyCopy>();
  const write = (text: string, when: number) =>
    kept.set(ID, { callId: ID, user: 'maija', text, known: [notes], start: null, at: when });
  write(`${notes} typed`, at);
  const copies: SafetyCopies = {
    write: (copy) => void kept.set(copy.callId, copy),
    clear: (id) => void kept.delete(id),
    all: () => [...kept.values()],
  };
  const run = vi.fn(() => Promise.resolve());
  const calls = { ready: Promise.resolve(), get: () => ({ id: ID, doc: { _id: ID, notes } }) };
  const team = { session: { user: 'maija' }, run, tables: { calls } };
  recoverCopies({ copies, team: team as unknown as ReturnType<typeof useTeam>, isInHand: () => false });
  return { run, kept, write };
}

describe('copies of notes that a killed window left', () => {
  beforeEach(() => {
    vi.useFakeTimers({ now: 100_000 });
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('go into the database when they have settled, and are gone then', async () => {
    const { run, kept } = setUp('Tulostin', 1_000);
    await vi.advanceTimersByTimeAsync(0);
    expect(run).toHaveBeenCalledExactlyOnceWith(keepCallNotes, { id: ID, notes: 'Tulostin typed' });
    expect(kept.size).toBe(0);
  });

  it('are left alone while another window goes on typing into the call', async () => {
    const { run, kept, write } = setUp('Tulostin', 99_000);
    for (let second = 0; second < 20; second += 1) {
      await vi.advanceTimersByTimeAsync(1_000);
      write(`Tulostin ${second}`, Date.now());
    }
    expect(run).not.toHaveBeenCalled();
    expect(kept.size).toBe(1);
    await vi.advanceTimersByTimeAsync(10_000);
    expect(run).toHaveBeenCalledExactlyOnceWith(keepCallNotes, { id: ID, notes: 'Tulostin 19' });
  });
});
