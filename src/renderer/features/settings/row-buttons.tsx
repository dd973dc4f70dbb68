import { ActionIcon } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconTrash } from '@tabler/icons-react';
import { useTranslation } from '@renderer/ui/use-translation';
import table from './table.module.css';

/** Order and removal of a row in a list of settings. */
export function RowButtons({
  name,
  isFirst,
  isLast,
  keepReason,
  onMove,
  onRemove,
}: {
  name: string;
  isFirst: boolean;
  isLast: boolean;
  /** Why the row cannot be removed; empty when it can. */
  keepReason: string;
  onMove: (by: -1 | 1) => void;
  onRemove: () => void;
}) {
  const { t } = useTranslation('settings');
  const common = { variant: 'subtle', color: 'gray', size: 'sm', className: table.rowButton } as const;
  return (
    <span className={table.nowrap}>
      <ActionIcon
        {...common}
        disabled={isFirst}
        aria-label={t('moveUp', { name })}
        onClick={() => onMove(-1)}
      >
        <IconArrowUp size={14} aria-hidden />
      </ActionIcon>
      <ActionIcon
        {...common}
        disabled={isLast}
        aria-label={t('moveDown', { name })}
        onClick={() => onMove(1)}
      >
        <IconArrowDown size={14} aria-hidden />
      </ActionIcon>
      <ActionIcon
        {...common}
        // Not `disabled`: the reason must stay readable with the pointer and the keyboard.
        aria-disabled={keepReason !== ''}
        data-disabled={keepReason === '' ? undefined : true}
        title={keepReason || undefined}
        aria-label={[t('removeItem', { name }), keepReason].filter(Boolean).join('. ')}
        onClick={() => {
          if (keepReason === '') onRemove();
        }}
      >
        <IconTrash size={14} aria-hidden />
      </ActionIcon>
    </span>
  );
}
