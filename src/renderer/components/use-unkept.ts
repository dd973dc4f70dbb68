import { useEffect, useRef, useState } from 'react';
import { useDraft } from '@renderer/data/queries/draft';

interface Unkept {
  /** To be told of every key. */
  type(text: string): void;
  /** What was typed has been kept, or has become something else. */
  done(): void;
}

/**
 * For a field whose text is kept with its record when the cursor leaves it. Until then the text is a draft: what a crash
 * cut off is kept when the field is there again.
 * @param key what it is kept under, such as `call:01J…/search`
 * @param onKeep as on leaving the field
 */
export function useUnkept(key: string, onKeep: (text: string) => void): Unkept {
  const { text, ready, setText, clear } = useDraft(key);
  const [isTyping, setIsTyping] = useState(false);
  const cutOff = ready && !isTyping ? text : '';
  useEffect(() => {
    if (cutOff === '') return;
    onKeep(cutOff);
    clear();
    // Once for each text; the functions are new at every render.
    // eslint-disable-next-line react/exhaustive-deps
  }, [cutOff]);

  const leftOver = useRef<() => void>(undefined);
  leftOver.current = isTyping ? clear : undefined;
  // A dialog that is closed throws away what is typed in it; after a crash this does not run.
  useEffect(() => () => leftOver.current?.(), []);
  return {
    type(typed) {
      setIsTyping(true);
      setText(typed);
    },
    done() {
      if (!isTyping) return;
      setIsTyping(false);
      clear();
    },
  };
}
