import { partiesWithPhone } from '@renderer/data/queries/find-party';
import { readHeader } from '@renderer/data/queries/records';
import type { useTeam } from '@renderer/data/queries/team-context';
import type { Prefill } from '@renderer/ui/app-actions';
import type { Call } from '@shared/domain/calls/call';
import { newHeader } from '@shared/domain/record/write';
import type { StartArgs } from './call-session';

type Team = ReturnType<typeof useTeam>;
type Session = Team['session'];
type Start = Omit<StartArgs, 'id' | 'startedAt'>;

/** What a call starts with: what was asked for, completed from the records it names. */
export function startArgsOf(team: Team, prefill: Prefill): Start {
  const callback = readHeader(team, 'callback', prefill.callbackId ?? '');
  const ticket = readHeader(team, 'ticket', prefill.ticketId ?? '');
  const run = readHeader(team, 'run', prefill.runId ?? callback?.runId ?? '');
  const sources = [prefill, callback, ticket, run];
  const first = (field: 'contactId' | 'customerId') =>
    sources.map((source) => source?.[field]).find((id) => id) ?? '';
  const isOut = prefill.direction === 'out' || Boolean(prefill.callbackId ?? prefill.runId);
  let contactId = first('contactId');
  let customerId = first('customerId');
  let phone = prefill.phone || callback?.phone || '';
  if (contactId === '' && phone !== '') {
    const known = partiesWithPhone(team, phone);
    // One owner of the number is recognised at once; of several the agent chooses.
    if (new Set(known.map((party) => party.contactId || party.customerId)).size === 1) {
      contactId = known[0]?.contactId ?? '';
      if (known.length === 1) customerId ||= known[0]?.customerId ?? '';
    }
  }
  const contact = readHeader(team, 'contact', contactId);
  if (customerId === '' && contact?.customerIds.length === 1) customerId = contact.customerIds[0] ?? '';
  if (phone === '' && isOut)
    phone = contact?.phones[0] ?? readHeader(team, 'customer', customerId)?.phones[0] ?? '';
  const ticketIds = new Set([
    ...(prefill.ticketId ? [prefill.ticketId] : []),
    ...(callback?.ticketIds ?? []),
  ]);
  return {
    direction: prefill.direction ?? (isOut ? 'out' : 'in'),
    phone,
    callerName: contact ? '' : (callback?.callerName ?? ''),
    contactId,
    customerId,
    callbackId: prefill.callbackId ?? '',
    runId: run?._id ?? '',
    ticketIds: [...ticketIds],
  };
}

/** The call as it will be stored; what the dock shows in the first moments. */
export function provisionalCall({ id, startedAt = '', ...start }: StartArgs, session: Session): Call {
  return newHeader<Call>(
    'call',
    id.slice('call:'.length),
    {
      phone: '',
      callerName: '',
      contactId: '',
      customerId: '',
      callbackId: '',
      runId: '',
      ticketIds: [],
      ...start,
      status: 'live',
      agent: session.user,
      device: session.devicePrefix,
      startedAt,
      endedAt: '',
      holds: {},
      notes: '',
      reason: '',
      outcome: '',
      reached: null,
      sourceId: '',
    },
    { now: startedAt, author: session.user },
  );
}
