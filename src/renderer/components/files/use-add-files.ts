import { useCallback, useEffect, useState } from 'react';
import { MAX_FILE_BYTES } from '@shared/domain/files/file';
import { cleanFileName } from '@shared/domain/files/file-name';
import { formatSize } from '@shared/i18n/format-size';
import { drop } from '@shared/lib/drop';
import { useTeamFiles } from '@renderer/data/queries/files';
import type { FileTarget } from '@renderer/data/queries/files';
import { useNotices } from '@renderer/ui/notices';
import { useLanguage } from '@renderer/ui/use-language';
import { useTranslation } from '@renderer/ui/use-translation';
import { useAct } from '../use-act';

/** Adds files to a record, one after the other, and says of each that could not be added why. */
export function useAddFiles({ about, stepId }: FileTarget): {
  add(files: readonly File[]): void;
  /** How many are still being added. */
  adding: number;
} {
  const { t } = useTranslation('files');
  const language = useLanguage();
  const files = useTeamFiles();
  const act = useAct();
  const [adding, setAdding] = useState(0);

  const addOne = useCallback(
    async (file: File): Promise<void> => {
      const name = cleanFileName(file.name) || t('nameless');
      const outcome = await files.add({ about, ...(stepId === undefined ? {} : { stepId }) }, file, name);
      if (outcome.kind === 'added') return;
      const words = {
        name: outcome.kind === 'duplicate' ? outcome.name : name,
        size: formatSize(file.size, language),
        limit: formatSize(MAX_FILE_BYTES, language),
      };
      useNotices.getState().show({ kind: 'error', text: t(`notices.${outcome.kind}`, words) });
    },
    [about, files, language, stepId, t],
  );
  const add = useCallback(
    (chosen: readonly File[]) => {
      const work = async () => {
        setAdding((count) => count + chosen.length);
        for (const file of chosen) {
          await act(() => addOne(file));
          setAdding((count) => count - 1);
        }
      };
      drop(work());
    },
    [act, addOne],
  );
  useEffect(() => {
    if (adding === 0) return;
    // What has not been read yet is in no place of ours: leaving now would lose it without a word.
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, [adding]);
  return { add, adding };
}
