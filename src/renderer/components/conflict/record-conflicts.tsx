import { useConflictsOf } from '@renderer/data/queries/conflicts';
import { useTranslation } from '@renderer/ui/use-translation';
import { ConflictCard } from './conflict-card';
import classes from './conflict-card.module.css';

/** What was changed by both in one record; nothing when nothing was. What is decided is folded. */
export function RecordConflicts({ id }: { id: string }) {
  const { t } = useTranslation('conflicts');
  const conflicts = useConflictsOf(id);
  if (conflicts.length === 0) return null;
  const open = conflicts.filter(({ state }) => state === 'open');
  const decided = conflicts.filter(({ state }) => state !== 'open');
  return (
    <section className={classes.list} aria-label={t('both')} data-testid="record-conflicts">
      {open.map((conflict) => (
        <ConflictCard key={conflict.id} conflict={conflict} />
      ))}
      {decided.length > 0 ? (
        <details className={classes.earlier}>
          <summary>{t('earlier', { count: decided.length })}</summary>
          {decided.map((conflict) => (
            <ConflictCard key={conflict.id} conflict={conflict} />
          ))}
        </details>
      ) : null}
    </section>
  );
}
