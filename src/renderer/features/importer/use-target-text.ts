import { useCallback } from 'react';
import { useTranslation } from '@renderer/ui/use-translation';

/** What a column becomes, in words: a field, `kept`, or nothing. */
export function useTargetText(): (target: string) => string {
  const { t } = useTranslation('importer');
  return useCallback(
    (target) => {
      if (target === '') return t('notUsed');
      return target === 'kept' ? t('kept') : t(`targets.${target as 'ticket.number'}`);
    },
    [t],
  );
}
