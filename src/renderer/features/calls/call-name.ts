import { useHeader } from '@renderer/data/queries/records';
import type { Call } from '@shared/domain/calls/call';
import { formatPhone, identifyPhone } from '@shared/domain/calls/phone-number';
import { useTranslation } from '@renderer/ui/use-translation';

type Who = Pick<Call, 'phone' | 'callerName' | 'contactId' | 'customerId' | 'direction'>;

/** Who a call is with: the person, else the company, else what was typed, else the number. */
export function useCallName(call: Who | null): { name: string; company: string } {
  const { t } = useTranslation('calls');
  const contact = useHeader('contact', call?.contactId ?? '');
  const customer = useHeader('customer', call?.customerId ?? '');
  const company = customer?.name ?? '';
  const name = contact?.name || call?.callerName || '';
  if (name) return { name, company };
  if (company) return { name: company, company: '' };
  const kind = identifyPhone(call?.phone ?? '').kind;
  if (kind === 'withheld') return { name: t('withheldNumber'), company: '' };
  if (call?.phone) return { name: formatPhone(call.phone), company: '' };
  return { name: call?.direction === 'out' ? t('unknownCallee') : t('unknownCaller'), company: '' };
}
