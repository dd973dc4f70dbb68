import { IconAlertTriangle, IconCloudCheck, IconDeviceFloppy, IconLoader2 } from '@tabler/icons-react';
import { useRecordState } from '@renderer/data/queries/records';
import { useTranslation } from '@renderer/ui/use-translation';
import { useNotes } from './use-dock';
import classes from './call-dock.module.css';

/** Says where the notes are now. */
export function NotesPlace({ id }: { id: string }) {
  const { t } = useTranslation('calls');
  const { state } = useNotes(id);
  const record = useRecordState(id);
  const place = placeOf(state, record);
  const Icon = icons[place];
  return (
    <span className={classes.place} data-place={place} data-testid="notes-place">
      <Icon size={14} aria-hidden />
      {t(place)}
    </span>
  );
}

const icons = {
  saving: IconLoader2,
  savingFailed: IconAlertTriangle,
  refused: IconAlertTriangle,
  safeHere: IconDeviceFloppy,
  safeOnServer: IconCloudCheck,
};

function placeOf(
  state: ReturnType<typeof useNotes>['state'],
  record: ReturnType<typeof useRecordState>,
): keyof typeof icons {
  if (state === 'failed') return 'savingFailed';
  if (state === 'waiting' || !record) return 'saving';
  if (record === 'needsAttention') return 'refused';
  return record === 'onServer' ? 'safeOnServer' : 'safeHere';
}
