import type { ImportPlan } from '@shared/import/plan';
import { formatNumber } from '@shared/i18n/format';
import { useLanguage } from '@renderer/ui/use-language';
import { useTranslation } from '@renderer/ui/use-translation';
import classes from './importer.module.css';

const TYPES = ['ticket', 'event', 'customer', 'contact', 'agent', 'group'] as const;

/** How many records of each kind a plan makes. */
export function RecordCounts({ plan }: { plan: ImportPlan }) {
  const { t } = useTranslation('importer');
  const language = useLanguage();
  const counts = TYPES.map((type) => ({
    type,
    number: plan.documents.filter((doc) => doc.type === type).length,
  }));
  return (
    <>
      <ul className={classes.counts} aria-label={t('records')}>
        {counts
          .filter(({ number }) => number > 0)
          .map(({ type, number }) => (
            <li key={type}>
              {t('recordCounts', { type: t(`types.${type}`), number: formatNumber(number, language) })}
            </li>
          ))}
      </ul>
      {plan.placeholders > 0 ? (
        <p className={classes.muted}>{t('placeholders', { count: plan.placeholders })}</p>
      ) : null}
    </>
  );
}
