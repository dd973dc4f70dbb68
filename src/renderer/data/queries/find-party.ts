import { useMemo } from 'react';
import type { Contact, Customer } from '@shared/domain/customers/customer';
import type { Team } from '../team';
import type { FoundParty, PartyIndex, PartyIndexer } from './party-index';
import { createPartyIndexer } from './party-index';
import { readHeaders, useHeaders } from './records';
import { useTeam } from './team-context';

export type { FoundParty } from './party-index';

const MOST = 8;
const noParties: readonly FoundParty[] = [];
const indexers = new WeakMap<Team, PartyIndexer>();
const indexes = new WeakMap<object, { customers: object; index: PartyIndex }>();

/** The index of the table as it stands: made once a snapshot, from what is known of the last one. */
function indexOf(team: Team, contacts: readonly Contact[], customers: readonly Customer[]): PartyIndex {
  const known = indexes.get(contacts);
  if (known?.customers === customers) return known.index;
  let indexer = indexers.get(team);
  if (!indexer) {
    indexer = createPartyIndexer();
    indexers.set(team, indexer);
  }
  const index = indexer.build(contacts, customers);
  indexes.set(contacts, { customers, index });
  return index;
}

function indexNow(team: Team): PartyIndex {
  return indexOf(team, readHeaders(team, 'contact'), readHeaders(team, 'customer'));
}

/** Contacts and customers by number, name or company, as far as it has been typed; best first, live. */
export function useFoundParties(typed: string, most = MOST): readonly FoundParty[] {
  const team = useTeam();
  const contacts = useHeaders('contact');
  const customers = useHeaders('customer');
  return useMemo(
    () => (typed.trim() === '' ? noParties : indexOf(team, contacts, customers).find(typed, most)),
    [team, contacts, customers, typed, most],
  );
}

/** Who has exactly this number; empty for hidden and unknown numbers. */
export function partiesWithPhone(team: Team, phone: string): readonly FoundParty[] {
  return indexNow(team).withPhone(phone);
}

/** Reads the names ahead, so that the first search of the day answers within a frame. */
export function warmUpParties(team: Team): void {
  indexNow(team);
}
