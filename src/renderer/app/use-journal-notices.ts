import { useEffect } from 'react';
import { useTeam } from '@renderer/data/queries/team-context';
import { useNotices } from '@renderer/ui/notices';
import { useTranslation } from '@renderer/ui/use-translation';

/** So many places of a damaged journal are named. */
const NAMED = 3;

let told: unknown = null;

/** Says what came back at the start, and once when the journal cannot be written. Silent when all is well. */
export function useJournalNotices(): void {
  const { journal } = useTeam();
  const { t } = useTranslation('journal');
  const show = useNotices((state) => state.show);

  useEffect(() => {
    // React may mount twice; the person is told once.
    if (!journal || told === journal) return;
    told = journal;
    const { changes, drafts, damaged } = journal.replayed;
    const restored = [
      ...(changes > 0 ? [t('restored', { count: changes })] : []),
      ...(drafts > 0 ? [t('drafts', { count: drafts })] : []),
    ];
    if (restored.length > 0) show({ kind: 'info', text: restored.join(' ') });
    if (damaged.length > 0) {
      const places = damaged.slice(0, NAMED).map(({ file, line }) => t('line', { file, line }));
      if (damaged.length > NAMED) places.push('…');
      show({ kind: 'error', text: t('damaged', { count: damaged.length, places: places.join('; ') }) });
    }
  }, [journal, show, t]);

  useEffect(() => {
    if (!journal) return;
    let isTold = false;
    const tell = () => {
      if (isTold || !journal.isFailing()) return;
      isTold = true;
      show({ kind: 'error', text: t('failing') });
    };
    tell();
    return journal.subscribe(tell);
  }, [journal, show, t]);
}
