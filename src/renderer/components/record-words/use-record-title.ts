import type { Call, Callback } from '@shared/domain/calls/call';
import { formatPhone } from '@shared/domain/calls/phone-number';
import type { TeamDocument } from '@shared/domain/record/documents';
import type { Run, Template } from '@shared/domain/onboarding/checklist';
import type { Ticket } from '@shared/domain/tickets/ticket';
import { formatMoment } from '@shared/i18n/format';
import { readDocument } from '@renderer/data/queries/records';
import { useTeam } from '@renderer/data/queries/team-context';
import { localized, useLanguage } from '@renderer/ui/use-language';
import { useTranslation } from '@renderer/ui/use-translation';

/** What people call a record: number and subject, a name, who was on the phone. Works for archived ones, too. */
export function useRecordTitle(): (id: string, doc?: TeamDocument) => string {
  const { t } = useTranslation('conflicts');
  const language = useLanguage();
  const team = useTeam();
  const nameOf = (id: string) => String(team.tables.customers.get(id)?.doc['name'] ?? '');
  const party = ({ contactId, customerId, callerName, phone }: Call | Callback) =>
    [nameOf(contactId) || callerName || (phone && formatPhone(phone)), nameOf(customerId)]
      .filter(Boolean)
      .join(', ');
  return (id, given) => {
    const doc = given ?? readDocument(team, id);
    if (!doc) return t('missing');
    switch (doc.type) {
      case 'ticket': {
        const { number, subject } = doc as Ticket;
        return `${number} ${subject}`;
      }
      case 'call': {
        const call = doc as Call;
        return t('callTitle', { name: party(call), time: formatMoment(call.startedAt, language) });
      }
      case 'callback': {
        const callback = doc as Callback;
        return t('callbackTitle', { name: [party(callback), callback.topic].filter(Boolean).join(' · ') });
      }
      case 'run': {
        const { customerId, title } = doc as Run;
        return [nameOf(customerId), localized(title, language)].filter(Boolean).join(', ');
      }
      case 'template':
        return localized((doc as Template).name, language);
      default: {
        const name = doc['name'];
        return typeof name === 'string' && name ? name : localized(name as never, language) || id;
      }
    }
  };
}
