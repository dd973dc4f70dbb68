import type { HeaderDocument } from '@shared/domain/record/documents';
import { useTranslation } from '@renderer/ui/use-translation';

const reasons = ['mergedAtSource', 'deletedAtSource', 'notInExport'] as const;

/** Why an import put a record into the archive, as a sentence; empty where a person did it. */
export function useWhyArchived(record: HeaderDocument): string {
  const { t } = useTranslation('common');
  if (!record.archived) return '';
  const told = record['placeholder'] === true ? 'notInExport' : record['archivedBecause'];
  const reason = reasons.find((known) => known === told);
  return reason ? t(`archivedBecause.${reason}`) : '';
}
