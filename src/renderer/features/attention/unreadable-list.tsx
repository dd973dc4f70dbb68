import type { UnreadableDocument } from '@renderer/data/queries/refused';
import { useTranslation } from '@renderer/ui/use-translation';
import { CopyButton } from './copy-button';
import classes from './attention-page.module.css';

/** More would make the screen slow, and say nothing new. */
const MOST_SHOWN = 50;

/** Documents of the server in quarantine, as they are. */
export function UnreadableList({ documents }: { documents: readonly UnreadableDocument[] }) {
  const { t } = useTranslation('sync');
  return (
    <section className={classes.section} aria-labelledby="unreadable-title">
      <h2 className={classes.sectionTitle} id="unreadable-title">
        {t('quarantineTitle')} ({documents.length})
      </h2>
      <p className={classes.intro}>{t('quarantineText')}</p>
      <ul className={classes.list}>
        {documents.slice(0, MOST_SHOWN).map(({ id, doc }) => {
          const raw = JSON.stringify(doc, null, 2) ?? '';
          return (
            <li key={id} className={classes.card}>
              <details>
                <summary className={classes.rawTitle}>{id}</summary>
                <pre className={classes.raw}>{raw}</pre>
              </details>
              <div className={classes.actions}>
                <CopyButton text={raw} label={t('copyRaw')} />
              </div>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
