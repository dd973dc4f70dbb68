import { IconArrowsDiff } from '@tabler/icons-react';
import { useHasConflict } from '@renderer/data/queries/conflicts';
import { useRecordState } from '@renderer/data/queries/records';
import { Chip } from '@renderer/ui/chip';
import { RecordStateMark } from '@renderer/ui/record-state-mark';
import { useTranslation } from '@renderer/ui/use-translation';
import classes from './record-marks.module.css';

/** Where a record is and whether two changed it at once, in a row of a list: nothing when all is well. */
export function RowMarks({ id }: { id: string }) {
  const { t } = useTranslation('conflicts');
  const state = useRecordState(id);
  const hasConflict = useHasConflict(id);
  return (
    <span className={classes.marks}>
      {hasConflict ? (
        <span className={classes.conflict} role="img" aria-label={t('both')} title={t('both')}>
          <IconArrowsDiff size={14} aria-hidden />
        </span>
      ) : null}
      {state === 'onServer' ? null : <RecordStateMark state={state} />}
    </span>
  );
}

/** The same in a record's header, in words; there it also says when it is on the server. */
export function HeaderMarks({ id }: { id: string }) {
  const { t } = useTranslation('conflicts');
  const state = useRecordState(id);
  const hasConflict = useHasConflict(id);
  return (
    <>
      {hasConflict ? (
        <Chip tone="violet" icon={<IconArrowsDiff size={12} aria-hidden />}>
          {t('both')}
        </Chip>
      ) : null}
      <RecordStateMark state={state} labelled />
    </>
  );
}
