import { z } from 'zod';
import { CommandError, defineCommand, required } from '../record/command';
import type { CommandContext } from '../record/command';
import { idOf, idOrEmpty, longText, moment, momentOrEmpty, shortText, userName } from '../record/fields';
import type { RegisterValues, WritePlan } from '../record/write';
import { changeHeader, joinPlans, newEvent, newHeader, planChange } from '../record/write';
import type { Ticket } from '../tickets/ticket';
import type { Call, Callback } from './call';
import { planNewCallback } from './callback-commands';

const party = {
  phone: shortText.default(''),
  callerName: shortText.default(''),
  contactId: idOrEmpty('contact').default(''),
  customerId: idOrEmpty('customer').default(''),
};

export const startCall = defineCommand({
  name: 'startCall',
  args: z.object({
    /**
     * Chosen by the caller when notes are taken before the call is stored, or after a crash is stored again.
     * A call that is there already stays as it is.
     */
    id: idOf('call').optional(),
    direction: z.enum(['in', 'out']),
    ...party,
    callbackId: idOrEmpty('callback').default(''),
    runId: idOrEmpty('run').default(''),
    /** For a call logged afterwards. */
    startedAt: moment.optional(),
    ticketIds: z.array(idOf('ticket')).default([]),
  }),
  plan({ id, startedAt, ...fields }, context) {
    if (id && context.read(id)) return { headers: [], events: [], result: { id } };
    const call = newHeader<Call>(
      'call',
      id ? id.slice('call:'.length) : context.newId(),
      {
        ...fields,
        status: 'live',
        agent: context.author,
        device: context.device,
        startedAt: startedAt ?? context.now,
        endedAt: '',
        holds: {},
        notes: '',
        reason: '',
        outcome: '',
        reached: null,
        sourceId: '',
      },
      context,
    );
    const event = newEvent('callStarted', call, { occurredAt: call.startedAt }, context.stamp(), context);
    return { headers: [call], events: [event], result: { id: call._id } };
  },
});

/**
 * Keeps notes while they are being typed. Tells no event: the notes are one person's, and after wrap-up
 * they are edited with {@link editCall}, which does.
 */
export const keepCallNotes = defineCommand({
  name: 'keepCallNotes',
  args: z.object({ id: idOf('call'), notes: longText }),
  plan({ id, notes }, context) {
    const call = required<Call>(context, id);
    if (call.status === 'done' || call.agent !== context.author)
      return planWithResult(planChange(call, { notes }, context));
    const { header } = changeHeader(call, { notes }, context.stamp(call));
    return { headers: header === call ? [] : [header], events: [], result: null };
  },
});

export const editCall = defineCommand({
  name: 'editCall',
  args: z.object({
    id: idOf('call'),
    values: z
      .object({
        direction: z.enum(['in', 'out']),
        phone: shortText,
        callerName: shortText,
        contactId: idOrEmpty('contact'),
        customerId: idOrEmpty('customer'),
        notes: longText,
        reason: shortText,
        outcome: shortText,
        reached: z.boolean().nullable(),
        startedAt: moment,
        endedAt: momentOrEmpty,
        runId: idOrEmpty('run'),
        archived: z.boolean(),
      })
      .partial(),
  }),
  plan({ id, values }, context) {
    return planWithResult(planChange(required<Call>(context, id), values, context));
  },
});

export const holdCall = defineCommand({
  name: 'holdCall',
  args: z.object({ id: idOf('call'), held: z.boolean() }),
  plan({ id, held }, context) {
    const call = required<Call>(context, id);
    if (held) {
      if (call.status !== 'live') return { headers: [], events: [], result: null };
      const entry = context.newId();
      return planWithResult(
        planChange(call, { status: 'held', [`holds.${entry}.from`]: context.now }, context),
      );
    }
    if (call.status !== 'held') return { headers: [], events: [], result: null };
    return planWithResult(planChange(call, { status: 'live', ...endOpenHolds(call, context.now) }, context));
  },
});

