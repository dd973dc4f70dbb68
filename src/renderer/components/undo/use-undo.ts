import { useMemo } from 'react';
import type { UndoOutcome } from '@shared/domain/timeline/undo';
import { undoEvent } from '@shared/domain/timeline/undo';
import { drop } from '@shared/lib/drop';
import { useRun } from '@renderer/data/queries/team-context';
import { useAct } from '@renderer/components/use-act';
import { useNotices } from '@renderer/ui/notices';
import { useTranslation } from '@renderer/ui/use-translation';

/** Taking back what an event changed. */
export interface Undo {
  /**
   * Takes an event back. Null when it failed, which the person has been told.
   * @param anyway also over what somebody wrote afterwards
   */
  undo(eventId: string, anyway?: boolean): Promise<UndoOutcome | null>;
  /** Says what was done, with the way back in the bar below. Says it alone where nothing was changed. */
  offer(text: string, eventId: string | null): void;
}

export function useUndo(): Undo {
  const { t } = useTranslation(['undo', 'common']);
  const run = useRun();
  const act = useAct();
  return useMemo(() => {
    const show = useNotices.getState().show;
    const undo: Undo['undo'] = async (eventId, anyway = false) => {
      let outcome: UndoOutcome | null = null;
      await act(async () => {
        outcome = await run(undoEvent, { eventId, anyway });
      });
      return outcome;
    };
    const undoOrSay = async (eventId: string) => {
      if ((await undo(eventId)) !== 'changedSince') return;
      const action = { label: t('undo:anyway'), undoes: true, run: () => drop(undo(eventId, true)) };
      show({ kind: 'info', text: t('undo:changedSince'), action });
    };
    return {
      undo,
      offer(text, eventId) {
        const action = { label: t('common:undo'), undoes: true, run: () => drop(undoOrSay(eventId ?? '')) };
        show({ kind: 'info', text, ...(eventId === null ? {} : { action }) });
      },
    };
  }, [t, run, act]);
}
