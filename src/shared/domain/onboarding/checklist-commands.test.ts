import { describe, expect, it } from 'vitest';
import { createTestMachine } from '../record/testing';
import { createCustomer } from '../customers/customer-commands';
import type { Run } from './checklist';
import { runProgress, stepResult } from './checklist';
import { finishRun, saveTemplate, setStep, startRun } from './checklist-commands';

const text = (word: string) => ({ fi: word, en: word });
const step = (id: string, required = true) => ({
  id,
  section: text('s'),
  title: text(id),
  guide: text(''),
  required,
  asks: null,
});

function machineWithRun() {
  const machine = createTestMachine('maija', 'AA');
  const template = machine.run(saveTemplate, {
    name: text('Asennus'),
    steps: [step('a'), step('b'), step('c', false)],
  });
  const customer = machine.run(createCustomer, { name: 'Rakennus Oy' });
  const run = machine.run(startRun, { templateId: template.id, customerId: customer.id });
  return { machine, templateId: template.id, runId: run.id };
}

describe('checklist runs', () => {
  it('keep the steps they started with when the template changes', () => {
    const { machine, templateId, runId } = machineWithRun();
    machine.run(saveTemplate, { id: templateId, name: text('Asennus'), steps: [step('z')] });
    expect(machine.get<Run>(runId).definition.map(({ id }) => id)).toEqual(['a', 'b', 'c']);
    expect(machine.get(templateId)['version']).toBe(2);
  });

  it('count what is settled, blocked, failed and still required', () => {
    const { machine, runId } = machineWithRun();
    machine.run(setStep, { runId, stepId: 'a', values: { state: 'done' } });
    machine.run(setStep, { runId, stepId: 'c', values: { state: 'blocked', reason: 'palomuuri' } });
    expect(runProgress(machine.get<Run>(runId))).toEqual({
      total: 3,
      settled: 1,
      blocked: 1,
      failed: 0,
      requiredLeft: 1,
    });
  });

  it('merge step by step and field by field when two people work offline', () => {
    const { machine: a, runId } = machineWithRun();
    const b = createTestMachine('liisa', 'BB');
    b.pull(a);
    a.run(setStep, { runId, stepId: 'a', values: { state: 'done' } });
    b.time += 1_000;
    b.run(setStep, { runId, stepId: 'a', values: { note: 'versio 4.2' } });
    b.run(setStep, { runId, stepId: 'b', values: { state: 'failed', reason: 'ei aukea' } });
    a.pull(b);
    b.pull(a);
    expect(a.get(runId)).toEqual(b.get(runId));
    expect(stepResult(a.get<Run>(runId), 'a')).toMatchObject({ state: 'done', note: 'versio 4.2' });
    expect(stepResult(a.get<Run>(runId), 'b')).toMatchObject({ state: 'failed', by: 'liisa' });
  });

  it('know no steps but their own', () => {
    const { machine, runId } = machineWithRun();
    expect(() => machine.run(setStep, { runId, stepId: 'constructor', values: { state: 'done' } })).toThrow(
      'no step',
    );
    expect(stepResult(machine.get<Run>(runId), 'constructor').state).toBe('notStarted');
  });

  it('can be finished and opened again', () => {
    const { machine, runId } = machineWithRun();
    machine.run(finishRun, { id: runId, outcome: 'succeeded', customerConfirmation: 'Toimii hyvin' });
    expect(machine.get<Run>(runId)).toMatchObject({
      outcome: 'succeeded',
      customerConfirmation: 'Toimii hyvin',
    });
    machine.run(finishRun, { id: runId, outcome: '' });
    expect(machine.get<Run>(runId)).toMatchObject({ outcome: '', finishedAt: '' });
  });
});
