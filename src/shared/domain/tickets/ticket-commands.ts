import { z } from 'zod';
import { CommandError, defineCommand, required } from '../record/command';
import type { CommandContext } from '../record/command';
import { idOf, idOrEmpty, longText, moment, shortText, userName } from '../record/fields';
import type { RegisterValues, WritePlan } from '../record/write';
import { changeHeader, joinPlans, newEvent, newHeader, planChange, withEventId } from '../record/write';
import type { Call } from '../calls/call';
import type { Pipeline } from '../team/team';
import type { Ticket } from './ticket';
import { initialState, stateOf } from './pipeline';

const tag = z.string().min(1).max(100);

export const createTicket = defineCommand({
  name: 'createTicket',
  args: z.object({
    ticketType: shortText.min(1),
    subject: shortText.min(1),
    description: longText.default(''),
    priority: shortText.default('medium'),
    assignee: userName.default(''),
    group: idOrEmpty('group').default(''),
    customerId: idOrEmpty('customer').default(''),
    contactId: idOrEmpty('contact').default(''),
    channel: shortText.default('inHouse'),
    tags: z.array(tag).default([]),
    /** Call it came up on: linked both ways, and counts as contact. */
    callId: idOrEmpty('call').default(''),
  }),
  plan({ callId, tags, ...fields }, context) {
    const pipeline = context.read<Pipeline>(`pipeline:${fields.ticketType}`);
    const ticket = newHeader<Ticket>(
      'ticket',
      context.newId(),
      {
        ...fields,
        number: context.nextTicketNumber(),
        status: initialState(pipeline).id,
        tags: [...new Set(tags)],
        firstRespondedAt: null,
        lastContactAt: callId ? context.now : null,
        lastActivityAt: context.now,
        resolvedAt: '',
        sourceId: '',
      },
      context,
    );
    const created: WritePlan = {
      headers: [ticket],
      events: [newEvent('created', ticket, {}, context.stamp(), context)],
    };
    const link = callId ? planLink(callId, ticket, true, context) : { headers: [], events: [] };
    return { ...joinPlans(created, link), result: { id: ticket._id, number: ticket.number } };
  },
});

const editable = z
  .object({
    subject: shortText.min(1),
    description: longText,
    priority: shortText.min(1),
    ticketType: shortText.min(1),
    assignee: userName,
    group: idOrEmpty('group'),
    customerId: idOrEmpty('customer'),
    contactId: idOrEmpty('contact'),
    channel: shortText,
    archived: z.boolean(),
  })
  .partial();

export const editTicket = defineCommand({
  name: 'editTicket',
  args: z.object({ id: idOf('ticket'), values: editable }),
  plan({ id, values }, context) {
    const ticket = required<Ticket>(context, id);
    const changed: RegisterValues = { ...values };
    if (values.ticketType && values.ticketType !== ticket.ticketType) {
      // Another pipeline may not know the state: the ticket starts over in the new one, which its history tells.
      const pipeline = context.read<Pipeline>(`pipeline:${values.ticketType}`);
      if (!stateOf(pipeline, ticket.status)) changed['status'] = initialState(pipeline).id;
    }
    return withEventId(planChange(ticket, touched(changed, context.now), context));
  },
});

export const moveTicket = defineCommand({
  name: 'moveTicket',
  args: z.object({ id: idOf('ticket'), status: shortText.min(1) }),
  plan({ id, status }, context) {
    const ticket = required<Ticket>(context, id);
    const pipeline = context.read<Pipeline>(`pipeline:${ticket.ticketType}`);
    const from = stateOf(pipeline, ticket.status);
    const to = stateOf(pipeline, status);
    if (!to || (from && from.moves.length > 0 && !from.moves.includes(status))) {
      throw new CommandError('notAllowed', `no move from ${ticket.status} to ${status}`);
    }
    const settled = to.category === 'resolved' || to.category === 'closed';
    const wasSettled = from?.category === 'resolved' || from?.category === 'closed';
    const resolvedAt = settled ? (wasSettled ? undefined : context.now) : '';
    return withEventId(planChange(ticket, touched({ status, resolvedAt }, context.now), context));
  },
});

export const tagTicket = defineCommand({
  name: 'tagTicket',
  args: z.object({ id: idOf('ticket'), add: z.array(tag).default([]), remove: z.array(tag).default([]) }),
  plan({ id, add, remove }, context) {
    const ticket = required<Ticket>(context, id);
    const values = Object.fromEntries([
      ...add.map((name) => [`tags.${name}`, true] as const),
      ...remove.map((name) => [`tags.${name}`, false] as const),
    ]);
    return { ...planChange(ticket, touched(values, context.now), context), result: null };
  },
});

/** Kinds of entries people write into a ticket. A reply answers the customer; the others do not. */
export const addEntry = defineCommand({
  name: 'addEntry',
  args: z.object({
    ticketId: idOf('ticket'),
    kind: z.enum(['note', 'reply', 'customerMessage']),
    body: longText.min(1),
    occurredAt: moment.optional(),
    /** How a reply went out: only recorded, copied, or opened in the mail client. */
    data: z.record(z.string(), z.unknown()).optional(),
  }),
  plan({ ticketId, kind, body, occurredAt, data }, context) {
    const ticket = required<Ticket>(context, ticketId);
    const when = occurredAt ?? context.now;
    const values: RegisterValues = { lastActivityAt: context.now };
    if (kind !== 'note') values['lastContactAt'] = when;
    if (kind === 'reply') values['firstRespondedAt'] = when;
    const stamp = context.stamp(ticket);
    const { header } = changeHeader(ticket, values, stamp);
    const event = newEvent(
      kind,
      ticket,
      { body, occurredAt: when, ...(data ? { data } : {}) },
      stamp,
      context,
    );
    return { headers: [header], events: [event], result: { id: event._id } };
  },
});

/** Links a call to a ticket or takes the link away. */
export const linkCallToTicket = defineCommand({
  name: 'linkCallToTicket',
  args: z.object({ callId: idOf('call'), ticketId: idOf('ticket'), linked: z.boolean() }),
  plan({ callId, ticketId, linked }, context) {
    return { ...planLink(callId, required<Ticket>(context, ticketId), linked, context), result: null };
  },
});

function planLink(callId: string, ticket: Ticket, linked: boolean, context: CommandContext): WritePlan {
  const call = required<Call>(context, callId);
  const onCall = planChange(call, { [`ticketIds.${ticket._id}`]: linked }, context);
  if (onCall.events.length === 0) return { headers: [], events: [] };
  const told = newEvent('callLinked', ticket, { data: { callId, linked } }, context.stamp(ticket), context);
  return joinPlans(onCall, { headers: [], events: [told] });
}

function touched(values: RegisterValues, now: string): RegisterValues {
  return { ...values, lastActivityAt: now };
}
