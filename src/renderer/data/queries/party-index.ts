import { formsContain, phoneForms, phoneKey, typedDigits } from '@shared/domain/calls/phone-number';
import type { Contact, Customer } from '@shared/domain/customers/customer';
import { foldText } from '@shared/lib/fold-text';
import type { WordBook } from './word-book';
import { createWordBook } from './word-book';

/** Somebody who can be on the phone: a person at one of their companies, or a company. */
export interface FoundParty {
  contactId: string;
  customerId: string;
  /** Of the person; of the company when it is one. */
  name: string;
  /** The person's company, or empty. */
  company: string;
  title: string;
  /** The number that was asked for, else the first; as typed, or empty. */
  phone: string;
}

export interface PartyIndex {
  /** The best matches for a number, a name, a company, or several words of them; best first. */
  find(typed: string, most: number): FoundParty[];
  /** Everybody with exactly this number, persons before companies. */
  withPhone(phone: string): FoundParty[];
}

interface Entry {
  words: number[];
  folded: string;
  phones: { text: string; key: string; abroad: string; home: string }[];
}

interface Party {
  own: Entry;
  company: Entry | null;
  found: FoundParty;
}

export interface PartyIndexer {
  /** Cheap for records seen before: only new and changed ones are read again. */
  build(contacts: readonly Contact[], customers: readonly Customer[]): PartyIndex;
}

export function createPartyIndexer(): PartyIndexer {
  const book = createWordBook();
  const entries = new WeakMap<Contact | Customer, Entry>();
  const entryOf = (header: Contact | Customer): Entry => {
    let entry = entries.get(header);
    if (!entry) {
      entry = readEntry(header, book);
      entries.set(header, entry);
    }
    return entry;
  };
  return {
    build(contacts, customers) {
      const companies = new Map(customers.map((customer) => [customer._id, customer]));
      const parties: Party[] = [];
      for (const contact of contacts) {
        const own = entryOf(contact);
        const known = contact.customerIds.map((id) => companies.get(id)).filter((item) => item !== undefined);
        for (const company of known.length > 0 ? known : [null])
          parties.push({ own, company: company && entryOf(company), found: personAt(contact, company) });
      }
      for (const customer of customers)
        parties.push({ own: entryOf(customer), company: null, found: companyItself(customer) });
      return createIndex(parties, book);
    },
  };
}

function createIndex(parties: readonly Party[], book: WordBook): PartyIndex {
  return {
    find(typed, most) {
      const wanted = typedDigits(typed);
      const words = foldText(typed)
        .split(' ')
        .filter((word) => word !== '');
      const best = createBest(most);
      if (wanted) {
        for (const party of parties) {
          const phone = party.own.phones.find((forms) => formsContain(forms, wanted));
          if (!phone) continue;
          const begins = phone.home.startsWith(wanted.digits) || phone.abroad.startsWith(wanted.digits);
          best.offer({ party, score: begins ? 2 : 1, phone: phone.text });
        }
      }
      if (best.ranked.length === 0 && words.length > 0) {
        const marks = words.map((word) => book.match(word));
        for (const party of parties) {
          const score = scoreOf(party, marks);
          if (score > 0) best.offer({ party, score });
        }
      }
      return best.ranked.map(({ party, phone }) => (phone ? { ...party.found, phone } : party.found));
    },
    withPhone(phone) {
      const key = phoneKey(phone);
      if (key === '') return [];
      return parties
        .filter((party) => party.own.phones.some((known) => known.key === key))
        .map((party) => ({ ...party.found, phone }));
    },
  };
}

interface Ranked {
  party: Party;
  score: number;
  /** The number that was asked for. */
  phone?: string;
}

/** Keeps the best few in order: sorting all of 20 000 matches of `040` would take a tenth of a second. */
function createBest(most: number): { ranked: Ranked[]; offer(candidate: Ranked): void } {
  const ranked: Ranked[] = [];
  const goesBefore = (a: Ranked, b: Ranked) =>
    a.score === b.score ? a.party.own.folded < b.party.own.folded : a.score > b.score;
  return {
    ranked,
    offer(candidate) {
      const last = ranked.at(-1);
      if (ranked.length === most && last && !goesBefore(candidate, last)) return;
      let place = ranked.length;
      for (let other = ranked[place - 1]; other && goesBefore(candidate, other); other = ranked[place - 1])
        place -= 1;
      ranked.splice(place, 0, candidate);
      if (ranked.length > most) ranked.pop();
    },
  };
}

/** Every typed word must be found in the person's or the company's name; the person's own count double. */
function scoreOf({ own, company, found }: Party, marks: readonly Uint8Array[]): number {
  let score = 0;
  for (const mark of marks) {
    const inOwn = bestOf(own, mark) * 2;
    const best = Math.max(inOwn, company ? bestOf(company, mark) : 0);
    if (best === 0) return 0;
    score += best;
  }
  // A company's own row before its people when only the company was named.
  return found.contactId === '' ? score + 0.5 : score;
}

function bestOf(entry: Entry, mark: Uint8Array): number {
  let best = 0;
  for (const word of entry.words) best = Math.max(best, mark[word] ?? 0);
  return best;
}

function readEntry(header: Contact | Customer, book: WordBook): Entry {
  const folded = foldText(header.name);
  return {
    folded,
    words: [...new Set(folded.split(' '))].filter((word) => word !== '').map((word) => book.idOf(word)),
    phones: header.phones.map((text) => ({ text, ...phoneForms(text) })),
  };
}

function personAt(contact: Contact, company: Customer | null): FoundParty {
  return {
    contactId: contact._id,
    customerId: company?._id ?? '',
    name: contact.name,
    company: company?.name ?? '',
    title: contact.title,
    phone: contact.phones[0] ?? company?.phones[0] ?? '',
  };
}

function companyItself(customer: Customer): FoundParty {
  return {
    contactId: '',
    customerId: customer._id,
    name: customer.name,
    company: '',
    title: '',
    phone: customer.phones[0] ?? '',
  };
}
