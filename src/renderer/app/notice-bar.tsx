import { useEffect } from 'react';
import { ActionIcon, Button } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { KeyLabel } from '@renderer/ui/keys/key-label';
import { useShortcut } from '@renderer/ui/keys/use-shortcut';
import { useNotices } from '@renderer/ui/notices';
import type { Notice } from '@renderer/ui/notices';
import { usePreferences } from '@renderer/ui/preferences';
import { useTranslation } from '@renderer/ui/use-translation';
import classes from './workspace.module.css';

/** Undo stays long enough to be thought about; errors stay until they are closed. */
const SHOWN_FOR = 30_000;

export function NoticeBar() {
  const notices = useNotices((state) => state.notices);
  const dismiss = useNotices((state) => state.dismiss);
  const singleKeys = usePreferences((preferences) => preferences.singleKeys);
  const last = notices.findLast(({ action }) => action?.undoes);
  useShortcut(
    'undo',
    () => {
      last?.action?.run();
      if (last) dismiss(last.id);
    },
    last !== undefined,
  );
  return (
    <div className={classes.notices} aria-live="polite">
      {notices.map((notice) => (
        <NoticeRow key={notice.id} notice={notice} showsKey={singleKeys && notice === last} />
      ))}
    </div>
  );
}

function NoticeRow({ notice, showsKey }: { notice: Notice; showsKey: boolean }) {
  const { t } = useTranslation('common');
  const dismiss = useNotices((state) => state.dismiss);
  useEffect(() => {
    if (notice.kind === 'error') return;
    const timer = setTimeout(() => dismiss(notice.id), SHOWN_FOR);
    return () => clearTimeout(timer);
  }, [notice, dismiss]);
  const { action } = notice;
  return (
    <div
      className={classes.notice}
      data-kind={notice.kind}
      role={notice.kind === 'error' ? 'alert' : undefined}
    >
      <span className={classes.noticeText}>{notice.text}</span>
      {action ? (
        <Button
          variant="light"
          size="compact-xs"
          rightSection={showsKey ? <KeyLabel id="undo" /> : undefined}
          onClick={() => {
            action.run();
            dismiss(notice.id);
          }}
        >
          {action.label}
        </Button>
      ) : null}
      <ActionIcon
        variant="subtle"
        color="gray"
        size="sm"
        aria-label={t('close')}
        onClick={() => dismiss(notice.id)}
      >
        <IconX size={14} />
      </ActionIcon>
    </div>
  );
}
