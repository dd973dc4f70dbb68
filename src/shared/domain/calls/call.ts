import type { HeaderDocument } from '../record/documents';

export type CallStatus = 'live' | 'held' | 'wrapUp' | 'done';

/** A phone call as its agent logs it while talking. */
export interface Call extends HeaderDocument {
  type: 'call';
  direction: 'in' | 'out';
  status: CallStatus;
  /** User name of the agent on the phone. */
  agent: string;
  /** Prefix of the machine it is logged on, which offers to go on with it after a crash. Imported calls have none. */
  device?: string;
  /** The number as typed or given. */
  phone: string;
  /** Who it is, as long as no contact is chosen. */
  callerName: string;
  contactId: string;
  customerId: string;
  /** ISO 8601. */
  startedAt: string;
  /** ISO 8601, or empty while it goes on. */
  endedAt: string;
  /** Hold spans: entry id to `{from, to}`, ISO; `to` is empty while on hold. */
  holds: Record<string, { from?: string; to?: string }>;
  notes: string;
  /** Ids of the disposition lists; empty until wrap-up. */
  reason: string;
  outcome: string;
  /** Whether the customer was talked to; null until known. */
  reached: boolean | null;
  ticketIds: string[];
  /** Callback this call answers, or empty. */
  callbackId: string;
  /** Onboarding run this call works on, or empty. */
  runId: string;
  sourceId: string;
}

/** A promise to phone somebody. */
export interface Callback extends HeaderDocument {
  type: 'callback';
  status: 'open' | 'done' | 'cancelled';
  /** ISO 8601. */
  dueAt: string;
  /** User name, or empty when the group may take it. */
  owner: string;
  group: string;
  phone: string;
  callerName: string;
  contactId: string;
  customerId: string;
  /** What it is about. */
  topic: string;
  /** Call it was promised on, or empty. */
  callId: string;
  ticketIds: string[];
  /** Entry id (the call's) to `{at, by, reached}`. */
  attempts: Record<string, { at?: string; by?: string; reached?: boolean }>;
  runId: string;
}

/**
 * Seconds of a call: all, on hold, and talking.
 * @param now ISO; used while the call or a hold goes on
 */
export function callSeconds(
  call: Pick<Call, 'startedAt' | 'endedAt' | 'holds'>,
  now: string,
): { total: number; held: number; talk: number } {
  const end = Date.parse(call.endedAt || now);
  const start = Date.parse(call.startedAt);
  const total = Math.max(0, end - start);
  let held = 0;
  for (const hold of Object.values(call.holds)) {
    if (!hold.from) continue;
    const to = Math.min(end, hold.to ? Date.parse(hold.to) : end);
    held += Math.max(0, to - Math.max(start, Date.parse(hold.from)));
  }
  held = Math.min(held, total);
  return {
    total: Math.floor(total / 1000),
    held: Math.floor(held / 1000),
    talk: Math.floor((total - held) / 1000),
  };
}

/** Whether the call still owes its agent something: it goes on, or its wrap-up is not done. */
export function isCallOpen(call: Call): boolean {
  return call.status !== 'done' && !call.archived;
}
