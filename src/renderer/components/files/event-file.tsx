import { Button } from '@mantine/core';
import type { EventDocument } from '@shared/domain/record/documents';
import { fileOf } from '@shared/domain/files/record-files';
import { formatSize } from '@shared/i18n/format-size';
import { useLanguage } from '@renderer/ui/use-language';
import { useTranslation } from '@renderer/ui/use-translation';
import { useOpenFile } from './use-open-file';
import classes from './files.module.css';

/** The file that an event of a timeline tells of, to be opened from there. */
export function EventFile({ event }: { event: EventDocument }) {
  const { t } = useTranslation('files');
  const language = useLanguage();
  const opener = useOpenFile();
  const file = fileOf(event);
  if (!file) return null;
  return (
    <span className={classes.eventFile}>
      <Button
        variant="light"
        size="compact-xs"
        aria-label={t('open', { name: file.name || t('nameless') })}
        onClick={() => opener.open(file)}
      >
        {t('openShort')}
      </Button>
      <span className={classes.muted}>{formatSize(file.size, language)}</span>
      {opener.preview}
    </span>
  );
}
