import type { ImportPlan } from '@shared/import/plan';
import { useTranslation } from '@renderer/ui/use-translation';
import classes from './importer.module.css';

const SHOWN = 50;

/** The rows that are not imported, or not as they stand, each with its reason. */
export function RowProblems({ plan, kind }: { plan: ImportPlan; kind: 'rejected' | 'remarks' }) {
  const { t } = useTranslation('importer');
  const all = plan.tables.flatMap((table) =>
    table[kind].map((problem) => ({ table: table.table, ...problem })),
  );
  if (all.length === 0)
    return kind === 'rejected' ? <p className={classes.muted}>{t('noProblems')}</p> : null;
  return (
    <section aria-label={kind === 'rejected' ? t('problems') : t('remarks')}>
      <h3 className={classes.heading}>
        {kind === 'rejected' ? t('problems') : t('remarks')}{' '}
        <span className={classes.muted}>{all.length}</span>
      </h3>
      <ul className={classes.problems}>
        {all.slice(0, SHOWN).map(({ table, row, reason, value }) => (
          <li key={`${table} ${row} ${reason} ${value}`}>
            <span className={classes.where}>
              {table}, {t('rowNumber', { row })}
            </span>
            <span>{t(`reasons.${reason}`)}</span>
            <span className={classes.value}>{value}</span>
          </li>
        ))}
      </ul>
      {all.length > SHOWN ? (
        <p className={classes.muted}>{t('moreRows', { count: all.length - SHOWN })}</p>
      ) : null}
    </section>
  );
}
