import type { HeaderDocument } from '../record/documents';

/** A company. */
export interface Customer extends HeaderDocument {
  type: 'customer';
  name: string;
  businessId: string;
  /** Switchboard numbers, as typed. */
  phones: string[];
  domains: string[];
  /** What agents should know of the customer's environment and customisations. */
  environment: string;
  contract: string;
  tags: string[];
  sourceId: string;
}

/** A person at one or several companies. */
export interface Contact extends HeaderDocument {
  type: 'contact';
  name: string;
  title: string;
  customerIds: string[];
  phones: string[];
  emails: string[];
  language: string;
  notes: string;
  sourceId: string;
}
