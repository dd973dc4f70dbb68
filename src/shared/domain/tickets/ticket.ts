import type { HeaderDocument } from '../record/documents';

export const ticketTypes = [
  'incident',
  'serviceRequest',
  'question',
  'delivery',
  'problem',
  'claim',
] as const;
export const priorities = ['high', 'medium', 'low'] as const;
export const channels = ['phone', 'mail', 'web', 'walkIn', 'inHouse', 'social', 'chat', 'import'] as const;
export type Priority = (typeof priorities)[number];

/** A case of a customer. */
export interface Ticket extends HeaderDocument {
  type: 'ticket';
  /** `<device prefix>-<counter><check character>`, final from the first second. */
  number: string;
  ticketType: string;
  subject: string;
  description: string;
  /** Id of a state of the type's pipeline. */
  status: string;
  priority: string;
  /** User name, or empty. */
  assignee: string;
  /** `group:…` id, or empty. */
  group: string;
  /** `customer:…` id, or empty. */
  customerId: string;
  /** `contact:…` id, or empty. */
  contactId: string;
  channel: string;
  tags: string[];
  /** When the customer was first answered, by message or by a call that reached them. ISO or empty. */
  firstRespondedAt: string | null;
  /** Last time the customer was in contact with us, either way. ISO or null. */
  lastContactAt: string | null;
  /** Last time anything happened. ISO. */
  lastActivityAt: string;
  /** When it was resolved last; empty while open. */
  resolvedAt: string;
  /** Where an imported ticket came from: `<profile>:<id there>`; empty for our own. */
  sourceId: string;
}
