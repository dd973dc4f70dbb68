import { z } from 'zod';
import { CommandError, defineCommand, required } from '../record/command';
import type { CommandContext } from '../record/command';
import type { HeaderDocument, TeamDocument } from '../record/documents';
import { eraseDocument, isErased } from '../record/erased';
import { idOf, longText, shortText } from '../record/fields';
import type { WritePlan } from '../record/write';
import { changeHeader, joinPlans, newEvent } from '../record/write';
import type { Ticket } from '../tickets/ticket';

/** More would be no person's. */
const MOST = 20_000;

/**
 * Erases a person: their contact, their calls and callbacks, events, and the texts of tickets that are written anew.
 * Whoever runs it has looked for these (`data/queries/person-traces.ts`) and chosen the texts. It may be run again, for what
 * colleagues wrote before they knew. What this machine does not have, or has erased already, is left as it is.
 */
export const erasePerson = defineCommand({
  name: 'erasePerson',
  args: z.object({
    contactId: idOf('contact'),
    records: z.array(z.union([idOf('call'), idOf('callback')])).max(MOST),
    events: z.array(idOf('event')).max(MOST),
    tickets: z
      .array(
        z.object({
          id: idOf('ticket'),
          subject: shortText.min(1).optional(),
          description: longText.optional(),
        }),
      )
      .max(MOST)
      .default([]),
    /** Only what was written about one who is erased already; a lead's machine does that by itself. */
    late: z.boolean().default(false),
  }),
  plan({ contactId, records, events, tickets, late }, context) {
    const contact = required<HeaderDocument>(context, contactId);
    if (late && !isErased(contact)) throw new CommandError('notAllowed', 'nobody has erased this person');
    const found = [...new Set([...records, ...events])].map((id) => context.read<HeaderDocument>(id));
    const erased = [contact, ...found]
      .filter((doc): doc is HeaderDocument => doc !== undefined && !isErased(doc))
      .map((doc): TeamDocument => eraseDocument(doc));
    const plans = tickets.map(({ id, ...values }) => planTexts(id, values, context));
    const { headers, events: told } = joinPlans(...plans);
    if (erased.length + headers.length === 0) return { headers, events: told, result: { erased: 0 } };
    const data = {
      records: erased.map(({ _id }) => _id),
      tickets: headers.map(({ _id }) => _id),
      ...(late ? { late } : {}),
    };
    const event = newEvent('personErased', contactId, { data }, context.stamp(contact), context);
    return { headers, events: [...told, event], erased, result: { erased: erased.length } };
  },
});

/** A ticket's texts written anew. Its history tells that, but not what was there: so nothing takes it back either. */
function planTexts(
  id: string,
  values: { subject?: string | undefined; description?: string | undefined },
  context: CommandContext,
): WritePlan {
  const ticket = context.read<Ticket>(id);
  if (!ticket) return { headers: [], events: [] };
  const stamp = context.stamp(ticket);
  const { header, changes } = changeHeader(ticket, values, stamp);
  if (changes.length === 0) return { headers: [], events: [] };
  const silent = changes.map((change) => ({ ...change, from: null }));
  return { headers: [header], events: [newEvent('changed', ticket, { changes: silent }, stamp, context)] };
}
