import { useState } from 'react';
import { Button } from '@mantine/core';
import { formatMoment } from '@shared/i18n/format';
import { formatSize } from '@shared/i18n/format-size';
import type { KeptBackup } from '@renderer/data/commands/backups';
import { isDaily } from '@renderer/data/commands/backups';
import { useLanguage } from '@renderer/ui/use-language';
import { useTranslation } from '@renderer/ui/use-translation';
import classes from './backup.module.css';

interface BackupRowProps {
  backup: KeptBackup;
  /** It may hold a person who has been erased since. */
  isOutdated: boolean;
  canRestore: boolean;
  onSaveCopy: () => void;
  onRestore: () => void;
  onRemove: () => void;
}

/** One backup and what one can do with it. */
export function BackupRow({
  backup,
  isOutdated,
  canRestore,
  onSaveCopy,
  onRestore,
  onRemove,
}: BackupRowProps) {
  const { t } = useTranslation('backup');
  const language = useLanguage();
  /** A second click deletes it. */
  const [isAsked, setAsked] = useState(false);
  const when = formatMoment(backup.at, language);
  return (
    <tr>
      <td>{when}</td>
      <td>
        {isDaily(backup.name) ? t('daily') : t('byHand')}
        {isOutdated ? <div className={classes.muted}>{t('fromBefore')}</div> : null}
      </td>
      <td>{formatSize(backup.bytes, language)}</td>
      <td>
        <div className={classes.rowActs}>
          <Button
            size="compact-xs"
            variant="default"
            aria-label={t('saveCopyOf', { when })}
            onClick={onSaveCopy}
          >
            {t('saveCopy')}
          </Button>
          <Button
            size="compact-xs"
            variant="default"
            disabled={!canRestore}
            aria-label={t('restoreOf', { when })}
            onClick={onRestore}
          >
            {t('restoreThis')}
          </Button>
          <Button
            size="compact-xs"
            variant="subtle"
            color={isAsked ? 'red' : 'gray'}
            aria-label={isAsked ? t('removeSureOf', { when }) : t('removeOf', { when })}
            onClick={() => (isAsked ? onRemove() : setAsked(true))}
            onBlur={() => setAsked(false)}
          >
            {isAsked ? t('removeSure') : t('remove')}
          </Button>
        </div>
      </td>
    </tr>
  );
}
