import type { ReactNode } from 'react';
import { Button, Group, Modal, Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { drop } from '@shared/lib/drop';

/** A small form over the page: title, fields, cancel and one act. */
export function FormDialog({
  title,
  submit,
  busy,
  onSubmit,
  onClose,
  children,
}: {
  title: string;
  submit: string;
  busy: boolean;
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
          if (!busy) drop(onSubmit());
        }}
      >
        <Stack gap="sm">
          {children}
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              {t('cancel')}
            </Button>
            <Button type="submit" loading={busy}>
              {submit}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
