import { z } from 'zod';
import { CommandError, defineCommand, required } from '../record/command';
import { idOf, idOrEmpty, longText, momentOrEmpty, shortText, userName } from '../record/fields';
import { newEvent, newHeader, planChange } from '../record/write';
import { localizedText } from '../team/team';
import { runOutcomes, stepDefinition, stepStates } from './checklist';
import type { Run, Template } from './checklist';

export const saveTemplate = defineCommand({
  name: 'saveTemplate',
  args: z.object({
    /** Empty for a new template. */
    id: idOrEmpty('template').default(''),
    name: localizedText,
    steps: z.array(stepDefinition).min(1).max(500),
    archived: z.boolean().optional(),
  }),
  plan({ id, name, steps, archived }, context) {
    if (new Set(steps.map((step) => step.id)).size !== steps.length) {
      throw new CommandError('invalid', 'two steps have the same id');
    }
    if (id) {
      const template = required<Template>(context, id);
      const { events, headers } = planChange(
        template,
        { name, steps, version: template.version + 1, archived },
        context,
      );
      return { events, headers, result: { id } };
    }
    const template = newHeader<Template>('template', context.newId(), { name, steps, version: 1 }, context);
    return {
      headers: [template],
      events: [newEvent('created', template, {}, context.stamp(), context)],
      result: { id: template._id },
    };
  },
});

const runValues = z.object({
  contactId: idOrEmpty('contact'),
  owner: userName,
  dueAt: momentOrEmpty,
  nextCallAt: momentOrEmpty,
  credentialsSentAt: momentOrEmpty,
  notes: longText,
});

export const startRun = defineCommand({
  name: 'startRun',
  args: runValues.partial().extend({ templateId: idOf('template'), customerId: idOf('customer') }),
  plan({ templateId, customerId, ...values }, context) {
    const template = required<Template>(context, templateId);
    const run = newHeader<Run>(
      'run',
      context.newId(),
      {
        contactId: '',
        owner: context.author,
        dueAt: '',
        nextCallAt: '',
        credentialsSentAt: '',
        notes: '',
        ...values,
        templateId,
        title: template.name,
        definition: template.steps,
        customerId,
        steps: {},
        outcome: '',
        finishedAt: '',
        customerConfirmation: '',
      },
      context,
    );
    return {
      headers: [run],
      events: [newEvent('created', run, {}, context.stamp(), context)],
      result: { id: run._id },
    };
  },
});

export const editRun = defineCommand({
  name: 'editRun',
  args: z.object({ id: idOf('run'), values: runValues.extend({ archived: z.boolean() }).partial() }),
  plan({ id, values }, context) {
    const { events, headers } = planChange(required<Run>(context, id), values, context);
    return { events, headers, result: null };
  },
});

/** Judges a step, or writes its note or value. Each field of a step is a register of its own. */
export const setStep = defineCommand({
  name: 'setStep',
  args: z.object({
    runId: idOf('run'),
    stepId: z.string().regex(/^[A-Za-z0-9_-]{1,40}$/),
    values: z
      .object({
        state: z.enum(stepStates),
        reason: longText,
        waitingOn: shortText,
        ticketId: idOrEmpty('ticket'),
        note: longText,
        value: longText,
      })
      .partial(),
  }),
  plan({ runId, stepId, values }, context) {
    const run = required<Run>(context, runId);
    if (!run.definition.some((step) => step.id === stepId))
      throw new CommandError('notFound', `no step ${stepId}`);
    const registers = Object.fromEntries(
      Object.entries({ ...values, by: context.author, at: context.now }).map(([field, value]) => [
        `steps.${stepId}.${field}`,
        value,
      ]),
    );
    const { events, headers } = planChange(run, registers, context, {
      kind: 'stepChanged',
      data: { stepId },
    });
    return { events, headers, result: null };
  },
});

export const finishRun = defineCommand({
  name: 'finishRun',
  args: z.object({
    id: idOf('run'),
    /** Empty opens the run again. */
    outcome: z.union([z.literal(''), z.enum(runOutcomes)]),
    customerConfirmation: longText.optional(),
  }),
  plan({ id, outcome, customerConfirmation }, context) {
    const run = required<Run>(context, id);
    const finishedAt = outcome === '' ? '' : context.now;
    const { events, headers } = planChange(run, { outcome, finishedAt, customerConfirmation }, context, {
      kind: 'runFinished',
    });
    return { events, headers, result: null };
  },
});