/** The talking is over; the wrap-up is owed. */
export const endCall = defineCommand({
  name: 'endCall',
  args: z.object({ id: idOf('call'), endedAt: moment.optional() }),
  plan({ id, endedAt }, context) {
    const call = required<Call>(context, id);
    if (call.status === 'done' || call.status === 'wrapUp') return { headers: [], events: [], result: null };
    const end = endedAt ?? context.now;
    return planWithResult(
      planChange(call, { status: 'wrapUp', endedAt: end, ...endOpenHolds(call, end) }, context),
    );
  },
});

/**
 * Finishes a call. When it reached the customer it answers its tickets and closes its callback;
 * a callback not reached stays open with one attempt more.
 */
export const wrapUpCall = defineCommand({
  name: 'wrapUpCall',
  args: z.object({
    id: idOf('call'),
    reason: shortText.min(1),
    outcome: shortText.min(1),
    reached: z.boolean(),
    notes: longText.optional(),
    endedAt: moment.optional(),
    /** A callback promised on the call. */
    callback: z
      .object({
        dueAt: moment,
        owner: userName.default(''),
        group: idOrEmpty('group').default(''),
        topic: shortText.default(''),
      })
      .optional(),
  }),
  plan({ id, callback, endedAt, ...values }, context) {
    const call = required<Call>(context, id);
    if (call.status === 'done') throw new CommandError('notAllowed', 'the call is wrapped up already');
    const end = call.endedAt || (endedAt ?? context.now);
    const done: RegisterValues = { ...values, status: 'done', endedAt: end, ...endOpenHolds(call, end) };
    const wrapped = planChange(call, done, context, { kind: 'callLogged', occurredAt: end, data: {} });
    const plans: WritePlan[] = [wrapped];
    for (const ticketId of wrapped.header.ticketIds)
      plans.push(planContact(ticketId, wrapped.header, context));
    if (call.callbackId) plans.push(planAttempt(call.callbackId, wrapped.header, context));
    let callbackId = '';
    if (callback) {
      const planned = planNewCallback(
        { ...partyOf(wrapped.header), ...callback, callId: id, ticketIds: wrapped.header.ticketIds },
        context,
      );
      callbackId = planned.id;
      plans.push(planned);
    }
    return { ...joinPlans(...plans), result: { callbackId } };
  },
});

function partyOf(call: Call) {
  return {
    phone: call.phone,
    callerName: call.callerName,
    contactId: call.contactId,
    customerId: call.customerId,
    runId: call.runId,
  };
}

/** A logged call that reached the customer is contact, and the first one is the first response. */
function planContact(ticketId: string, call: Call, context: CommandContext): WritePlan {
  const ticket = context.read<Ticket>(ticketId);
  if (!ticket) return { headers: [], events: [] };
  const values: RegisterValues = { lastActivityAt: context.now };
  if (call.reached) {
    values['lastContactAt'] = call.endedAt;
    values['firstRespondedAt'] = call.startedAt > ticket.createdAt ? call.startedAt : call.endedAt;
  }
  const stamp = context.stamp(ticket);
  const { header } = changeHeader(ticket, values, stamp);
  const data = { callId: call._id, reached: call.reached, reason: call.reason, outcome: call.outcome };
  return {
    headers: [header],
    events: [newEvent('callLogged', ticket, { data, occurredAt: call.endedAt }, stamp, context)],
  };
}

function planAttempt(callbackId: string, call: Call, context: CommandContext): WritePlan {
  const callback = context.read<Callback>(callbackId);
  if (!callback) return { headers: [], events: [] };
  const entry = `attempts.${call._id.slice('call:'.length)}`;
  const values: RegisterValues = {
    [`${entry}.at`]: call.startedAt,
    [`${entry}.by`]: call.agent,
    [`${entry}.reached`]: call.reached,
    ...(call.reached ? { status: 'done' } : {}),
  };
  return planChange(callback, values, context, { kind: 'callbackAttempt', data: { callId: call._id } });
}

function endOpenHolds(call: Call, at: string): RegisterValues {
  const open = Object.entries(call.holds).filter(([, hold]) => hold.from && !hold.to);
  return Object.fromEntries(open.map(([entry]) => [`holds.${entry}.to`, at]));
}

function planWithResult(plan: WritePlan): WritePlan & { result: null } {
  return { events: plan.events, headers: plan.headers, result: null };
}
