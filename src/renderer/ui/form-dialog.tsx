import type { ReactNode } from 'react';
import { useState } from 'react';
import { Button, Modal, Stack } from '@mantine/core';
import { drop } from '@shared/lib/drop';
import classes from './form-dialog.module.css';
import type { Notice } from './notices';
import { useNotices } from './notices';
import { useTranslation } from './use-translation';

/** A small form over the page: title, fields, cancel and one act. The buttons stay in sight in a low window. */
export function FormDialog({
  title,
  submit,
  busy = false,
  disabled = false,
  onSubmit,
  onClose,
  children,
}: {
  title: string;
  submit: string;
  busy?: boolean;
  disabled?: boolean;
  onSubmit: () => Promise<void>;
  onClose: () => void;
  children: ReactNode;
}) {
  const { t } = useTranslation('common');
  return (
    <Modal opened onClose={onClose} title={title} closeButtonProps={{ 'aria-label': t('close') }}>
      <form
        aria-label={title}
        onSubmit={(event) => {
          event.preventDefault();
          if (!busy && !disabled) drop(onSubmit());
        }}
      >
        <Stack gap="sm">
          {children}
          <DialogButtons>
            <Button variant="default" onClick={onClose}>
              {t('cancel')}
            </Button>
            <Button type="submit" loading={busy} disabled={disabled}>
              {submit}
            </Button>
          </DialogButtons>
        </Stack>
      </form>
    </Modal>
  );
}

/**
 * The acts at the end of a dialog's form: they stay in sight while the fields scroll, and with them what went wrong since
 * it was opened, because the bar that tells of it lies under the dialog.
 */
export function DialogButtons({ children }: { children: ReactNode }) {
  const [before] = useState(() => newestError(useNotices.getState().notices));
  const newest = useNotices(({ notices }) => newestError(notices));
  return (
    <div className={classes.buttons}>
      {newest && newest !== before ? (
        <p key={newest.id} className={classes.problem} role="alert">
          {newest.text}
        </p>
      ) : null}
      {children}
    </div>
  );
}

function newestError(notices: readonly Notice[]): Notice | undefined {
  return notices.findLast(({ kind }) => kind === 'error');
}
