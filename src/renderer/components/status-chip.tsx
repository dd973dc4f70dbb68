import type { StateCategory } from '@shared/domain/team/team';
import { categoryOf, stateOf } from '@shared/domain/tickets/pipeline';
import { useHeader } from '@renderer/data/queries/records';
import { Chip } from '@renderer/ui/chip';
import type { ChipTone } from '@renderer/ui/chip';
import { localized, useLanguage } from '@renderer/ui/use-language';
import classes from './status-chip.module.css';

/** The colour of a status' category. */
export const categoryTones: Record<StateCategory, ChipTone> = {
  new: 'blue',
  open: 'violet',
  waiting: 'amber',
  resolved: 'green',
  closed: 'grey',
};

/**
 * A ticket's status in words; a status this machine does not know is shown by its id.
 * @param dotOnly for narrow columns; the name stays for screen readers and on hover
 */
export function StatusChip({
  ticketType,
  status,
  dotOnly = false,
}: {
  ticketType: string;
  status: string;
  dotOnly?: boolean;
}) {
  const language = useLanguage();
  const pipeline = useHeader('pipeline', `pipeline:${ticketType}`);
  const name = localized(stateOf(pipeline, status)?.name, language) || status;
  const tone = categoryTones[categoryOf(pipeline, status)];
  if (dotOnly) {
    return <span className={classes.dot} data-tone={tone} role="img" aria-label={name} title={name} />;
  }
  return (
    <Chip tone={tone} title={name}>
      <span className={classes.name}>{name}</span>
    </Chip>
  );
}
