import type { TeamDocument } from '@shared/domain/record/documents';
import type { KeptColumns } from '../imported-records';
import { buildRecord, UNDATED } from '../imported-records';
import { importedContact, importedCustomer } from '../new-records';
import { importerOf } from '../people';
import { stableId } from '@shared/lib/stable-id';

export const SOURCE = 'generic';

interface ContactFields {
  name: string;
  title?: string;
  emails?: string[];
  phones?: string[];
  customerIds?: string[];
  language?: string;
  notes?: string;
}

interface CustomerFields {
  name: string;
  businessId?: string;
  phones?: string[];
  domains?: string[];
  environment?: string;
  contract?: string;
  tags?: string[];
}

/**
 * Customers and contacts by what they are known by in files of any make: a company by its name, a person by mail
 * address, else by name and company. So a ticket list and a customer list meet, in one import or in two.
 */
export interface Registry {
  customerId(name: string): string;
  /** Whether somebody has filled it with a row of its own. */
  isFilled(id: string): boolean;
  customer(fields: CustomerFields, own?: { createdAt: string; kept: KeptColumns }): string;
  contactId(contact: { name: string; email: string; customerId: string }): string;
  contact(fields: ContactFields, own?: { createdAt: string; kept: KeptColumns; customerId: string }): string;
  documents(): TeamDocument[];
}

export function createRegistry(latest: string): Registry {
  const records = new Map<string, TeamDocument[]>();
  const filled = new Set<string>();
  const author = importerOf(SOURCE);
  const customerKey = (name: string) => `${SOURCE}:customer:${plain(name)}`;
  const contactKey = (name: string, email: string, customerId: string) =>
    email ? `${SOURCE}:contact:mail:${plain(email)}` : `${SOURCE}:contact:${plain(name)}:${customerId}`;

  function add(
    id: string,
    own: { createdAt: string; kept: KeptColumns } | undefined,
    make: () => TeamDocument[],
  ): string {
    if (own) filled.add(id);
    if (own || !records.has(id)) records.set(id, make());
    return id;
  }

  return {
    customerId: (name) => `customer:${stableId(customerKey(name))}`,
    isFilled: (id) => filled.has(id),
    customer(fields, own) {
      const sourceId = customerKey(fields.name);
      const customer = importedCustomer({ sourceId, createdAt: own?.createdAt ?? UNDATED, author }, fields);
      return add(customer._id, own, () => recordOf(customer, sourceId, own));
    },
    contactId: ({ name, email, customerId }) => `contact:${stableId(contactKey(name, email, customerId))}`,
    contact(fields, own) {
      const sourceId = contactKey(fields.name, fields.emails?.[0] ?? '', fields.customerIds?.[0] ?? '');
      const contact = importedContact({ sourceId, createdAt: own?.createdAt ?? UNDATED, author }, fields);
      return add(contact._id, own, () => recordOf(contact, sourceId, own));
    },
    documents: () => [...records.values()].flat(),
  };

  function recordOf(
    header: ReturnType<typeof importedCustomer> | ReturnType<typeof importedContact>,
    sourceId: string,
    own: { createdAt: string; kept: KeptColumns } | undefined,
  ): TeamDocument[] {
    const builder = buildRecord(header, { source: sourceId, latest });
    if (own) {
      builder.step({ key: 'created', at: own.createdAt, author, kind: 'created' });
      builder.keep({ source: { profile: SOURCE, columns: own.kept } });
    }
    return builder.documents();
  }
}

function plain(text: string): string {
  return text.normalize('NFC').trim().replaceAll(/\s+/g, ' ').toLowerCase();
}
