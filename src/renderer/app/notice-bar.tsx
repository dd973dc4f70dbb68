import type { FocusEvent, ReactNode } from 'react';
import { useEffect, useRef, useState } from 'react';
import { ActionIcon, Button } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { KeyLabel } from '@renderer/ui/keys/key-label';
import { useShortcut } from '@renderer/ui/keys/use-shortcut';
import { canUndo, useNotices } from '@renderer/ui/notices';
import type { Notice } from '@renderer/ui/notices';
import { usePreferences } from '@renderer/ui/preferences';
import { useTranslation } from '@renderer/ui/use-translation';
import classes from './workspace.module.css';

/** Undo stays long enough to be thought about; errors stay until they are closed. */
const SHOWN_FOR = 30_000;

/** What the person should know, and under it what they can take back. */
export function NoticeBar() {
  const notices = useNotices((state) => state.notices);
  const undos = notices.filter(canUndo);
  const newest = undos.at(-1);
  return (
    <div className={classes.notices} aria-live="polite">
      {notices
        .filter((notice) => !canUndo(notice))
        .map((notice) => (
          <NoticeRow key={notice.id} notice={notice} group={[notice.id]} />
        ))}
      {newest ? <UndoBar key={newest.id} newest={newest} all={undos} /> : null}
    </div>
  );
}

/** The newest act that can be undone. The ones before it wait behind it: undone, it makes room for the next. */
function UndoBar({ newest, all }: { newest: Notice; all: readonly Notice[] }) {
  const { t } = useTranslation('undo');
  const dismiss = useNotices((state) => state.dismiss);
  const singleKeys = usePreferences((preferences) => preferences.singleKeys);
  useShortcut('undo', () => {
    newest.action?.run();
    dismiss(newest.id);
  });
  const earlier = all.length - 1;
  return (
    // All of them were there for as long as the newest: they go together.
    <NoticeRow notice={newest} group={all.map(({ id }) => id)} showsKey={singleKeys}>
      {earlier > 0 ? <span className={classes.earlier}>{t('earlier', { count: earlier })}</span> : null}
    </NoticeRow>
  );
}

interface NoticeRowProps {
  notice: Notice;
  /** The notices that close with it. */
  group: number[];
  showsKey?: boolean;
  children?: ReactNode;
}

function NoticeRow({ notice, group, showsKey = false, children }: NoticeRowProps) {
  const { t } = useTranslation('common');
  const dismiss = useNotices((state) => state.dismiss);
  // It does not go away under the hand: while it is pointed at or has the focus, its time does not run.
  const [isHeld, setHeld] = useState(false);
  const closes = notice.kind !== 'error' && !isHeld;
  const cameFrom = useRef<Element | null>(null);
  const ids = group.join();
  useEffect(() => {
    if (!closes) return;
    const timer = setTimeout(() => dismiss(...ids.split(',').map(Number)), SHOWN_FOR);
    return () => clearTimeout(timer);
  }, [closes, ids, dismiss]);
  const { action } = notice;
  return (
    <div
      className={classes.notice}
      data-kind={notice.kind}
      role={notice.kind === 'error' ? 'alert' : undefined}
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={(event) => {
        setHeld(true);
        if (!isInside(event)) cameFrom.current = event.relatedTarget;
      }}
      onBlur={(event) => setHeld(isInside(event))}
    >
      <span className={classes.noticeText}>
        {notice.text} {children}
      </span>
      {action ? (
        <Button
          variant="light"
          size="compact-xs"
          rightSection={showsKey ? <KeyLabel id="undo" /> : undefined}
          onClick={() => {
            action.run();
            dismiss(notice.id);
            goBackTo(cameFrom.current);
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
        onClick={() => {
          dismiss(...group);
          goBackTo(cameFrom.current);
        }}
      >
        <IconX size={14} />
      </ActionIcon>
    </div>
  );
}

function isInside({ currentTarget, relatedTarget }: FocusEvent): boolean {
  return relatedTarget instanceof Node && currentTarget.contains(relatedTarget);
}

/** Who was writing goes on writing; the focus must not fall on nothing. */
function goBackTo(place: Element | null): void {
  const target = place?.isConnected ? place : document.getElementById('content');
  if (target instanceof HTMLElement) target.focus({ preventScroll: true });
}
