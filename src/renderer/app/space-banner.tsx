import { useSyncExternalStore } from 'react';
import { IconDatabaseExclamation } from '@tabler/icons-react';
import { formatSize } from '@shared/i18n/format-size';
import { useTeam } from '@renderer/data/queries/team-context';
import { useSpace } from '@renderer/data/store/space';
import { Banner } from '@renderer/ui/banner';
import { useLanguage } from '@renderer/ui/use-language';
import { useTranslation } from '@renderer/ui/use-translation';

/** While this computer runs out of room: how much is left, what still works, what to do. */
export function SpaceBanner() {
  const { t } = useTranslation('storage');
  const language = useLanguage();
  const { level, free, shown } = useSpace();
  const isKept = useIsKept();
  if (level === 'enough') return null;
  const text = level === 'full' ? t(`full.${isKept ? shown : 'none'}`) : t(`${level}.text`);
  return (
    <div data-space={level}>
      <Banner
        tone={level === 'low' ? 'amber' : 'red'}
        icon={IconDatabaseExclamation}
        label={t('spaceLabel')}
        title={t(`${level}.title`, { size: formatSize(free ?? 0, language) })}
        text={text}
      />
    </div>
  );
}

/** Whether the journal takes what is saved. */
function useIsKept(): boolean {
  const { journal } = useTeam();
  return useSyncExternalStore(
    (listener) => journal?.subscribe(listener) ?? (() => undefined),
    () => journal !== null && !journal.isFailing(),
  );
}
