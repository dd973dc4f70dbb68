import { IconAlertTriangle, IconCloudCheck, IconDeviceFloppy } from '@tabler/icons-react';
import classes from './record-state-mark.module.css';
import { useTranslation } from './use-translation';

const icons = { savedHere: IconDeviceFloppy, onServer: IconCloudCheck, needsAttention: IconAlertTriangle };

/**
 * Where a record is. Quiet when all is well.
 * @param labelled also shows the words (headers); otherwise only the icon with a hint (lists)
 */
export function RecordStateMark({
  state,
  labelled = false,
}: {
  state: keyof typeof icons | undefined;
  labelled?: boolean;
}) {
  const { t } = useTranslation('sync');
  if (!state) return null;
  const Icon = icons[state];
  const label = t(state);
  return (
    <span className={classes.mark} data-state={state} title={label} role="img" aria-label={label}>
      <Icon size={14} aria-hidden />
      {labelled ? <span aria-hidden>{label}</span> : null}
    </span>
  );
}
