import { useCallback, useEffect, useRef, useState } from 'react';
import { drop } from '@shared/lib/drop';
import { useTeam } from './team-context';

export interface DraftField {
  text: string;
  /** False until what was kept has been read; typing before that wins over it. */
  ready: boolean;
  setText(text: string): void;
  clear(): void;
}

/** A text that survives leaving the screen, a reload and a crash, under a key such as `ticket:01J…/reply`. */
export function useDraft(key: string): DraftField {
  const { drafts } = useTeam();
  const [state, setState] = useState({ key, text: '', ready: false });
  const typedKey = useRef<string | null>(null);
  useEffect(() => {
    let current = true;
    typedKey.current = null;
    setState({ key, text: '', ready: false });
    drop(
      drafts.read(key).then((kept) => {
        if (current && typedKey.current !== key) setState({ key, text: kept, ready: true });
      }),
    );
    return () => {
      current = false;
    };
  }, [drafts, key]);
  const setText = useCallback(
    (text: string) => {
      typedKey.current = key;
      setState({ key, text, ready: true });
      drafts.write(key, text);
    },
    [drafts, key],
  );
  const clear = useCallback(() => setText(''), [setText]);
  return {
    text: state.key === key ? state.text : '',
    ready: state.key === key && state.ready,
    setText,
    clear,
  };
}
