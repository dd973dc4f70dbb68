import type { Contact, Customer } from '@shared/domain/customers/customer';
import { newHeader } from '@shared/domain/record/write';
import type { OwnFields } from '@shared/domain/record/write';
import type { Ticket } from '@shared/domain/tickets/ticket';
import { stableId } from '@shared/lib/stable-id';

interface Origin {
  /** `<profile>:<kind>:<id there>` */
  sourceId: string;
  /** ISO 8601. */
  createdAt: string;
  author: string;
}

const LONGEST_SUBJECT = 1_000;

/** A ticket as it came to be, with what every ticket has. */
export function importedTicket(
  origin: Origin,
  fields: Partial<OwnFields<Ticket>> & { number: string; subject: string },
): Ticket {
  const ticket = newHeader<Ticket>(
    'ticket',
    stableId(origin.sourceId),
    {
      ticketType: 'incident',
      description: '',
      status: 'new',
      priority: 'medium',
      assignee: '',
      group: '',
      customerId: '',
      contactId: '',
      channel: 'import',
      tags: [],
      firstRespondedAt: null,
      lastContactAt: null,
      lastActivityAt: origin.createdAt,
      resolvedAt: '',
      ...fields,
      subject: fields.subject.slice(0, LONGEST_SUBJECT),
      sourceId: origin.sourceId,
    },
    { now: origin.createdAt, author: origin.author },
  );
  return { ...ticket, imported: true };
}

export function importedCustomer(
  origin: Origin,
  fields: Partial<OwnFields<Customer>> & { name: string },
): Customer {
  const customer = newHeader<Customer>(
    'customer',
    stableId(origin.sourceId),
    {
      businessId: '',
      phones: [],
      domains: [],
      environment: '',
      contract: '',
      tags: [],
      ...fields,
      sourceId: origin.sourceId,
    },
    { now: origin.createdAt, author: origin.author },
  );
  return { ...customer, imported: true };
}

export function importedContact(
  origin: Origin,
  fields: Partial<OwnFields<Contact>> & { name: string },
): Contact {
  const contact = newHeader<Contact>(
    'contact',
    stableId(origin.sourceId),
    {
      title: '',
      customerIds: [],
      phones: [],
      emails: [],
      language: '',
      notes: '',
      ...fields,
      sourceId: origin.sourceId,
    },
    { now: origin.createdAt, author: origin.author },
  );
  return { ...contact, imported: true };
}
