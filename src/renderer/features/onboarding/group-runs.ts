import type { Run } from '@shared/domain/onboarding/checklist';

export const runGroups = ['overdue', 'today', 'later', 'noDate', 'finished'] as const;
export type RunGroupName = (typeof runGroups)[number];

/** When the run asks for somebody: the agreed next call, or else its due date. ISO or empty. */
export function nextMoment(run: Run): string {
  return run.nextCallAt || run.dueAt;
}

/** Runs by when they are due, soonest first; empty groups are left out. */
export function groupRuns(runs: readonly Run[], now: Date): { group: RunGroupName; runs: Run[] }[] {
  const sorted = [...runs].sort((a, b) => nextMoment(a).localeCompare(nextMoment(b)));
  return runGroups
    .map((group) => ({ group, runs: sorted.filter((run) => groupOf(run, now) === group) }))
    .filter((entry) => entry.runs.length > 0);
}

function groupOf(run: Run, now: Date): RunGroupName {
  if (run.outcome !== '') return 'finished';
  const moment = nextMoment(run);
  if (moment === '') return 'noDate';
  const due = new Date(moment);
  if (due.toDateString() === now.toDateString()) return 'today';
  return due < now ? 'overdue' : 'later';
}
