import { useCallback } from 'react';
import { saveSetting } from '@shared/domain/team/team-commands';
import { drop } from '@shared/lib/drop';
import { useRun } from '@renderer/data/queries/team-context';
import { useNotices } from '@renderer/ui/notices';
import { useAct } from '@renderer/components/use-act';
import { useTranslation } from '@renderer/ui/use-translation';

/** Takes a setting out of use at once, and offers to undo it. */
export function useArchive(): (id: string, text: string) => Promise<void> {
  const { t } = useTranslation('common');
  const run = useRun();
  const act = useAct();
  return useCallback(
    async (id, text) => {
      if (!(await act(() => run(saveSetting, { id, values: {}, archived: true })))) return;
      const undo = () => drop(act(() => run(saveSetting, { id, values: {}, archived: false })));
      useNotices
        .getState()
        .show({ kind: 'info', text, action: { label: t('undo'), undoes: true, run: undo } });
    },
    [t, run, act],
  );
}
