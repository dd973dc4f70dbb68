import { useEffect } from 'react';
import { ActionIcon, Button } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useNotices } from '@renderer/ui/notices';
import type { Notice } from '@renderer/ui/notices';
import classes from './workspace.module.css';

/** Undo stays long enough to be thought about; errors stay until they are closed. */
const SHOWN_FOR = 30_000;

export function NoticeBar() {
  const notices = useNotices((state) => state.notices);
  return (
    <div className={classes.notices} aria-live="polite">
      {notices.map((notice) => (
        <NoticeRow key={notice.id} notice={notice} />
      ))}
    </div>
  );
}

function NoticeRow({ notice }: { notice: Notice }) {
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
