/** Outcomes that mean nobody was talked to. */
const NOT_REACHED = new Set(['notReached', 'wrongNumber']);

/** Whether a call with this outcome reached the customer, as long as the agent does not say otherwise. */
export function reachesByOutcome(outcome: string): boolean {
  return !NOT_REACHED.has(outcome);
}

/** Whether the outcome is itself a promise to call back. */
export function promisesCallback(outcome: string): boolean {
  return outcome === 'callback';
}

export type TimesProblem = 'endBeforeStart' | 'inFuture';

/** What is wrong with a call's times, ISO; null when nothing is. An empty end is a call that goes on. */
export function timesProblem(startedAt: string, endedAt: string, now: string): TimesProblem | null {
  if (Date.parse(startedAt) > Date.parse(now) || Date.parse(endedAt) > Date.parse(now)) return 'inFuture';
  if (endedAt !== '' && Date.parse(endedAt) < Date.parse(startedAt)) return 'endBeforeStart';
  return null;
}
