import { RowMarks } from '@renderer/components/record-marks';
import { usePersonName } from '@renderer/data/queries/people';
import { useSession } from '@renderer/data/queries/team-context';
import type { Callback } from '@shared/domain/calls/call';
import { useTranslation } from '@renderer/ui/use-translation';
import { useCallbackName } from './callback-name';
import { DueChip } from './due-chip';
import classes from './callbacks-page.module.css';

/** A callback in one line. */
export function CallbackRow({ callback, now }: { callback: Callback; now: string }) {
  const { t } = useTranslation('callbacks');
  const { user } = useSession();
  const { name, company } = useCallbackName(callback);
  const owner = usePersonName(callback.owner);
  const tries = Object.keys(callback.attempts).length;
  return (
    <div className={classes.row}>
      <span>
        <DueChip callback={callback} now={now} />
      </span>
      <span dir="auto">
        <RowMarks id={callback._id} />
        <span className={classes.name}>{name}</span>
        {company ? <span className={classes.muted}> {company}</span> : null}
      </span>
      <span dir="auto">
        {tries > 0 ? <span className={classes.muted}>{t('attempts', { count: tries })} · </span> : null}
        {callback.topic || t('noTopic')}
      </span>
      <span className={callback.owner === user ? classes.name : classes.muted}>
        {callback.owner === '' ? t('unclaimed') : owner}
      </span>
    </div>
  );
}
