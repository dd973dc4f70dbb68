import type { ReactNode } from 'react';
import { useDeferredValue, useEffect, useMemo } from 'react';
import { Button, VisuallyHidden } from '@mantine/core';
import { IconInbox, IconPlus } from '@tabler/icons-react';
import { useLocation } from 'wouter';
import { useTicketList } from '@renderer/data/queries/ticket-list';
import { useIsLoaded } from '@renderer/data/queries/records';
import { BackButton } from '@renderer/ui/back-button';
import { useAppActions } from '@renderer/ui/app-actions';
import { EmptyState } from '@renderer/ui/empty-state';
import { useShortcut } from '@renderer/ui/keys/use-shortcut';
import { useTranslation } from '@renderer/ui/use-translation';
import { useWidth } from '@renderer/ui/use-width';
import { FilterBar } from './filter-bar';
import { QueueEmpty } from './queue-empty';
import { isFiltered, useQueueStore } from './queue-store';
import { TicketList } from './ticket-list';
import { ViewList } from './view-list';
import classes from './queue-page.module.css';

/** Room for list and ticket side by side, and for the views beside them, px. */
const TWO_COLUMNS = 820;
const THREE_COLUMNS = 1080;

const addressOf = (id: string) => `/queue/${encodeURIComponent(id.slice('ticket:'.length))}`;

interface QueuePageProps {
  selectedId: string;
  renderTicket: (id: string) => ReactNode;
}

/** Views, the list, and the chosen ticket itself. Where there is no room for columns they are steps. */
export function QueuePage(props: QueuePageProps) {
  const { t } = useTranslation('queue');
  const { ref, width } = useWidth<HTMLElement>();
  return (
    <section className={classes.page} ref={ref} aria-label={t('title')}>
      <VisuallyHidden component="h1">{t('title')}</VisuallyHidden>
      {width === null ? null : <Columns {...props} width={width} />}
    </section>
  );
}

function Columns({ selectedId, renderTicket, width }: QueuePageProps & { width: number }) {
  const { t } = useTranslation(['queue', 'nav']);
  const [, navigate] = useLocation();
  const { open, newTicket } = useAppActions();
  const { query, cursor, setCursor } = useQueueStore();
  const asked = useDeferredValue(query);
  const { tickets, counts, total } = useTicketList(asked);
  // Dozens of rows are drawn in pieces, so that a key that is pressed meanwhile need not wait for them. They go with
  // what was asked for: the list holds its rows still as long as that is the same.
  const drawn = useDeferredValue(useMemo(() => ({ query: asked, tickets }), [asked, tickets]));
  const isLoaded = useIsLoaded('ticket');
  const isSteps = width < TWO_COLUMNS;
  const shown = useDeferredValue(selectedId);

  useEffect(() => {
    if (selectedId) setCursor(selectedId);
  }, [selectedId, setCursor]);

  const preview = (id: string) => navigate(addressOf(id), { replace: selectedId !== '' && !isSteps });
  function close(): void {
    if (!isSteps || !selectedId) setCursor('');
    navigate('/queue');
  }
  useShortcut('back', close, selectedId !== '' || cursor !== '');

  const newButton = (
    <Button variant="subtle" leftSection={<IconPlus size={14} aria-hidden />} onClick={() => newTicket()}>
      {t('nav:newTicket')}
    </Button>
  );
  const showsList = !isSteps || !selectedId;
  return (
    <>
      {width >= THREE_COLUMNS ? <ViewList counts={counts} /> : null}
      {showsList ? (
        <div className={classes.list} data-alone={!selectedId}>
          <FilterBar total={total} viewCounts={width >= THREE_COLUMNS ? null : counts} />
          {total === 0 && isLoaded ? (
            <div className={classes.nothing}>
              <QueueEmpty view={query.view} filtered={isFiltered(query)} />
            </div>
          ) : (
            <TicketList
              {...drawn}
              cursor={cursor}
              chosen={selectedId !== ''}
              onMove={(id) => {
                setCursor(id);
                if (!isSteps) preview(id);
              }}
              onClick={(id) => {
                if (isSteps) preview(id);
              }}
              onOpen={(id) => (isSteps ? preview(id) : open(id))}
              foot={newButton}
            />
          )}
        </div>
      ) : null}
      {selectedId ? (
        <div className={classes.preview}>
          {isSteps ? (
            <BackButton className={classes.backButton} onClick={close}>
              {t('queue:backToList')}
            </BackButton>
          ) : null}
          <div className={classes.ticket}>{renderTicket(shown || selectedId)}</div>
        </div>
      ) : null}
      {!selectedId && !isSteps && total > 0 && width >= THREE_COLUMNS + 600 ? (
        <div className={classes.preview}>
          <EmptyState
            icon={<IconInbox size={32} />}
            title={t('queue:pickTitle')}
            text={t('queue:pickText')}
          />
        </div>
      ) : null}
    </>
  );
}
