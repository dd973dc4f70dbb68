import type { EventDocument } from '@shared/domain/record/documents';
import { useTranslation } from '@renderer/ui/use-translation';
import classes from './timeline.module.css';

/** Says of an imported event that its author did not write it here, and who brought it in. */
export function ImportMark({ event }: { event: EventDocument }) {
  const { t } = useTranslation('ticket');
  if (event['imported'] !== true) return null;
  const user = event['importedBy'];
  return (
    <span className={classes.aside}>
      {' · '}
      {typeof user === 'string' ? t('event.importedBy', { user: user.slice(0, 60) }) : t('event.imported')}
    </span>
  );
}
