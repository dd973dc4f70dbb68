import { describe, expect, it } from 'vitest';
import type { Run } from '@shared/domain/onboarding/checklist';
import { groupRuns } from './group-runs';

const now = new Date('2026-11-20T12:00:00');
const run = (id: string, fields: Partial<Run>) =>
  ({ _id: `run:${id}`, dueAt: '', nextCallAt: '', outcome: '', ...fields }) as Run;
const localIso = (text: string) => new Date(text).toISOString();

describe('groupRuns', () => {
  it('puts runs where their next moment falls, the agreed call before the due date', () => {
    const groups = groupRuns(
      [
        run('late', { dueAt: localIso('2026-11-18T09:00:00') }),
        run('moved', { dueAt: localIso('2026-11-18T09:00:00'), nextCallAt: localIso('2026-11-23T09:00:00') }),
        run('today', { dueAt: localIso('2026-11-20T09:00:00') }),
        run('open', {}),
        run('done', { outcome: 'succeeded', dueAt: localIso('2026-11-18T09:00:00') }),
      ],
      now,
    );
    expect(groups.map(({ group, runs }) => [group, runs.map(({ _id }) => _id)])).toEqual([
      ['overdue', ['run:late']],
      ['today', ['run:today']],
      ['later', ['run:moved']],
      ['noDate', ['run:open']],
      ['finished', ['run:done']],
    ]);
  });
});
