import { isStamp, stampMilliseconds } from '@shared/lib/hybrid-clock';
import type { Call } from '@shared/domain/calls/call';

/**
 * When a call was last worked on: the best guess of when a call ended that nobody ended. ISO.
 * Never before its start; now at the latest.
 */
export function lastTouched(call: Pick<Call, 'stamps' | 'startedAt'>, now = Date.now()): string {
  const start = Date.parse(call.startedAt);
  const touched = Object.values(call.stamps).filter(isStamp).map(stampMilliseconds);
  return new Date(Math.min(Math.max(now, start), Math.max(start, ...touched))).toISOString();
}
