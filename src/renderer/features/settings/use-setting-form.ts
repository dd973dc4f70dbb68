import { useCallback, useMemo } from 'react';
import { saveSetting } from '@shared/domain/team/team-commands';
import { useDraft } from '@renderer/data/queries/draft';
import { useRun } from '@renderer/data/queries/team-context';
import { useAct } from '@renderer/components/use-act';
import { readEdits } from './edits';

export interface SettingForm<T> {
  values: T;
  isChanged: boolean;
  set(change: Partial<T>): void;
  /** Resolves to whether it was saved. */
  save(): Promise<boolean>;
  discard(): void;
}

/**
 * A form over one setting. Only the fields that were touched are kept aside and written, so a colleague's change
 * of another field is neither hidden nor undone; what was typed survives leaving and restarts.
 * @param saved the setting's fields as they are stored
 */
export function useSettingForm<T extends object>(id: string, saved: T): SettingForm<T> {
  const { text, setText, clear, clearSaved } = useDraft(`settings/${id}`);
  const run = useRun();
  const act = useAct();
  const edits = useMemo(() => readEdits(text, saved), [text, saved]);
  const set = useCallback(
    (change: Partial<T>) => setText(JSON.stringify({ ...edits, ...change })),
    [edits, setText],
  );
  const save = useCallback(async () => {
    const isSaved = await act(() => run(saveSetting, { id, values: { ...edits } }));
    if (isSaved) clearSaved(text);
    return isSaved;
  }, [act, run, id, edits, text, clearSaved]);
  return {
    values: { ...saved, ...edits },
    isChanged: Object.keys(edits).length > 0,
    set,
    save,
    discard: clear,
  };
}
