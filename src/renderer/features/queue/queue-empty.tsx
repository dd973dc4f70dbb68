import { Button } from '@mantine/core';
import { IconFilterOff, IconInbox, IconPlus } from '@tabler/icons-react';
import type { TicketView } from '@renderer/data/queries/ticket-views';
import { useAppActions } from '@renderer/ui/app-actions';
import { EmptyState } from '@renderer/ui/empty-state';
import { useTranslation } from '@renderer/ui/use-translation';
import { useQueueStore } from './queue-store';

/** Why the list is empty, and what comes here. */
export function QueueEmpty({ view, filtered }: { view: TicketView; filtered: boolean }) {
  const { t } = useTranslation(['queue', 'nav']);
  const clearFilters = useQueueStore((state) => state.clearFilters);
  const { newTicket } = useAppActions();
  if (filtered) {
    return (
      <EmptyState
        icon={<IconFilterOff size={32} />}
        title={t('queue:empty.filteredTitle')}
        text={t('queue:empty.filteredText')}
        action={<Button onClick={clearFilters}>{t('queue:clearFilters')}</Button>}
      />
    );
  }
  return (
    <EmptyState
      icon={<IconInbox size={32} />}
      title={t(`queue:empty.${view}Title`)}
      text={t(`queue:empty.${view}Text`)}
      action={
        view === 'open' || view === 'all' ? (
          <Button leftSection={<IconPlus size={14} aria-hidden />} onClick={() => newTicket()}>
            {t('nav:newTicket')}
          </Button>
        ) : null
      }
    />
  );
}
