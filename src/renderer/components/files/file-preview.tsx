import { useEffect, useState } from 'react';
import { Button, Modal } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import type { ShownKind } from '@shared/domain/files/file-kind';
import type { RecordFile } from '@shared/domain/files/record-files';
import { formatSize } from '@shared/i18n/format-size';
import { drop } from '@shared/lib/drop';
import { useLanguage } from '@renderer/ui/use-language';
import { useTranslation } from '@renderer/ui/use-translation';
import classes from './files.module.css';

/** A text is shown up to this length; the rest is in the file. */
const LONGEST_TEXT = 200_000;

/** A picture or a text, over the screen. */
export function FilePreview({
  file,
  content,
  kind,
  onClose,
  onSave,
}: {
  file: RecordFile;
  content: Blob;
  kind: ShownKind;
  onClose: () => void;
  onSave: () => void;
}) {
  const { t } = useTranslation(['files', 'common']);
  const language = useLanguage();
  return (
    <Modal
      opened
      onClose={onClose}
      size="auto"
      centered
      title={<bdi className={classes.previewTitle}>{file.name || t('files:nameless')}</bdi>}
      closeButtonProps={{ 'aria-label': t('common:close') }}
    >
      {kind === 'text/plain' ? (
        <TextContent content={content} />
      ) : (
        <Picture content={content} kind={kind} name={file.name} />
      )}
      <div className={classes.previewFoot}>
        <span className={classes.muted}>{formatSize(file.size, language)}</span>
        <Button
          variant="default"
          leftSection={<IconDownload size={14} aria-hidden />}
          onClick={onSave}
          data-autofocus
        >
          {t('files:save')}
        </Button>
      </div>
    </Modal>
  );
}

function Picture({ content, kind, name }: { content: Blob; kind: ShownKind; name: string }) {
  const [address, setAddress] = useState('');
  useEffect(() => {
    // The type is the one the bytes begin with, so that a page in disguise stays a broken picture.
    const made = URL.createObjectURL(new Blob([content], { type: kind }));
    setAddress(made);
    return () => URL.revokeObjectURL(made);
  }, [content, kind]);
  return address ? <img className={classes.picture} src={address} alt={name} /> : null;
}

function TextContent({ content }: { content: Blob }) {
  const [text, setText] = useState('');
  useEffect(() => {
    let isCurrent = true;
    const read = async () => {
      const whole = await content.text();
      if (isCurrent) setText(whole.length > LONGEST_TEXT ? `${whole.slice(0, LONGEST_TEXT)}…` : whole);
    };
    drop(read());
    return () => {
      isCurrent = false;
    };
  }, [content]);
  return (
    <pre className={classes.text} dir="auto" tabIndex={0}>
      {text}
    </pre>
  );
}
