import { useCallback, useRef } from 'react';
import { CommandError } from '@shared/domain/record/command';
import { drop } from '@shared/lib/drop';
import { isDiskFull } from '@renderer/data/queries/disk-space';
import { useNotices } from '@renderer/ui/notices';
import { useTranslation } from '@renderer/ui/use-translation';

/**
 * Runs something a person asked for and tells them in their language when it failed.
 * Resolves to whether it worked, so that a form is emptied only after its text is safe.
 */
export function useAct(): (work: () => Promise<unknown>) => Promise<boolean> {
  const { t } = useTranslation(['common', 'storage']);
  return useCallback(
    async (work) => {
      try {
        await work();
        return true;
      } catch (error) {
        const code = error instanceof CommandError ? error.code : '';
        const text =
          code === 'notAllowed'
            ? t('notAllowed')
            : code === 'notFound'
              ? t('recordMissing')
              : isDiskFull()
                ? t('storage:full.notSaved')
                : t('saveFailed');
        useNotices.getState().show({ kind: 'error', text });
        drop(Promise.reject(error instanceof Error ? error : new Error(String(error))));
        return false;
      }
    },
    [t],
  );
}

/**
 * The same for what must happen once: while one is under way, another is not begun and resolves to false. A second
 * Enter before the first has been stored would make a second record.
 */
export function useSingleAct(): ReturnType<typeof useAct> {
  const act = useAct();
  const isUnderWay = useRef(false);
  return useCallback(
    async (work) => {
      if (isUnderWay.current) return false;
      isUnderWay.current = true;
      try {
        return await act(work);
      } finally {
        isUnderWay.current = false;
      }
    },
    [act],
  );
}
