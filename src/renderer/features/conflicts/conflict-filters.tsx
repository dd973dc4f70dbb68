import { useMemo } from 'react';
import { SegmentedControl, Select, Switch } from '@mantine/core';
import type { Conflict } from '@renderer/data/queries/conflicts';
import { usePersonNames } from '@renderer/data/queries/people';
import { useTranslation } from '@renderer/ui/use-translation';
import type { ConflictFilter, Period } from './filter-conflicts';
import { kindOfConflict, peopleOf, recordKinds } from './filter-conflicts';
import classes from './conflicts-page.module.css';

const periods: readonly Period[] = ['any', 'day', 'week', 'month'];

/** What is shown of the conflicts. Offers only what some of them have. */
export function ConflictFilters({
  filter,
  conflicts,
  onChange,
}: {
  filter: ConflictFilter;
  conflicts: readonly Conflict[];
  onChange: (values: Partial<ConflictFilter>) => void;
}) {
  const { t } = useTranslation('conflicts');
  const nameOf = usePersonNames();
  const kinds = useMemo(() => new Set(conflicts.map(kindOfConflict)), [conflicts]);
  const people = useMemo(() => [...new Set(conflicts.flatMap(peopleOf))].sort(), [conflicts]);
  const periodNames: Record<Period, string> = {
    any: t('filter.anyTime'),
    day: t('filter.day'),
    week: t('filter.week'),
    month: t('filter.month'),
  };
  return (
    <div className={classes.filters} role="group" aria-label={t('filter.label')}>
      <SegmentedControl
        size="xs"
        aria-label={t('filter.state')}
        value={filter.state}
        onChange={(state) => onChange({ state: state as ConflictFilter['state'] })}
        data={[
          { value: 'open', label: t('filter.openOnly') },
          { value: 'decided', label: t('filter.decided') },
          { value: 'all', label: t('filter.all') },
        ]}
      />
      <Select
        className={classes.select ?? ''}
        size="xs"
        aria-label={t('filter.type')}
        placeholder={t('filter.anyType')}
        clearable
        value={filter.kind}
        onChange={(kind) => onChange({ kind: recordKinds.find((known) => known === kind) ?? null })}
        data={recordKinds
          .filter((kind) => kinds.has(kind))
          .map((kind) => ({ value: kind, label: t(`type.${kind}`) }))}
      />
      <Select
        className={classes.select ?? ''}
        size="xs"
        aria-label={t('filter.who')}
        placeholder={t('filter.anyone')}
        clearable
        searchable
        value={filter.who}
        onChange={(who) => onChange({ who })}
        data={people.map((user) => ({ value: user, label: nameOf(user) }))}
      />
      <Select
        className={classes.select ?? ''}
        size="xs"
        aria-label={t('filter.period')}
        allowDeselect={false}
        value={filter.period}
        onChange={(period) => onChange({ period: periods.find((known) => known === period) ?? 'any' })}
        data={periods.map((period) => ({ value: period, label: periodNames[period] }))}
      />
      <Switch
        size="xs"
        label={t('filter.mine')}
        checked={filter.mine}
        onChange={(event) => onChange({ mine: event.currentTarget.checked })}
      />
    </div>
  );
}
