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

const LONGEST_TOPIC = 120;

/** What a call was about in one line: the first line of its notes, cut at a word; empty without notes. */
export function firstLineOf(notes: string): string {
  const line = notes.trim().split('\n')[0]?.trim() ?? '';
  if (line.length <= LONGEST_TOPIC) return line;
  const cut = line.slice(0, LONGEST_TOPIC);
  return `${cut.slice(0, Math.max(cut.lastIndexOf(' '), LONGEST_TOPIC / 2)).trimEnd()}…`;
}

export type TimesProblem = 'endBeforeStart' | 'inFuture';

/** What is wrong with a call's times, ISO; null when nothing is. An empty end is a call that goes on. */
export function timesProblem(startedAt: string, endedAt: string, now: string): TimesProblem | null {
  if (Date.parse(startedAt) > Date.parse(now) || Date.parse(endedAt) > Date.parse(now)) return 'inFuture';
  if (endedAt !== '' && Date.parse(endedAt) < Date.parse(startedAt)) return 'endBeforeStart';
  return null;
}
