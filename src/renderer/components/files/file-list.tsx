import { useId, useRef, useState } from 'react';
import { Button } from '@mantine/core';
import { IconPaperclip } from '@tabler/icons-react';
import type { RecordFile } from '@shared/domain/files/record-files';
import { useTranslation } from '@renderer/ui/use-translation';
import { FileRow } from './file-row';
import { useOpenFile } from './use-open-file';
import classes from './files.module.css';

/** How many are drawn, the newest, before somebody asks for all. */
const SHOWN = 6;

export interface FileListProps {
  files: readonly RecordFile[];
  canWrite: boolean;
  add: (files: readonly File[]) => void;
  /** How many are being added just now. */
  adding: number;
  /** Name of the group for screen readers. */
  label?: string;
  /** Without heading and empty text: under a step, where nothing is the usual case. */
  compact?: boolean;
}

/** The files of a record, and the button that adds one. */
export function FileList({ files, canWrite, add, adding, label, compact = false }: FileListProps) {
  const { t } = useTranslation(['files', 'common']);
  const opener = useOpenFile();
  const [showsAll, setShowsAll] = useState(false);
  const [showsRemoved, setShowsRemoved] = useState(false);
  const titleId = useId();
  const newestFirst = files.toReversed();
  const present = newestFirst.filter((file) => !file.removed);
  const removed = newestFirst.filter((file) => file.removed);
  const shown = showsAll || present.length <= SHOWN + 1 ? present : present.slice(0, SHOWN);
  const title = present.length === 0 ? t('files:title') : t('files:titleCount', { count: present.length });
  if (compact && !canWrite && files.length === 0) return null;
  return (
    <div
      className={classes.files}
      role="group"
      {...(label === undefined ? { 'aria-labelledby': titleId } : { 'aria-label': label })}
      data-compact={compact}
    >
      {compact ? null : (
        <div className={classes.head}>
          <h3 className={classes.title} id={titleId}>
            {title}
          </h3>
          {canWrite ? <AddButton add={add} adding={adding} /> : null}
        </div>
      )}
      {present.length === 0 && !compact ? (
        <p className={classes.muted}>{canWrite ? t('files:empty') : t('files:emptyReadOnly')}</p>
      ) : null}
      {shown.length === 0 ? null : (
        <ul className={classes.list}>
          {shown.map((file) => (
            <FileRow key={file.fileId} file={file} opener={opener} canWrite={canWrite} />
          ))}
        </ul>
      )}
      {shown.length < present.length ? (
        <Button variant="subtle" size="compact-xs" onClick={() => setShowsAll(true)}>
          {t('common:showAll', { count: present.length })}
        </Button>
      ) : null}
      {compact && canWrite ? <AddButton add={add} adding={adding} isQuiet /> : null}
      {removed.length === 0 ? null : (
        <>
          <Button
            variant="subtle"
            color="gray"
            size="compact-xs"
            aria-expanded={showsRemoved}
            onClick={() => setShowsRemoved(!showsRemoved)}
          >
            {showsRemoved ? t('files:hideRemoved') : t('files:showRemoved', { count: removed.length })}
          </Button>
          {showsRemoved ? (
            <ul className={classes.list}>
              {removed.map((file) => (
                <FileRow key={file.fileId} file={file} opener={opener} canWrite={canWrite} />
              ))}
            </ul>
          ) : null}
        </>
      )}
      <span className={classes.dropHint} aria-hidden>
        {t('files:drop')}
      </span>
      {opener.preview}
    </div>
  );
}

function AddButton({
  add,
  adding,
  isQuiet = false,
}: Pick<FileListProps, 'add' | 'adding'> & { isQuiet?: boolean }) {
  const { t } = useTranslation('files');
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <Button
        variant="subtle"
        size="compact-xs"
        leftSection={<IconPaperclip size={14} aria-hidden />}
        {...(isQuiet ? { color: 'gray', ml: -8, fw: 400 } : {})}
        onClick={() => input.current?.click()}
      >
        {adding > 0 ? t('adding') : t('add')}
      </Button>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        tabIndex={-1}
        aria-hidden
        onChange={(event) => {
          add([...(event.currentTarget.files ?? [])]);
          // So that the same file can be chosen again.
          event.currentTarget.value = '';
        }}
      />
    </>
  );
}
