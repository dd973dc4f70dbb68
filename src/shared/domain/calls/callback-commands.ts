import { z } from 'zod';
import { defineCommand, required } from '../record/command';
import { idOf, idOrEmpty, moment, shortText, userName } from '../record/fields';
import type { WriteContext, WritePlan } from '../record/write';
import { newEvent, newHeader, planChange, withEventId } from '../record/write';
import type { Callback } from './call';

const callbackValues = z.object({
  dueAt: moment,
  owner: userName,
  group: idOrEmpty('group'),
  phone: shortText,
  callerName: shortText,
  contactId: idOrEmpty('contact'),
  customerId: idOrEmpty('customer'),
  topic: shortText,
  runId: idOrEmpty('run'),
});

const newCallback = callbackValues.partial().extend({
  dueAt: moment,
  callId: idOrEmpty('call').optional(),
  ticketIds: z.array(idOf('ticket')).optional(),
});

export const planCallback = defineCommand({
  name: 'planCallback',
  args: newCallback,
  plan(fields, context) {
    const { id, ...plan } = planNewCallback(fields, context);
    return { ...plan, result: { id } };
  },
});

export const editCallback = defineCommand({
  name: 'editCallback',
  args: z.object({
    id: idOf('callback'),
    values: callbackValues
      .extend({ status: z.enum(['open', 'done', 'cancelled']), archived: z.boolean() })
      .partial(),
  }),
  plan({ id, values }, context) {
    return withEventId(planChange(required<Callback>(context, id), values, context));
  },
});

/** A new callback, told on itself and on the call and tickets it was promised for. */
export function planNewCallback(
  { callId = '', ticketIds = [], ...fields }: z.output<typeof newCallback>,
  context: WriteContext,
): WritePlan & { id: string } {
  const callback = newHeader<Callback>(
    'callback',
    context.newId(),
    {
      ...{
        owner: '',
        group: '',
        phone: '',
        callerName: '',
        contactId: '',
        customerId: '',
        topic: '',
        runId: '',
      },
      ...fields,
      callId,
      ticketIds,
      status: 'open',
      attempts: {},
    },
    context,
  );
  const stamp = context.stamp();
  const data = { callbackId: callback._id, dueAt: fields.dueAt };
  const told = [callId, ...ticketIds].filter((id) => id !== '');
  const events = [
    newEvent('created', callback, {}, stamp, context),
    ...told.map((id) => newEvent('callbackPlanned', id, { data }, stamp, context)),
  ];
  return { id: callback._id, headers: [callback], events };
}
