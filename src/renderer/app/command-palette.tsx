import { useRef, useState } from 'react';
import { Spotlight, spotlight } from '@mantine/spotlight';
import { IconSearch } from '@tabler/icons-react';
import { useLocation } from 'wouter';
import { useAppActions } from '@renderer/ui/app-actions';
import { KeyLabel } from '@renderer/ui/keys/key-label';
import type { ShortcutId } from '@renderer/ui/keys/key-table';
import { useShortcut } from '@renderer/ui/keys/use-shortcut';
import { useTranslation } from '@renderer/ui/use-translation';
import { useFoundRecords } from './found-records';

const goKeys = {
  queue: 'goQueue',
  calls: 'goCalls',
  callbacks: 'goCallbacks',
  onboarding: 'goOnboarding',
  customers: 'goCustomers',
  conflicts: 'goConflicts',
  settings: 'goSettings',
} as const satisfies Record<string, ShortcutId>;

/** Search and commands in one field: tickets, customers, contacts and their numbers, and what one can do. */
export function CommandPalette({ onHelp }: { onHelp: () => void }) {
  const { t } = useTranslation('nav');
  const actions = useAppActions();
  const [, navigate] = useLocation();
  const [query, setQuery] = useState('');
  const early = useRef('');
  const stopCatching = useRef(() => {});
  function openByKey(): void {
    early.current = '';
    spotlight.open();
    stopCatching.current();
    stopCatching.current = catchEarlyKeys((key) => {
      early.current += key;
      setQuery(early.current);
    });
  }
  useShortcut('commands', openByKey);
  useShortcut('search', openByKey);
  const places = ['queue', 'calls', 'callbacks', 'onboarding', 'customers', 'conflicts', 'settings'] as const;
  const command = (id: string, label: string, key: ShortcutId, onClick: () => void) => ({
    id,
    label,
    rightSection: <KeyLabel id={key} />,
    onClick,
  });
  const commands = [
    command('logCall', t('logCall'), 'logCall', () => actions.logCall()),
    command('newTicket', t('newTicket'), 'newTicket', () => actions.newTicket()),
    ...places.map((place) => command(place, t(place), goKeys[place], () => navigate(`/${place}`))),
    command('help', t('help'), 'help', onHelp),
  ];
  const found = useFoundRecords(query);
  const words = query.trim().toLocaleLowerCase();
  const matching = commands.filter(({ label }) => ` ${label}`.toLocaleLowerCase().includes(` ${words}`));
  return (
    <Spotlight
      query={query}
      onQueryChange={setQuery}
      // Reopened at once, it would otherwise still hold what was searched before.
      onSpotlightOpen={() => setQuery(early.current)}
      onSpotlightClose={() => {
        stopCatching.current();
        early.current = '';
      }}
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

/**
 * What is typed before the field has the cursor belongs into it, and is no shortcut of the screen behind.
 * @returns ends it, whether the field ever got the cursor or not
 */
function catchEarlyKeys(tell: (key: string) => void): () => void {
  const inField = ({ target }: Event) =>
    target instanceof HTMLInputElement && target.closest('[role=dialog]') !== null;
  const caught = new AbortController();
  const stop = () => caught.abort();
  function onKey(event: KeyboardEvent): void {
    if (inField(event) || event.key === 'Escape') return stop();
    if (event.key.length !== 1 || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    tell(event.key);
  }
  window.addEventListener('keydown', onKey, { capture: true, signal: caught.signal });
  window.addEventListener('focusin', (event) => inField(event) && stop(), { signal: caught.signal });
  return stop;
}
