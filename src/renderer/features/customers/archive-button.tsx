import { Button } from '@mantine/core';
import type { editContact, editCustomer } from '@shared/domain/customers/customer-commands';
import { drop } from '@shared/lib/drop';
import { useRun } from '@renderer/data/queries/team-context';
import { useUndo } from '@renderer/components/undo/use-undo';
import { useAct } from '@renderer/components/use-act';
import { useTranslation } from '@renderer/ui/use-translation';

interface ArchiveButtonProps {
  id: string;
  name: string;
  archived: boolean;
  command: typeof editCustomer | typeof editContact;
}

/** Archives a party, with a way back in the bar below; or brings it back. */
export function ArchiveButton({ id, name, archived, command }: ArchiveButtonProps) {
  const { t } = useTranslation('customers');
  const { t: tc } = useTranslation('common');
  const run = useRun();
  const act = useAct();
  const { offer } = useUndo();
  const write = (value: boolean) => run(command as typeof editCustomer, { id, values: { archived: value } });
  async function archive(): Promise<void> {
    const { eventId } = await write(true);
    offer(t('archived', { name }), eventId);
  }
  return (
    <Button
      variant="subtle"
      color="gray"
      onClick={() => drop(act(() => (archived ? write(false) : archive())))}
    >
      {archived ? tc('restore') : tc('archive')}
    </Button>
  );
}
