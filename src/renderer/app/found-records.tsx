import { useMemo } from 'react';
import type { SpotlightActionData } from '@mantine/spotlight';
import { IconBuilding, IconInbox, IconUser } from '@tabler/icons-react';
import { formatPhone, typedDigits } from '@shared/domain/calls/phone-number';
import { foldText } from '@shared/lib/fold-text';
import type { Ticket } from '@shared/domain/tickets/ticket';
import { useFoundParties } from '@renderer/data/queries/find-party';
import type { FoundParty } from '@renderer/data/queries/find-party';
import { readHeader, readHeaders } from '@renderer/data/queries/records';
import { useTeam } from '@renderer/data/queries/team-context';
import type { Team } from '@renderer/data/team';
import { useAppActions } from '@renderer/ui/app-actions';

const MOST_PER_KIND = 8;

/** What the words of the search field find: people and companies by name or number, tickets by theirs. */
export function useFoundRecords(query: string): readonly SpotlightActionData[] {
  const team = useTeam();
  const { open } = useAppActions();
  const parties = useFoundParties(query, MOST_PER_KIND);
  return useMemo(() => {
    if (query.trim() === '') return [];
    // Somebody of two companies is found in both, and opens as one.
    const once = parties.filter(
      (party, index) => parties.findIndex((other) => idOf(other) === idOf(party)) === index,
    );
    const people = [...once.map(partyAction), ...findByMail(team, query, parties)];
    const { named, ofCompanies } = findTickets(team, query, parties);
    const shown = (tickets: readonly Ticket[]) =>
      tickets.slice(0, MOST_PER_KIND).map((ticket) => ticketAction(team, ticket));
    // A number typed is mostly a caller's; words are mostly a subject.
    const found = typedDigits(query)
      ? [...people, ...shown(named), ...shown(ofCompanies)]
      : [...shown(named), ...people, ...shown(ofCompanies)];
    return found.map((action) => ({ ...action, onClick: () => open(action.id) }));
  }, [team, query, parties, open]);
}

/** Folding 50 000 subjects at every key would be felt; a header stays the same object until it changes. */
const foldedSubjects = new WeakMap<Ticket, string>();
function foldedSubject(ticket: Ticket): string {
  const known = foldedSubjects.get(ticket);
  if (known !== undefined) return known;
  const folded = foldText(ticket.subject);
  foldedSubjects.set(ticket, folded);
  return folded;
}

/** By number or subject, and the others of the companies found; the latest first. */
function findTickets(team: Team, query: string, parties: readonly FoundParty[]) {
  const words = foldText(query).split(' ').filter(Boolean);
  const bare = query.replace(/[\s-]/g, '').toLocaleLowerCase();
  const companies = new Set(parties.map((party) => party.customerId).filter(Boolean));
  const named: Ticket[] = [];
  const ofCompanies: Ticket[] = [];
  for (const ticket of readHeaders(team, 'ticket')) {
    if (ticket.number.replace('-', '').toLocaleLowerCase().includes(bare)) named.push(ticket);
    else {
      const subject = foldedSubject(ticket);
      if (words.length > 0 && words.every((word) => subject.includes(word))) named.push(ticket);
      else if (companies.has(ticket.customerId)) ofCompanies.push(ticket);
    }
  }
  const latest = (a: Ticket, b: Ticket) => (a.lastActivityAt < b.lastActivityAt ? 1 : -1);
  return { named: named.sort(latest), ofCompanies: ofCompanies.sort(latest) };
}

function findByMail(team: Team, query: string, known: readonly FoundParty[]): ActionWithId[] {
  const typed = query.trim().toLocaleLowerCase();
  if (!typed.includes('@') && !typed.includes('.')) return [];
  return readHeaders(team, 'contact')
    .filter(({ emails }) => emails.some((email) => email.toLocaleLowerCase().includes(typed)))
    .filter(({ _id }) => !known.some((party) => party.contactId === _id))
    .slice(0, MOST_PER_KIND)
    .map((contact) => ({
      id: contact._id,
      label: contact.name,
      description: contact.emails[0] ?? '',
      leftSection: <IconUser size={16} aria-hidden />,
    }));
}

type ActionWithId = SpotlightActionData & { id: string };

function ticketAction(team: Team, ticket: Ticket): ActionWithId {
  const customer = readHeader(team, 'customer', ticket.customerId)?.name ?? '';
  return {
    id: ticket._id,
    label: ticket.subject,
    description: [ticket.number, customer].filter(Boolean).join(' · '),
    leftSection: <IconInbox size={16} aria-hidden />,
  };
}

function idOf(party: FoundParty): string {
  return party.contactId || party.customerId;
}

function partyAction(party: FoundParty): ActionWithId {
  const Icon = party.contactId ? IconUser : IconBuilding;
  const phone = party.phone ? formatPhone(party.phone) : '';
  return {
    id: idOf(party),
    label: party.name,
    description: [party.company, party.title, phone].filter(Boolean).join(' · '),
    leftSection: <Icon size={16} aria-hidden />,
  };
}
