import { useLayoutEffect, useRef } from 'react';
import { usePreferences } from '../preferences';
import type { ShortcutId } from './key-table';
import { keyTable } from './key-table';

const SEQUENCE_WINDOW = 1_000;
let previous = { key: '', at: 0 };

// One listener keeps the last key for sequences such as `g q`; capture, so that it runs before the handlers.
if (typeof window !== 'undefined') {
  let current = previous;
  window.addEventListener(
    'keydown',
    (event) => {
      previous = current;
      current = { key: isTyping(event.target) ? '' : event.key, at: event.timeStamp };
    },
    true,
  );
}

/**
 * Calls the handler when the shortcut's keys are pressed while the component is shown.
 * Keys without Ctrl, Cmd or F stay letters where text is typed, and can be switched off altogether.
 */
export function useShortcut(id: ShortcutId, handler: (event: KeyboardEvent) => void, enabled = true): void {
  const latest = useRef(handler);
  // Layout effects: a key pressed at the sight of a record must never act on the one that was there before.
  useLayoutEffect(() => {
    latest.current = handler;
  });
  const singleKeys = usePreferences((preferences) => preferences.singleKeys);
  useLayoutEffect(() => {
    if (!enabled) return;
    const { keys } = keyTable[id];
    const isSingle = !keys.startsWith('mod+') && !/^F\d+$/.test(keys);
    if (isSingle && !singleKeys && keys !== 'Escape' && keys !== 'Enter') return;
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented || (event.repeat && keys !== 'j' && keys !== 'k')) return;
      if (isSingle && (isTyping(event.target) || isInOverlay(event.target))) return;
      if (!matches(event, keys)) return;
      event.preventDefault();
      latest.current(event);
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [id, enabled, singleKeys]);
}

function matches(event: KeyboardEvent, keys: string): boolean {
  const modifier = event.ctrlKey || event.metaKey;
  if (keys.startsWith('mod+'))
    return modifier && !event.altKey && event.key.toLowerCase() === keys.slice(4).toLowerCase();
  if (modifier || event.altKey) return false;
  const [first, second] = keys.split(' ');
  if (second === undefined) return event.key === first && !isSecondOfSequence(event);
  return event.key === second && previous.key === first && event.timeStamp - previous.at < SEQUENCE_WINDOW;
}

/** `g c` must not also be `c`. */
function isSecondOfSequence(event: KeyboardEvent): boolean {
  return previous.key === 'g' && event.timeStamp - previous.at < SEQUENCE_WINDOW && /^[a-z]$/.test(event.key);
}

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return (
    target.isContentEditable ||
    target.matches('input:not([type=checkbox]):not([type=radio]), textarea, select')
  );
}

/** Dialogs and menus have keys of their own: Esc closes them and nothing behind. */
function isInOverlay(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.closest('[role=dialog], [role=menu]') !== null;
}
