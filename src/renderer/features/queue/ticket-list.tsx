import type { ReactNode, UIEvent } from 'react';
import { useEffect, useRef, useState } from 'react';
import { UnstyledButton } from '@mantine/core';
import { IconArrowUp } from '@tabler/icons-react';
import type { Ticket } from '@shared/domain/tickets/ticket';
import type { TicketQuery } from '@renderer/data/queries/ticket-query';
import { usePreferences } from '@renderer/ui/preferences';
import { VirtualList } from '@renderer/ui/list/virtual-list';
import { useTranslation } from '@renderer/ui/use-translation';
import { TicketRow } from './ticket-row';
import { useSteadyTickets } from './use-steady-tickets';
import classes from './queue-page.module.css';

interface TicketListProps {
  /** What the tickets were asked for by. */
  query: TicketQuery;
  tickets: readonly Ticket[];
  /** The row the keys are on. */
  cursor: string;
  onMove: (id: string) => void;
  /** By pointer. */
  onClick: (id: string) => void;
  onOpen: (id: string) => void;
  /** Whether a ticket is shown beside: its row must not move. */
  chosen: boolean;
  /** Stands below the rows, beside what has changed behind them: nothing moves when that appears. */
  foot: ReactNode;
}

/** The queue's rows. They keep their place while one is in them; what changes meanwhile is offered above. */
export function TicketList({
  query,
  tickets,
  cursor,
  onMove,
  onClick,
  onOpen,
  chosen,
  foot,
}: TicketListProps) {
  const { t } = useTranslation('queue');
  const comfortable = usePreferences((preferences) => preferences.comfortableRows);
  const rowHeight = comfortable ? 40 : 32;
  const [scrolled, setScrolled] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  const moved = useRef('');
  const list = useSteadyTickets(tickets, query, scrolled || chosen);
  useInitialPlace(
    box,
    cursor === '' ? -1 : list.items.findIndex((ticket) => ticket._id === cursor),
    rowHeight,
  );
  const scroller = () => box.current?.querySelector('[role=listbox]');
  const { arrived, departed } = list;
  return (
    <>
      <div
        ref={box}
        className={classes.rows}
        onScrollCapture={(event: UIEvent) =>
          setScrolled(event.target instanceof Element && event.target.scrollTop > 0)
        }
        onClickCapture={() => {
          moved.current = '';
        }}
        onClick={() => {
          // The row's own click came in between and told which one it was.
          if (moved.current) onClick(moved.current);
        }}
        role="presentation"
      >
        <VirtualList
          items={list.items}
          idOf={(ticket) => ticket._id}
          rowHeight={rowHeight}
          label={t('listLabel', { view: t(`views.${query.view}`) })}
          selectedId={cursor}
          onSelect={(id) => {
            moved.current = id;
            onMove(id);
          }}
          onOpen={onOpen}
          renderRow={(ticket) => <TicketRow ticket={ticket} departed={departed.has(ticket._id)} />}
          ownsKeys
        />
      </div>
      <div className={classes.foot}>
        {foot}
        {arrived + departed.size > 0 ? (
          <UnstyledButton
            className={classes.behind}
            title={t('refresh')}
            onClick={() => {
              list.refresh();
              scroller()?.scrollTo({ top: 0 });
            }}
          >
            <IconArrowUp size={14} aria-hidden />
            <span aria-live="polite">
              {arrived > 0 ? t('arrived', { count: arrived }) : t('left', { count: departed.size })}
            </span>
          </UnstyledButton>
        ) : null}
      </div>
    </>
  );
}

/** Coming back to the queue shows the row one left from, with the keys in the list. */
function useInitialPlace(box: { current: HTMLDivElement | null }, index: number, rowHeight: number): void {
  const first = useRef(true);
  useEffect(() => {
    if (!first.current) return;
    first.current = false;
    const scroller = box.current?.querySelector<HTMLElement>('[role=listbox]');
    if (!scroller) return;
    if (document.activeElement === document.body) scroller.focus();
    const bottom = (index + 1) * rowHeight;
    if (bottom > scroller.clientHeight) scroller.scrollTop = bottom - scroller.clientHeight / 2;
  }, [box, index, rowHeight]);
}
