import { useState } from 'react';
import { Button } from '@mantine/core';
import type { Contact } from '@shared/domain/customers/customer';
import { isErased } from '@shared/domain/record/erased';
import { useSession } from '@renderer/data/queries/team-context';
import { useTranslation } from '@renderer/ui/use-translation';
import { EraseDialog } from './erase-dialog';

/** Only leads erase. */
export function EraseButton({ contact }: { contact: Contact }) {
  const { t } = useTranslation('privacy');
  const { role } = useSession();
  const [isOpen, setOpen] = useState(false);
  if (role !== 'lead') return null;
  return (
    <>
      <Button variant="subtle" color="gray" onClick={() => setOpen(true)}>
        {isErased(contact) ? t('erase.again') : t('erase.open')}
      </Button>
      {isOpen ? <EraseDialog contact={contact} onClose={() => setOpen(false)} /> : null}
    </>
  );
}
