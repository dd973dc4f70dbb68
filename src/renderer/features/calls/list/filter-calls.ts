import type { Call } from '@shared/domain/calls/call';
import { isCallOpen } from '@shared/domain/calls/call';
import { foldText } from '@shared/lib/fold-text';
import { localDay } from '@shared/lib/local-time';

/** What the list of calls is asked for; empty means any. */
export interface CallFilter {
  direction: '' | 'in' | 'out';
  /** User name. */
  agent: string;
  reason: string;
  outcome: string;
  /** Words that must all be in the notes or in the caller's name. */
  text: string;
  /** Local days `YYYY-MM-DD`, both included. */
  from: string;
  to: string;
}

export const everyCall: CallFilter = {
  direction: '',
  agent: '',
  reason: '',
  outcome: '',
  text: '',
  from: '',
  to: '',
};

export function isFiltering(filter: CallFilter): boolean {
  return Object.values(filter).some((value) => value !== '');
}

/**
 * The calls that fit, newest first. Own calls that owe a wrap-up stand on top, whatever the filter: they must
 * not get out of sight.
 * @param nameOf the name of a contact or customer by id
 */
export function selectCalls(
  calls: readonly Call[],
  filter: CallFilter,
  around: { user: string; nameOf(id: string): string },
): Call[] {
  const words = foldText(filter.text).split(' ').filter(Boolean);
  const owes = (call: Call) => isCallOpen(call) && call.agent === around.user;
  const fits = (call: Call) => {
    if (filter.direction && call.direction !== filter.direction) return false;
    if (filter.agent && call.agent !== filter.agent) return false;
    if (filter.reason && call.reason !== filter.reason) return false;
    if (filter.outcome && call.outcome !== filter.outcome) return false;
    if (filter.from && localDay(call.startedAt) < filter.from) return false;
    if (filter.to && localDay(call.startedAt) > filter.to) return false;
    if (words.length === 0) return true;
    const { notes, callerName, contactId, customerId } = call;
    const text = foldText(
      `${notes} ${callerName} ${around.nameOf(contactId)} ${around.nameOf(customerId)} ${call.phone}`,
    );
    return words.every((word) => text.includes(word));
  };
  return calls
    .filter((call) => owes(call) || fits(call))
    .sort((a, b) => Number(owes(b)) - Number(owes(a)) || (a.startedAt < b.startedAt ? 1 : -1));
}
