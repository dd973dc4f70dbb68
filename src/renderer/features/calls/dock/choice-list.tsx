import type { KeyboardEvent } from 'react';
import { useId, useImperativeHandle, useRef } from 'react';
import type { Ref } from 'react';
import { Kbd } from '@mantine/core';
import type { DispositionItem } from '@shared/domain/team/team';
import { localized, useLanguage } from '@renderer/ui/use-language';
import classes from './wrap-up.module.css';

export interface ChoiceListHandle {
  focus(): void;
}

/** The digit that picks the item of this index, or empty beyond ten. */
function digitOf(index: number): string {
  return index < 10 ? String((index + 1) % 10) : '';
}

/** A short list of which one is chosen: by its digit, the arrow keys or a click. */
export function ChoiceList({
  label,
  items,
  value,
  onChange,
  error,
  ref,
}: {
  label: string;
  items: readonly DispositionItem[];
  value: string;
  onChange: (id: string) => void;
  error?: string | undefined;
  ref?: Ref<ChoiceListHandle>;
}) {
  const language = useLanguage();
  const labelId = useId();
  const list = useRef<HTMLDivElement>(null);
  const chosenIndex = Math.max(
    0,
    items.findIndex((item) => item.id === value),
  );
  const focusAt = (index: number) =>
    list.current?.querySelectorAll<HTMLElement>('[role=radio]')[index]?.focus();
  useImperativeHandle(ref, () => ({ focus: () => focusAt(chosenIndex) }));

  function choose(index: number): void {
    const item = items[index];
    if (item) onChange(item.id);
  }
  function onKeyDown(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const byDigit = items.findIndex((_, index) => digitOf(index) === event.key);
    const step = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key];
    if (byDigit >= 0) {
      event.preventDefault();
      choose(byDigit);
    } else if (step !== undefined) {
      event.preventDefault();
      const from = [...(list.current?.querySelectorAll('[role=radio]') ?? [])].indexOf(
        event.target as Element,
      );
      focusAt((from + step + items.length) % items.length);
    }
  }

  return (
    <div>
      <div className={classes.listLabel} id={labelId}>
        {label}
      </div>
      <div
        ref={list}
        role="radiogroup"
        aria-labelledby={labelId}
        className={classes.list}
        onKeyDown={onKeyDown}
      >
        {items.map((item, index) => (
          <button
            key={item.id}
            type="button"
            role="radio"
            aria-checked={item.id === value}
            tabIndex={index === chosenIndex ? 0 : -1}
            className={classes.choice}
            onClick={() => onChange(item.id)}
          >
            <Kbd size="xs" aria-hidden>
              {digitOf(index)}
            </Kbd>
            <span>{localized(item.name, language)}</span>
          </button>
        ))}
      </div>
      {error ? (
        <div className={classes.error} role="alert">
          {error}
        </div>
      ) : null}
    </div>
  );
}
