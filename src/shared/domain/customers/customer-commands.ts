import { z } from 'zod';
import { defineCommand, required } from '../record/command';
import { idOf, longText, shortText } from '../record/fields';
import type { RegisterValues } from '../record/write';
import { newEvent, newHeader, planChange, withEventId } from '../record/write';
import type { Contact, Customer } from './customer';

const texts = z.array(shortText.min(1)).max(200);

const customerValues = z.object({
  name: shortText.min(1),
  businessId: shortText,
  phones: texts,
  domains: texts,
  environment: longText,
  contract: longText,
  tags: texts,
  archived: z.boolean(),
});

const contactValues = z.object({
  name: shortText.min(1),
  title: shortText,
  customerIds: z.array(idOf('customer')),
  phones: texts,
  emails: texts,
  language: shortText,
  notes: longText,
  archived: z.boolean(),
});

export const createCustomer = defineCommand({
  name: 'createCustomer',
  args: customerValues
    .omit({ archived: true })
    .partial()
    .extend({ name: shortText.min(1) }),
  plan(values, context) {
    const customer = newHeader<Customer>(
      'customer',
      context.newId(),
      {
        businessId: '',
        phones: [],
        domains: [],
        environment: '',
        contract: '',
        tags: [],
        sourceId: '',
        ...values,
      },
      context,
    );
    return {
      headers: [customer],
      events: [newEvent('created', customer, {}, context.stamp(), context)],
      result: { id: customer._id },
    };
  },
});

export const editCustomer = defineCommand({
  name: 'editCustomer',
  args: z.object({ id: idOf('customer'), values: customerValues.partial() }),
  plan({ id, values: { phones, domains, tags, ...values } }, context) {
    const customer = required<Customer>(context, id);
    const sets = {
      ...setRegisters('phones', customer.phones, phones),
      ...setRegisters('domains', customer.domains, domains),
      ...setRegisters('tags', customer.tags, tags),
    };
    return withEventId(planChange(customer, { ...values, ...sets }, context));
  },
});

export const createContact = defineCommand({
  name: 'createContact',
  args: contactValues
    .omit({ archived: true })
    .partial()
    .extend({ name: shortText.min(1) }),
  plan(values, context) {
    const contact = newHeader<Contact>(
      'contact',
      context.newId(),
      {
        title: '',
        customerIds: [],
        phones: [],
        emails: [],
        language: '',
        notes: '',
        sourceId: '',
        ...values,
      },
      context,
    );
    return {
      headers: [contact],
      events: [newEvent('created', contact, {}, context.stamp(), context)],
      result: { id: contact._id },
    };
  },
});

export const editContact = defineCommand({
  name: 'editContact',
  args: z.object({ id: idOf('contact'), values: contactValues.partial() }),
  plan({ id, values: { phones, emails, customerIds, ...values } }, context) {
    const contact = required<Contact>(context, id);
    const sets = {
      ...setRegisters('phones', contact.phones, phones),
      ...setRegisters('emails', contact.emails, emails),
      ...setRegisters('customerIds', contact.customerIds, customerIds),
    };
    return withEventId(planChange(contact, { ...values, ...sets }, context));
  },
});

/** The registers that turn the set `before` into `after`; none when `after` is not given. */
function setRegisters(
  field: string,
  before: readonly string[],
  after: readonly string[] | undefined,
): RegisterValues {
  if (!after) return {};
  return Object.fromEntries([
    ...after.filter((item) => !before.includes(item)).map((item) => [`${field}.${item}`, true] as const),
    ...before.filter((item) => !after.includes(item)).map((item) => [`${field}.${item}`, false] as const),
  ]);
}
