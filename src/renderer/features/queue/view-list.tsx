import { memo } from 'react';
import { UnstyledButton } from '@mantine/core';
import { formatNumber } from '@shared/i18n/format';
import { ticketViews } from '@renderer/data/queries/ticket-views';
import type { TicketCounts } from '@renderer/data/queries/ticket-views';
import { useLanguage } from '@renderer/ui/use-language';
import { useTranslation } from '@renderer/ui/use-translation';
import { useQueueStore } from './queue-store';
import classes from './view-list.module.css';

/** The ready-made views with how many tickets each holds. */
export const ViewList = memo(function ViewList({ counts }: { counts: TicketCounts }) {
  const { t } = useTranslation('queue');
  const language = useLanguage();
  const { query, setQuery } = useQueueStore();
  return (
    <nav className={classes.views} aria-label={t('viewsLabel')}>
      {ticketViews.map((view) => (
        <UnstyledButton
          key={view}
          className={classes.view}
          aria-current={view === query.view ? 'true' : undefined}
          onClick={() => setQuery({ view })}
        >
          <span className={classes.name}>{t(`views.${view}`)}</span>
          <span className={classes.count}>{formatNumber(counts[view], language)}</span>
        </UnstyledButton>
      ))}
    </nav>
  );
});
