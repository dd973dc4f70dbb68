import type { KeyboardEvent, ReactNode } from 'react';
import { useEffect, useId, useRef } from 'react';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useShortcut } from '../keys/use-shortcut';
import classes from './virtual-list.module.css';

interface VirtualListProps<Item> {
  items: readonly Item[];
  idOf(item: Item): string;
  /** Height of every row, px. */
  rowHeight: number;
  label: string;
  selectedId: string;
  onSelect(id: string): void;
  /** Enter or double click. */
  onOpen?: (id: string) => void;
  renderRow(item: Item, selected: boolean): ReactNode;
  /** Whether j and k move the selection here; one list of a screen should say yes. */
  ownsKeys?: boolean;
}

/** A long list of equal rows: only the visible ones exist; the selection moves by arrows, j/k, Home, End and pages. */
export function VirtualList<Item>(props: VirtualListProps<Item>) {
  const { items, idOf, rowHeight, selectedId, onSelect, onOpen } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const listId = useId();
  const virtualizer = useVirtualizer({
    count: items.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 12,
  });
  const selectedIndex = selectedId === '' ? -1 : items.findIndex((item) => idOf(item) === selectedId);

  useEffect(() => {
    virtualizer.measure();
  }, [virtualizer, rowHeight]);

  function select(index: number): void {
    const clamped = Math.max(0, Math.min(items.length - 1, index));
    const item = items[clamped];
    if (item === undefined) return;
    onSelect(idOf(item));
    virtualizer.scrollToIndex(clamped);
    // After j or k with the focus nowhere, Enter and Tab go on from the list.
    if (document.activeElement === document.body) scroller.current?.focus({ preventScroll: true });
  }
  function openSelected(): void {
    if (selectedIndex >= 0) onOpen?.(selectedId);
  }
  useShortcut('down', () => select(selectedIndex + 1), props.ownsKeys ?? false);
  useShortcut('up', () => select(selectedIndex < 0 ? 0 : selectedIndex - 1), props.ownsKeys ?? false);

  const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 300) / rowHeight) - 1);
  const moves: Record<string, number> = {
    ArrowDown: selectedIndex + 1,
    ArrowUp: selectedIndex - 1,
    PageDown: selectedIndex + page,
    PageUp: selectedIndex - page,
    Home: 0,
    End: items.length - 1,
  };
  function onKeyDown(event: KeyboardEvent): void {
    const target = Object.hasOwn(moves, event.key) ? moves[event.key] : undefined;
    if (target !== undefined) {
      event.preventDefault();
      select(target);
    } else if (event.key === 'Enter' && event.target === scroller.current) {
      event.preventDefault();
      openSelected();
    }
  }

  const rows = virtualizer.getVirtualItems();
  const selectedIsDrawn = rows.some((row) => row.index === selectedIndex);
  return (
    <div
      ref={scroller}
      className={classes.scroller}
      role="listbox"
      tabIndex={0}
      aria-label={props.label}
      aria-activedescendant={selectedIsDrawn ? `${listId}-${selectedIndex}` : undefined}
      onKeyDown={onKeyDown}
    >
      <div className={classes.sizer} style={{ height: virtualizer.getTotalSize() }} role="presentation">
        {rows.map((row) => {
          const item = items[row.index];
          if (item === undefined) return null;
          const selected = row.index === selectedIndex;
          return (
            <div
              key={idOf(item)}
              id={`${listId}-${row.index}`}
              className={classes.row}
              role="option"
              aria-selected={selected}
              aria-posinset={row.index + 1}
              aria-setsize={items.length}
              style={{ height: rowHeight, transform: `translateY(${row.start}px)` }}
              onClick={() => onSelect(idOf(item))}
              onDoubleClick={() => onOpen?.(idOf(item))}
            >
              {props.renderRow(item, selected)}
            </div>
          );
        })}
      </div>
    </div>
  );
}
