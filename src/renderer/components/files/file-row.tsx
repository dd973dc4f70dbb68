import { ActionIcon, Button, Menu, Progress, UnstyledButton } from '@mantine/core';
import {
  IconDots,
  IconDownload,
  IconFile,
  IconFileText,
  IconPhoto,
  IconRestore,
  IconTrash,
} from '@tabler/icons-react';
import type { RecordFile } from '@shared/domain/files/record-files';
import { removeFile, restoreFile } from '@shared/domain/files/file-commands';
import { formatSize } from '@shared/i18n/format-size';
import { drop } from '@shared/lib/drop';
import { useTeamFiles } from '@renderer/data/queries/files';
import { useRun } from '@renderer/data/queries/team-context';
import { useNotices } from '@renderer/ui/notices';
import { RecordStateMark } from '@renderer/ui/record-state-mark';
import { useLanguage } from '@renderer/ui/use-language';
import { useTranslation } from '@renderer/ui/use-translation';
import { useAct } from '../use-act';
import type { OpenFile } from './use-open-file';
import { useFileState } from './use-file-words';
import classes from './files.module.css';

/** One file: name, size, where it is, and what can be done with it. */
export function FileRow({
  file,
  opener,
  canWrite,
}: {
  file: RecordFile;
  opener: Pick<OpenFile, 'open' | 'save'>;
  canWrite: boolean;
}) {
  const { t } = useTranslation(['files', 'common']);
  const language = useLanguage();
  const files = useTeamFiles();
  const act = useAct();
  const state = useFileState(file);
  const name = file.name || t('files:nameless');
  return (
    <li
      className={classes.row}
      data-file={file.fileId}
      data-place={state.mark ?? 'away'}
      data-removed={file.removed}
    >
      <UnstyledButton
        className={classes.opener}
        aria-label={t('files:open', { name })}
        title={name}
        onClick={() => opener.open(file)}
      >
        <FileIcon file={file} />
        <bdi className={classes.name}>{name}</bdi>
      </UnstyledButton>
      <span className={classes.size}>{formatSize(file.size, language)}</span>
      <RecordStateMark state={state.mark} />
      <FileMenu file={file} name={name} canWrite={canWrite} onSave={() => opener.save(file)} />
      {state.text || file.removed ? (
        <div className={classes.state} data-mark={state.mark} aria-live="polite">
          <span>{file.removed ? t('files:removedBy') : state.text}</span>
          {state.canRetry && canWrite ? (
            <Button
              variant="light"
              size="compact-xs"
              onClick={() => drop(act(() => files.retry(file.fileId)))}
            >
              {t('common:retry')}
            </Button>
          ) : null}
        </div>
      ) : null}
      {state.percent === null ? null : (
        <Progress className={classes.progress} value={state.percent} size={3} aria-label={state.text} />
      )}
    </li>
  );
}

function FileMenu({
  file,
  name,
  canWrite,
  onSave,
}: {
  file: RecordFile;
  name: string;
  canWrite: boolean;
  onSave: () => void;
}) {
  const { t } = useTranslation(['files', 'common']);
  const run = useRun();
  const act = useAct();
  const args = { about: file.about, fileId: file.fileId, name };
  const restore = () => drop(act(() => run(restoreFile, args)));
  async function remove(): Promise<void> {
    if (!(await act(() => run(removeFile, args)))) return;
    const action = { label: t('common:undo'), undoes: true, run: restore };
    useNotices.getState().show({ kind: 'info', text: t('files:notices.removed', { name }), action });
  }
  return (
    <Menu position="bottom-end" withinPortal>
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" size="sm" aria-label={t('files:actions', { name })}>
          <IconDots size={16} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<IconDownload size={14} aria-hidden />} onClick={onSave}>
          {t('files:save')}
        </Menu.Item>
        {canWrite && !file.removed ? (
          <Menu.Item leftSection={<IconTrash size={14} aria-hidden />} onClick={() => drop(remove())}>
            {t('common:remove')}
          </Menu.Item>
        ) : null}
        {canWrite && file.removed ? (
          <Menu.Item leftSection={<IconRestore size={14} aria-hidden />} onClick={restore}>
            {t('common:restore')}
          </Menu.Item>
        ) : null}
      </Menu.Dropdown>
    </Menu>
  );
}

/** A guess from the name and type its sender gave; what it is, its bytes say when it is opened. */
function FileIcon({ file: { mediaType, name } }: { file: RecordFile }) {
  const props = { size: 16, 'aria-hidden': true, className: classes.icon ?? '' };
  if (mediaType.startsWith('image/')) return <IconPhoto {...props} />;
  const isText = mediaType.startsWith('text/') || /\.(txt|log|md|csv|pdf|docx?)$/i.test(name);
  return isText ? <IconFileText {...props} /> : <IconFile {...props} />;
}
