import { useTranslation } from 'react-i18next';
import type { Change } from '@shared/domain/record/documents';
import { useFieldName } from './use-value-words';
import type { ValueWords } from './use-value-words';

/** Says a change after its author's name: "vaihtoi tilan: Uusi → Työn alla". */
export function useChangeWords(words: ValueWords): (change: Change, author: string) => string {
  const { t } = useTranslation('ticket');
  const fieldName = useFieldName();
  return (change, author) => {
    const { path } = change;
    const from = words(path, change.from);
    const to = words(path, change.to);
    if (path.startsWith('tags.')) {
      const tag = path.slice('tags.'.length);
      return change.to === true ? t('change.tagAdded', { tag }) : t('change.tagRemoved', { tag });
    }
    switch (path) {
      case 'assignee':
        if (!change.to) return t('change.unassigned', { from });
        if (change.to !== author) return t('change.assigned', { from, to });
        return change.from ? t('change.tookFrom', { from }) : t('change.took');
      case 'archived':
        return change.to === true ? t('change.archived') : t('change.restored');
      case 'resolvedAt':
        return change.to ? t('change.resolved', { to }) : t('change.reopened');
      case 'description':
        return t('change.description');
      case 'status':
      case 'priority':
      case 'ticketType':
      case 'channel':
      case 'group':
      case 'customerId':
      case 'contactId':
      case 'subject':
        return t(`change.${path}`, { from, to });
      default:
        return t('change.other', { field: fieldName(path), from, to });
    }
  };
}
