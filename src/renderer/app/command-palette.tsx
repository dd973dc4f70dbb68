import { useState } from 'react';
import { Spotlight } from '@mantine/spotlight';
import type { SpotlightActionData } from '@mantine/spotlight';
import { IconBuilding, IconInbox, IconSearch, IconUser } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import { readHeaders } from '@renderer/data/queries/records';
import { useTeam } from '@renderer/data/queries/team-context';
import type { Team } from '@renderer/data/team';
import { useAppActions } from '@renderer/ui/app-actions';
import type { AppActions } from '@renderer/ui/app-actions';
import { keyText } from '@renderer/ui/keys/key-label';

const MOST_PER_KIND = 8;

/** Search and commands in one field: tickets, customers, contacts, and what one can do. */
export function CommandPalette({ onHelp }: { onHelp: () => void }) {
  const { t } = useTranslation('nav');
  const team = useTeam();
  const actions = useAppActions();
  const [, navigate] = useLocation();
  const [query, setQuery] = useState('');
  const commands: SpotlightActionData[] = [
    { id: 'logCall', label: t('logCall'), description: keyText('logCall'), onClick: () => actions.logCall() },
    {
      id: 'newTicket',
      label: t('newTicket'),
      description: keyText('newTicket'),
      onClick: () => actions.newTicket(),
    },
    { id: 'queue', label: t('queue'), description: keyText('goQueue'), onClick: () => navigate('/queue') },
    { id: 'calls', label: t('calls'), description: keyText('goCalls'), onClick: () => navigate('/calls') },
    {
      id: 'callbacks',
      label: t('callbacks'),
      description: keyText('goCallbacks'),
      onClick: () => navigate('/callbacks'),
    },
    {
      id: 'onboarding',
      label: t('onboarding'),
      description: keyText('goOnboarding'),
      onClick: () => navigate('/onboarding'),
    },
    {
      id: 'customers',
      label: t('customers'),
      description: keyText('goCustomers'),
      onClick: () => navigate('/customers'),
    },
    {
      id: 'settings',
      label: t('settings'),
      description: keyText('goSettings'),
      onClick: () => navigate('/settings'),
    },
    { id: 'help', label: t('help'), description: keyText('help'), onClick: onHelp },
  ];
  const words = query.trim().toLocaleLowerCase();
  const matching = commands.filter((command) => command.label?.toLocaleLowerCase().includes(words));
  return (
    <Spotlight
      query={query}
      onQueryChange={setQuery}
      // What is found is filtered here already; Mantine's own filter knows neither numbers nor companies.
      filter={(_, found) => found}
      actions={[...matching, ...(words === '' ? [] : findRecords(team, words, actions))]}
      shortcut={null}
      scrollable
      maxHeight={420}
      nothingFound={t('nothingFound')}
      searchProps={{
        placeholder: t('searchOrCommand'),
        'aria-label': t('searchOrCommand'),
        leftSection: <IconSearch size={16} aria-hidden />,
      }}
    />
  );
}

function findRecords(team: Team, words: string, actions: AppActions): SpotlightActionData[] {
  const has = (...texts: string[]) => texts.some((text) => text.toLocaleLowerCase().includes(words));
  const bare = words.replace(/[\s-]/g, '');
  const tickets = readHeaders(team, 'ticket').filter(
    (ticket) => has(ticket.subject) || ticket.number.toLocaleLowerCase().replace('-', '').includes(bare),
  );
  const customers = readHeaders(team, 'customer').filter((customer) => has(customer.name));
  const contacts = readHeaders(team, 'contact').filter((contact) => has(contact.name, ...contact.emails));
  const open = (id: string) => ({ id, onClick: () => actions.open(id) });
  return [
    ...tickets.slice(0, MOST_PER_KIND).map((ticket) => ({
      ...open(ticket._id),
      label: ticket.subject,
      description: ticket.number,
      leftSection: <IconInbox size={16} aria-hidden />,
    })),
    ...customers.slice(0, MOST_PER_KIND).map((customer) => ({
      ...open(customer._id),
      label: customer.name,
      leftSection: <IconBuilding size={16} aria-hidden />,
    })),
    ...contacts.slice(0, MOST_PER_KIND).map((contact) => ({
      ...open(contact._id),
      label: contact.name,
      description: contact.title,
      leftSection: <IconUser size={16} aria-hidden />,
    })),
  ];
}
