import { useState } from 'react';
import { Spotlight } from '@mantine/spotlight';
import type { SpotlightActionData } from '@mantine/spotlight';
import { IconSearch } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import { useAppActions } from '@renderer/ui/app-actions';
import { keyText } from '@renderer/ui/keys/key-label';
import { useFoundRecords } from './found-records';

/** Search and commands in one field: tickets, customers, contacts and their numbers, and what one can do. */
export function CommandPalette({ onHelp }: { onHelp: () => void }) {
  const { t } = useTranslation('nav');
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
  const found = useFoundRecords(query);
  const words = query.trim().toLocaleLowerCase();
  const matching = commands.filter((command) => command.label?.toLocaleLowerCase().includes(words));
  return (
    <Spotlight
      query={query}
      onQueryChange={setQuery}
      // Reopened at once, it would otherwise still hold what was searched before.
      onSpotlightOpen={() => setQuery('')}
      // What is found is filtered here already; Mantine's own filter knows neither numbers nor companies.
      filter={(_, all) => all}
      actions={[...matching, ...found]}
      shortcut={null}
      // The field stays where it is while what is found comes and goes below it.
      centered={false}
      yOffset="12vh"
      overlayProps={{ backgroundOpacity: 0.35, blur: 0 }}
      scrollable
      maxHeight={420}
      nothingFound={t('nothingFound')}
      attributes={{ content: { 'aria-label': t('searchOrCommand') } }}
      searchProps={{
        placeholder: t('searchOrCommand'),
        'aria-label': t('searchOrCommand'),
        leftSection: <IconSearch size={16} aria-hidden />,
      }}
    />
  );
}
