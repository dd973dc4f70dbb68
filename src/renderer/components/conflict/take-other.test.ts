import { describe, expect, it } from 'vitest';
import { editCall, startCall, wrapUpCall } from '@shared/domain/calls/call-commands';
import { editCallback, planCallback } from '@shared/domain/calls/callback-commands';
import { createContact, createCustomer, editCustomer } from '@shared/domain/customers/customer-commands';
import { finishRun, saveTemplate, setStep, startRun } from '@shared/domain/onboarding/checklist-commands';
import { conflictsOf } from '@shared/domain/timeline/conflicts';
import type { Command } from '@shared/domain/record/command';
import { createTestMachine } from '@shared/domain/record/testing';
import type { TestMachine } from '@shared/domain/record/testing';
import { createTicket, editTicket, tagTicket } from '@shared/domain/tickets/ticket-commands';
import type { RunCommand } from '@renderer/data/queries/team-context';
import { takeValue } from './take-other';

type Edit = (machine: TestMachine, id: string, whose: 'first' | 'second') => unknown;

function prepare() {
  const a = createTestMachine('maija', 'AA');
  const b = createTestMachine('liisa', 'BB');
  return { a, b };
}

const step = {
  id: 's1',
  section: both('Alku'),
  title: both('Kirjautuminen'),
  guide: both(''),
  required: true,
  asks: null,
};
function both(text: string) {
  return { fi: text, en: text };
}

function makeRun(machine: TestMachine): string {
  const { id: templateId } = machine.run(saveTemplate, { name: both('Alku'), steps: [step] });
  const { id: customerId } = machine.run(createCustomer, { name: 'Rakennus Oy' });
  return machine.run(startRun, { templateId, customerId }).id;
}

const cases: [what: string, make: (machine: TestMachine) => string, edit: Edit, path: string][] = [
  [
    'a ticket’s subject',
    (machine) => machine.run(createTicket, { ticketType: 'incident', subject: 'alku' }).id,
    (machine, id, whose) => machine.run(editTicket, { id, values: { subject: whose } }),
    'subject',
  ],
  [
    'a ticket’s tag',
    (machine) => machine.run(createTicket, { ticketType: 'incident', subject: 'alku', tags: ['vip'] }).id,
    (machine, id, whose) =>
      whose === 'first'
        ? [machine.run(tagTicket, { id, remove: ['vip'] }), machine.run(tagTicket, { id, add: ['vip'] })]
        : machine.run(tagTicket, { id, remove: ['vip'] }),
    'tags.vip',
  ],
  [
    'a call’s notes',
    (machine) => {
      const { id } = machine.run(startCall, { direction: 'in' });
      machine.run(wrapUpCall, { id, reason: 'advice', outcome: 'solved', reached: true });
      return id;
    },
    (machine, id, whose) => machine.run(editCall, { id, values: { notes: whose } }),
    'notes',
  ],
  [
    'a callback’s time',
    (machine) => machine.run(planCallback, { dueAt: '2026-11-21T09:00:00Z' }).id,
    (machine, id, whose) =>
      machine.run(editCallback, {
        id,
        values: { dueAt: whose === 'first' ? '2026-11-22T09:00:00Z' : '2026-11-23T09:00:00Z' },
      }),
    'dueAt',
  ],
  [
    'a customer’s environment',
    (machine) => machine.run(createCustomer, { name: 'Rakennus Oy' }).id,
    (machine, id, whose) => machine.run(editCustomer, { id, values: { environment: whose } }),
    'environment',
  ],
  [
    'a customer’s number',
    (machine) => machine.run(createCustomer, { name: 'Rakennus Oy', phones: ['09 1'] }).id,
    (machine, id, whose) => {
      machine.run(editCustomer, { id, values: { phones: [] } });
      if (whose === 'first') machine.run(editCustomer, { id, values: { phones: ['09 1'] } });
    },
    'phones.09 1',
  ],
  [
    'the state of a step',
    makeRun,
    (machine, id, whose) =>
      machine.run(setStep, {
        runId: id,
        stepId: 's1',
        values: { state: whose === 'first' ? 'done' : 'failed' },
      }),
    'steps.s1.state',
  ],
  [
    'the outcome of an onboarding',
    makeRun,
    (machine, id, whose) =>
      machine.run(finishRun, { id, outcome: whose === 'first' ? 'succeeded' : 'failed' }),
    'outcome',
  ],
  [
    'the steps of a checklist',
    (machine) => machine.run(saveTemplate, { name: both('Alku'), steps: [step] }).id,
    (machine, id, whose) =>
      machine.run(saveTemplate, { id, name: both('Alku'), steps: [{ ...step, title: both(whose) }] }),
    'steps',
  ],
];

describe('taking the other value', () => {
  it.each(cases)('%s', async (_what, make, edit, path) => {
    const { a, b } = prepare();
    const id = make(a);
    b.pull(a);
    a.time += 60_000;
    b.time = a.time + 60_000;
    edit(a, id, 'first');
    edit(b, id, 'second');
    a.pull(b);
    a.time = b.time + 60_000;
    const conflict = conflictsOf(a.events.filter(({ about }) => about === id)).findLast(
      (each) => each.path === path,
    );
    expect(conflict).toMatchObject({ state: 'open' });
    const take = conflict && takeValue(a.get(id), path, conflict.lost.change.to);
    const run = ((command: Command<never, unknown>, args: never) =>
      Promise.resolve(a.run(command, args))) as unknown as RunCommand;
    await take?.(run);
    const after = conflictsOf(a.events.filter(({ about }) => about === id)).find(
      ({ id: same }) => same === conflict?.id,
    );
    expect(after).toMatchObject({ state: 'taken' });
  });

  it('offers nothing for fields that no command writes', () => {
    const { a } = prepare();
    const { id } = a.run(createContact, { name: 'Maija' });
    expect(takeValue(a.get(id), 'colourOfNewerVersion', 'x')).toBeNull();
    expect(takeValue({ ...a.get(id), type: 'device' }, 'prefix', 'x')).toBeNull();
  });
});
