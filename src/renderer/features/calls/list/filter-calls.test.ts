import { describe, expect, it } from 'vitest';
import type { Call } from '@shared/domain/calls/call';
import { createTestMachine } from '@shared/domain/record/testing';
import { keepCallNotes, startCall, wrapUpCall } from '@shared/domain/calls/call-commands';
import { everyCall, isFiltering, selectCalls } from './filter-calls';
import type { CallFilter } from './filter-calls';

const machine = createTestMachine('maija', 'K7');
const other = createTestMachine('liisa', 'L2');
const DAY = 86_400_000;

function addCall(by: typeof machine, direction: 'in' | 'out', notes: string, outcome: string): string {
  by.time += DAY;
  const { id } = by.run(startCall, { direction, customerId: 'customer:harjula' });
  by.run(keepCallNotes, { id, notes });
  if (outcome) by.run(wrapUpCall, { id, reason: 'advice', outcome, reached: true });
  return id;
}

const owed = addCall(machine, 'in', 'Kesken', '');
const printer = addCall(machine, 'in', 'Tulostin jäi päälle', 'solved');
const invoice = addCall(machine, 'out', 'Lasku puuttuu', 'ticket');
other.time = machine.time;
const liisas = addCall(other, 'in', 'Tulostin taas', 'ticket');
const liisasOwed = addCall(other, 'in', 'Liisan kesken', '');
machine.pull(other);
const calls = [...machine.headers.values()] as Call[];
const around = {
  user: 'maija',
  nameOf: (id: string) => (id === 'customer:harjula' ? 'Rakennus Harjula' : ''),
};
const select = (filter: Partial<CallFilter>) =>
  selectCalls(calls, { ...everyCall, ...filter }, around).map((call) => call._id);
const day = (id: string) => machine.get<Call>(id).startedAt.slice(0, 10);

describe('the list of calls', () => {
  it('is newest first, after what one owes oneself', () => {
    expect(select({})).toEqual([owed, liisasOwed, liisas, invoice, printer]);
  });

  it.each([
    ['direction', { direction: 'out' }, [owed, invoice]],
    ['agent', { agent: 'liisa' }, [owed, liisasOwed, liisas]],
    ['outcome', { outcome: 'ticket' }, [owed, liisas, invoice]],
    ['reason', { reason: 'billing' }, [owed]],
    ['words of the notes, without accents', { text: 'PAALLE tulostin' }, [owed, printer]],
    ['the customer’s name', { text: 'harjula lasku' }, [owed, invoice]],
    ['days', { from: day(invoice), to: day(invoice) }, [owed, invoice]],
  ] as const)('filters by %s and never hides what is owed', (_, filter, ids) => {
    expect(select(filter)).toEqual(ids);
  });

  it('knows whether it filters', () => {
    expect(isFiltering(everyCall)).toBe(false);
    expect(isFiltering({ ...everyCall, text: 'x' })).toBe(true);
  });
});
