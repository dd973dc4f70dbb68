import { z } from 'zod';
import type { Prefill } from '@renderer/ui/app-actions';

const formSchema = z.object({
  ticketType: z.string(),
  subject: z.string(),
  description: z.string(),
  priority: z.string(),
  channel: z.string(),
  customerId: z.string(),
  contactId: z.string(),
  group: z.string(),
  assignee: z.string(),
  tags: z.array(z.string()),
});

/** A ticket being made, before it has a number. */
export type NewTicketForm = z.infer<typeof formSchema>;

/** What the form starts with: where it was opened from says who and what. */
export function initialForm(prefill: Prefill, user: string): NewTicketForm {
  const fromCall = Boolean(prefill.callId);
  return {
    ticketType: 'incident',
    subject: prefill.subject ?? '',
    description: prefill.description ?? '',
    priority: prefill.priority ?? 'medium',
    channel: fromCall ? 'phone' : 'inHouse',
    customerId: prefill.customerId ?? '',
    contactId: prefill.contactId ?? '',
    group: '',
    // Who is on the phone with the customer usually goes on with it.
    assignee: fromCall ? user : '',
    tags: [],
  };
}

/** Where an unfinished form is kept: one for each place that knows something of it. */
export function formDraftKey({ callId, customerId, contactId, runId }: Prefill): string {
  return `new-ticket/${callId ?? contactId ?? customerId ?? runId ?? ''}`;
}

/** Reads a kept form; null for none and for one that cannot be read. */
export function readForm(text: string): NewTicketForm | null {
  try {
    return formSchema.parse(JSON.parse(text));
  } catch {
    return null;
  }
}
