import { useCallback, useLayoutEffect, useRef, useState } from 'react';
import { drop } from '@shared/lib/drop';
import { useTeam } from './team-context';

export interface DraftField {
  text: string;
  /** False until what was kept has been read; typing before that wins over it. */
  ready: boolean;
  setText(text: string): void;
  clear(): void;
  /**
   * Clears a text that has become a record. What was typed while it was being saved stays, or what `rest` makes
   * of it. Answers whether nothing is left.
   */
  clearSaved(saved: string, rest?: (typed: string) => string): boolean;
}

/** A text that survives leaving the screen, a reload and a crash, under a key such as `ticket:01J…/reply`. */
export function useDraft(key: string): DraftField {
  const { drafts } = useTeam();
  const [state, setState] = useState({ key, text: '', ready: false });
  const shown = useRef({ key, isTyped: false });
  // In the same turn as the field appears: a key pressed at its first sight must not be taken for the one before.
  useLayoutEffect(() => {
    const own = { key, isTyped: false };
    shown.current = own;
    drop(
      drafts.read(key).then((kept) => {
        if (shown.current === own && !own.isTyped) setState({ key, text: kept, ready: true });
      }),
    );
  }, [drafts, key]);
  const show = useCallback(
    (text: string) => {
      // A save that ends after the screen went on to another record must not empty that one's field.
      if (shown.current.key !== key) return;
      shown.current.isTyped = true;
      setState({ key, text, ready: true });
    },
    [key],
  );
  const setText = useCallback(
    (text: string) => {
      drafts.write(key, text);
      show(text);
    },
    [drafts, key, show],
  );
  const clear = useCallback(() => setText(''), [setText]);
  const clearSaved = useCallback<DraftField['clearSaved']>(
    (saved, rest) => {
      const left = drafts.settle(key, saved, rest);
      show(left);
      return left === '';
    },
    [drafts, key, show],
  );
  return {
    text: state.key === key ? state.text : '',
    ready: state.key === key && state.ready,
    setText,
    clear,
    clearSaved,
  };
}
