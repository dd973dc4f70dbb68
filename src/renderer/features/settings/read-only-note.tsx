import { IconLock } from '@tabler/icons-react';
import { useTranslation } from '@renderer/ui/use-translation';
import classes from './settings.module.css';

/** Why a form cannot be changed by this person. */
export function ReadOnlyNote() {
  const { t } = useTranslation('settings');
  return (
    <p className={classes.note}>
      <IconLock size={16} aria-hidden />
      {t('readOnly')}
    </p>
  );
}
