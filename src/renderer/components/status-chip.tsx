import type { StateCategory } from '@shared/domain/team/team';
import { categoryOf, stateOf } from '@shared/domain/tickets/pipeline';
import { useHeader } from '@renderer/data/queries/records';
import { Chip } from '@renderer/ui/chip';
import type { ChipTone } from '@renderer/ui/chip';
import { localized, useLanguage } from '@renderer/ui/use-language';

/** The colour of a status' category. */
export const categoryTones: Record<StateCategory, ChipTone> = {
  new: 'blue',
  open: 'violet',
  waiting: 'amber',
  resolved: 'green',
  closed: 'grey',
};

/** A ticket's status in words; a status this machine does not know is shown by its id. */
export function StatusChip({ ticketType, status }: { ticketType: string; status: string }) {
  const language = useLanguage();
  const pipeline = useHeader('pipeline', `pipeline:${ticketType}`);
  const name = localized(stateOf(pipeline, status)?.name, language) || status;
  return (
    <Chip tone={categoryTones[categoryOf(pipeline, status)]} title={name}>
      {name}
    </Chip>
  );
}
