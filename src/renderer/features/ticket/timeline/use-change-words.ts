import type { Change } from '@shared/domain/record/documents';
import { useFieldWords } from '@renderer/components/record-words/use-field-words';
import type { ValueWords } from '@renderer/components/record-words/use-value-words';
import { useTranslation } from '@renderer/ui/use-translation';

/** A sentence holds no essay. */
const LONGEST_SHOWN = 300;

/** Says a change of a record after its author's name: "vaihtoi tilan: Uusi → Työn alla". */
type ChangeWords = (about: string, change: Change, author: string) => string;

export function useChangeWords(words: ValueWords): ChangeWords {
  const { t } = useTranslation('ticket');
  const fieldName = useFieldWords();
  return (about, change, author) => {
    const { path } = change;
    const from = shortened(words(about, path, change.from));
    const to = shortened(words(about, path, change.to));
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
        return t('change.other', { field: fieldName(about, path), from, to });
    }
  };
}

function shortened(text: string): string {
  return text.length > LONGEST_SHOWN ? `${text.slice(0, LONGEST_SHOWN)}…` : text;
}
