import { useCallback } from 'react';
import { saveSetting } from '@shared/domain/team/team-commands';
import { useRun } from '@renderer/data/queries/team-context';
import { useUndo } from '@renderer/components/undo/use-undo';
import { useAct } from '@renderer/components/use-act';

/** Takes a setting out of use at once, and offers to undo it. */
export function useArchive(): (id: string, text: string) => Promise<void> {
  const run = useRun();
  const act = useAct();
  const { offer } = useUndo();
  return useCallback(
    async (id, text) => {
      await act(async () => {
        const { eventId } = await run(saveSetting, { id, values: {}, archived: true });
        offer(text, eventId);
      });
    },
    [run, act, offer],
  );
}
