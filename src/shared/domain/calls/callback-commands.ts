import { z } from 'zod';
import { defineCommand, required } from '../record/command';
import { idOf, idOrEmpty, moment, shortText, userName } from '../record/fields';
import type { WriteContext, WritePlan } from '../record/write';
import { newEvent, newHeader, planChange } from '../record/write';
import type { Callback } from './call';

const callbackFields = z.object({
  dueAt: moment,
  owner: userName.default(''),
  group: idOrEmpty('group').default(''),
  phone: shortText.default(''),
  callerName: shortText.default(''),
  contactId: idOrEmpty('contact').default(''),
  customerId: idOrEmpty('customer').default(''),
  topic: shortText.default(''),
  callId: idOrEmpty('call').default(''),
  ticketIds: z.array(idOf('ticket')).default([]),
  runId: idOrEmpty('run').default(''),
});

export const planCallback = defineCommand({
  name: 'planCallback',
  args: callbackFields,
  plan(fields, context) {
    const { id, ...plan } = planNewCallback(fields, context);
    return { ...plan, result: { id } };
  },
});

export const editCallback = defineCommand({
  name: 'editCallback',
  args: z.object({
    id: idOf('callback'),
    values: callbackFields
      .omit({ callId: true, ticketIds: true })
      .extend({ status: z.enum(['open', 'done', 'cancelled']), archived: z.boolean() })
      .partial(),
  }),
  plan({ id, values }, context) {
    const { events, headers } = planChange(required<Callback>(context, id), withoutDefaults(values), context);
    return { events, headers, result: null };
  },
});

export function planNewCallback(
  fields: z.output<typeof callbackFields>,
  context: WriteContext,
): WritePlan & { id: string } {
  const callback = newHeader<Callback>(
    'callback',
    context.newId(),
    { ...fields, status: 'open', attempts: {} },
    context,
  );
  const stamp = context.stamp();
  const events = [newEvent('created', callback, {}, stamp, context)];
  const about = [fields.callId, ...fields.ticketIds].filter((id) => id !== '');
  const data = { callbackId: callback._id, dueAt: fields.dueAt };
  events.push(...about.map((id) => newEvent('callbackPlanned', id, { data }, stamp, context)));
  return { id: callback._id, headers: [callback], events };
}

/** Drops the keys that were not given. */
function withoutDefaults<T extends Record<string, unknown>>(values: T): Record<string, unknown> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
}
