import { IconArrowDown, IconArrowUp, IconMinus } from '@tabler/icons-react';
import { priorities } from '@shared/domain/tickets/ticket';
import type { Priority } from '@shared/domain/tickets/ticket';
import { useTranslation } from '@renderer/ui/use-translation';
import classes from './priority-chip.module.css';

const icons = { high: IconArrowUp, medium: IconMinus, low: IconArrowDown };

function isPriority(priority: string): priority is Priority {
  return priorities.includes(priority as Priority);
}

/** A priority's name; of an unknown one, its id. */
export function usePriorityName(): (priority: string) => string {
  const { t } = useTranslation('common');
  return (priority) => (isPriority(priority) ? t(`priorities.${priority}`) : priority);
}

/** An arrow up, a line or an arrow down. Says nothing to screen readers: the name stands beside it or is given. */
export function PriorityIcon({ priority, size = 14 }: { priority: string; size?: number }) {
  const Icon = isPriority(priority) ? icons[priority] : IconMinus;
  return <Icon size={size} stroke={2.5} className={classes.icon} data-priority={priority} aria-hidden />;
}

/**
 * A ticket's priority.
 * @param iconOnly for narrow columns; the name stays for screen readers and on hover
 */
export function PriorityChip({ priority, iconOnly = false }: { priority: string; iconOnly?: boolean }) {
  const name = usePriorityName()(priority);
  if (iconOnly) {
    return (
      <span className={classes.only} role="img" aria-label={name} title={name}>
        <PriorityIcon priority={priority} />
      </span>
    );
  }
  return (
    <span className={classes.chip}>
      <PriorityIcon priority={priority} />
      {name}
    </span>
  );
}
