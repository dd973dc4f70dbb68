import type { ReactNode } from 'react';
import { Button, Modal, Stack } from '@mantine/core';
import { drop } from '@shared/lib/drop';
import classes from './form-dialog.module.css';
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

/** The acts at the end of a dialog's form: they stay in sight while the fields scroll. */
export function DialogButtons({ children }: { children: ReactNode }) {
  return <div className={classes.buttons}>{children}</div>;
}
