import { IconDatabaseExclamation } from '@tabler/icons-react';
import { formatSize } from '@shared/i18n/format-size';
import { useSpace } from '@renderer/data/store/space';
import { useLanguage } from '@renderer/ui/use-language';
import { useTranslation } from '@renderer/ui/use-translation';
import classes from './space-banner.module.css';

/** Under the top bar, while this computer runs out of room: how much is left, what still works, what to do. */
export function SpaceBanner() {
  const { t } = useTranslation('storage');
  const language = useLanguage();
  const { level, free } = useSpace();
  if (level === 'enough') return null;
  return (
    <section className={classes.banner} data-space={level} aria-label={t('spaceLabel')} role="status">
      <IconDatabaseExclamation size={18} aria-hidden />
      <div className={classes.words}>
        <strong>{t(`${level}.title`, { size: formatSize(free ?? 0, language) })}</strong>
        <span>{t(`${level}.text`)}</span>
      </div>
    </section>
  );
}
