import { useHeader } from '@renderer/data/queries/records';
import type { Callback } from '@shared/domain/calls/call';
import { formatPhone } from '@shared/domain/calls/phone-number';
import { useTranslation } from '@renderer/ui/use-translation';

/** Who is to be called: the person, else the company, else what was typed, else the number. */
export function useCallbackName(callback: Callback): { name: string; company: string; phone: string } {
  const { t } = useTranslation('callbacks');
  const contact = useHeader('contact', callback.contactId);
  const customer = useHeader('customer', callback.customerId);
  const phone = callback.phone || contact?.phones[0] || customer?.phones[0] || '';
  const company = customer?.name ?? '';
  const person = contact?.name || callback.callerName;
  if (person) return { name: person, company, phone };
  return { name: company || (phone ? formatPhone(phone) : t('unknown')), company: '', phone };
}
