import { useRun, useSession } from '@renderer/data/queries/team-context';
import { useUndo } from '@renderer/components/undo/use-undo';
import { useAct } from '@renderer/components/use-act';
import type { Callback } from '@shared/domain/calls/call';
import { editCallback } from '@shared/domain/calls/callback-commands';
import type { z } from 'zod';
import { drop } from '@shared/lib/drop';
import { useTranslation } from '@renderer/ui/use-translation';

type Values = z.input<typeof editCallback.args>['values'];

interface CallbackActs {
  edit(values: Values): Promise<boolean>;
  /** Takes it, or gives it back to all. */
  claim(mine: boolean): void;
  /** Ends it, with a way back. */
  close(status: 'done' | 'cancelled'): void;
  reopen(): void;
}

/** What one can do to a callback. */
export function useCallbackActs(callback: Callback): CallbackActs {
  const { t } = useTranslation('callbacks');
  const run = useRun();
  const act = useAct();
  const { user } = useSession();
  const { offer } = useUndo();
  const edit = (values: Values) => act(() => run(editCallback, { id: callback._id, values }));
  const reopen = () => drop(edit({ status: 'open' }));
  async function close(status: 'done' | 'cancelled'): Promise<void> {
    await act(async () => {
      const { eventId } = await run(editCallback, { id: callback._id, values: { status } });
      offer(status === 'done' ? t('wasDone') : t('wasCancelled'), eventId);
    });
  }
  return {
    edit,
    claim: (mine) => drop(edit({ owner: mine ? user : '' })),
    close: (status) => drop(close(status)),
    reopen,
  };
}
