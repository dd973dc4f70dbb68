import { formatDate } from '@shared/i18n/format';
import { useErasures } from '@renderer/data/queries/erasures';
import { usePersonName } from '@renderer/data/queries/people';
import { useLanguage } from '@renderer/ui/use-language';
import { useTranslation } from '@renderer/ui/use-translation';
import classes from './customers.module.css';

/** An erased person in the list: when and by whom, and how many computers have confirmed it. */
export function ErasedRow({ id }: { id: string }) {
  const { t } = useTranslation('privacy');
  const language = useLanguage();
  const erasures = useErasures(id);
  const name = usePersonName(erasures?.first.author ?? '');
  if (!erasures) return <div className={classes.row}>{t('erase.erasedTitle')}</div>;
  const { first, done, waiting } = erasures;
  const all = done.length + waiting.length;
  return (
    <div className={classes.row}>
      <span className={classes.rowName}>
        {[formatDate(first.occurredAt, language), name].filter(Boolean).join(' · ')}
      </span>
      <span className={classes.rowDetail}>
        {waiting.length > 0
          ? t('erase.machines.progress', { done: done.length, all })
          : t('erase.machines.allDone', { all })}
      </span>
    </div>
  );
}
