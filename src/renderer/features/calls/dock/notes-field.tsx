import { useEffect, useLayoutEffect, useRef } from 'react';
import { useStore } from 'zustand';
import { drop } from '@shared/lib/drop';
import { useHeader } from '@renderer/data/queries/records';
import { useTranslation } from '@renderer/ui/use-translation';
import { NotesPlace } from './notes-place';
import { useDesk, useNotes } from './use-dock';
import classes from './call-panel.module.css';

/** The notes of one call: the largest field, and where the cursor is when the call begins. */
export function NotesField({ id }: { id: string }) {
  const { t } = useTranslation('calls');
  const desk = useDesk();
  const { notes } = desk.session(id);
  const { text } = useNotes(id);
  const stored = useHeader('call', id)?.notes;
  const field = useRef<HTMLTextAreaElement>(null);
  const focusWish = useStore(desk.store, (state) => state.focusNotes);

  // Before the browser paints: the first key after the hotkey must land here.
  useLayoutEffect(() => {
    const element = field.current;
    if (!element) return;
    element.focus();
    element.setSelectionRange(element.value.length, element.value.length);
  }, [id, focusWish]);

  useEffect(() => {
    if (stored !== undefined && document.activeElement !== field.current) notes.adopt(stored);
  }, [notes, stored]);

  return (
    <div className={classes.notes}>
      <label className={classes.notesLabel} htmlFor={`notes-${id}`}>
        {t('notes')}
      </label>
      <textarea
        autoComplete="off"
        ref={field}
        id={`notes-${id}`}
        className={classes.notesInput}
        value={text}
        dir="auto"
        spellCheck
        placeholder={t('notesPlaceholder')}
        onChange={(event) => notes.type(event.currentTarget.value)}
        onBlur={() => drop(notes.flush())}
      />
      <NotesPlace id={id} />
    </div>
  );
}
